//! What the program writes for shells, for `man` and for its configuration.

use assert_cmd::assert::OutputAssertExt as _;

fn generated(what: &str) -> String {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("reify-tui"));
    let made = command.args(["--generate", what]).assert().success();
    String::from_utf8(made.get_output().stdout.clone()).expect("text is written")
}

#[test]
fn the_man_page_is_as_it_was() {
    insta::assert_snapshot!(generated("man"));
}

#[test]
fn the_configuration_to_begin_with_is_as_it_was() {
    insta::assert_snapshot!(generated("config"));
}

#[test]
fn completions_for_fish_are_as_they_were() {
    insta::assert_snapshot!(generated("complete-fish"));
}

#[test]
fn every_shell_has_completions() {
    for (shell, sign) in [
        ("complete-bash", "complete -F"),
        ("complete-zsh", "#compdef reify-tui"),
        ("complete-fish", "complete -c reify-tui"),
        ("complete-powershell", "Register-ArgumentCompleter"),
    ] {
        assert!(generated(shell).contains(sign), "{shell}");
    }
}
