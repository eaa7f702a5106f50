//! From arguments and item to what the compiler gets instead.
//!
//! Whatever goes wrong, the user's item is part of the result, so that one mistake in the attribute
//! is one error and editors go on completing.

use proc_macro2::TokenStream;
use quote::ToTokens as _;

use crate::arguments::Arguments;
use crate::editor;
use crate::item::Target;
use crate::rewrite::Rewriter;

/// Expands the attribute.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = match syn::parse2::<Arguments>(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return with_error(item, &error),
    };
    // Code that is half typed, or newer than our grammar, goes to the compiler as it stands.
    let Some(mut target) = Target::parse(&item) else {
        return item;
    };
    if let Some(error) = target.misplaced() {
        return with_error(item, &error);
    }
    if editor::asks() {
        return item;
    }
    let mut rewriter = Rewriter::new(&arguments);
    target.visit(&mut rewriter);
    rewriter.account().write();
    if rewriter.is_changed() {
        target.into_token_stream()
    } else {
        item
    }
}

fn with_error(mut item: TokenStream, error: &syn::Error) -> TokenStream {
    item.extend(error.to_compile_error());
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(arguments: &str, item: &str) -> String {
        expand(arguments.parse().unwrap(), item.parse().unwrap()).to_string()
    }

    fn plain(item: &str) -> String {
        item.parse::<TokenStream>().unwrap().to_string()
    }

    #[test]
    fn an_item_without_awaits_is_given_back_token_for_token() {
        for item in [
            "async fn f() { g() }",
            "impl T { fn f(&self) -> u8 { 1 } }",
            "mod m {}",
        ] {
            assert_eq!(expanded("", item), plain(item));
        }
    }

    #[test]
    fn half_typed_code_is_given_back_token_for_token() {
        for item in [
            "async fn f() { x.await; y. }",
            "async fn f() { let = g().await }",
            "async fn",
        ] {
            assert_eq!(expanded("", item), plain(item));
        }
    }

    #[test]
    fn a_mistake_keeps_the_item_and_adds_an_error() {
        for (arguments, item) in [
            ("", "struct S;"),
            ("oops", "async fn f() {}"),
            ("", "fn f() {}"),
        ] {
            let expanded = expanded(arguments, item);
            assert!(expanded.starts_with(&plain(item)), "{expanded}");
            assert!(
                expanded.contains(":: core :: compile_error !"),
                "{expanded}"
            );
        }
    }
}
