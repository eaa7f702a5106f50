//! What the compiler says to mistakes in and under the attribute.

/// The words of the compiler change with its version; ours are among them.
#[rustversion::attr(not(stable), ignore = "the messages are those of a stable compiler")]
#[test]
fn mistakes_are_told_on_the_tokens_of_the_user() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}

#[test]
fn what_the_library_links_leaves_inference_alone() {
    trybuild::TestCases::new().pass("passes/*.rs");
}
