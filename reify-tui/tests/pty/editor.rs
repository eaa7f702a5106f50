//! `e` opens the source in the editor.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{A_STEP, at_first_event, shown};

/// A program that writes down what it was given, a line each, and ends as it is told.
fn fake_editor(shop: &Shop, name: &str, then: &str) -> String {
    let arguments = shop.folder().join("arguments").display().to_string();
    // Whoever sees the file sees it whole.
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{arguments}.new' && mv '{arguments}.new' '{arguments}'\n{then}\n"
    );
    let path = shop.write(name, script);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("the file is ours");
    path.display().to_string()
}

fn arguments(shop: &Shop) -> Vec<String> {
    let text = fs::read_to_string(shop.folder().join("arguments")).expect("the editor ran");
    text.lines().map(str::to_owned).collect()
}

fn source(shop: &Shop) -> String {
    shop.folder().join("src/checkout.rs").display().to_string()
}

#[test]
fn a_terminal_editor_is_given_file_and_line_and_then_the_screen_comes_back() {
    let shop = Shop::new();
    // The editor ends when it has read a key, so that it is seen to have the terminal.
    let editor = fake_editor(&shop, "vim", "echo editing; read -r key; exit 0");
    let command = at_first_event(&shop).env("EDITOR", editor);
    let mut terminal = shown(Terminal::start(command, 80, 24));
    terminal.press("e");
    terminal.wait("the editor has the terminal", |screen| {
        screen.contents().contains("editing") && !screen.alternate_screen() && !screen.hide_cursor()
    });
    terminal.resize(100, 30);
    terminal.press("x\r");
    terminal.wait("the explorer is back, in the size of now", |screen| {
        screen.contents().contains(A_STEP)
            && screen.contents_between(29, 0, 29, 100).contains("quit")
            && screen.alternate_screen()
            && screen.hide_cursor()
    });
    assert_eq!(
        arguments(&shop),
        ["+5", "+call cursor(0,30)", &source(&shop)]
    );
    terminal.press("l");
    terminal.wait_for(" 2/10");
}

#[test]
fn a_graphical_editor_opens_beside_and_only_its_failure_is_heard_of() {
    let shop = Shop::new();
    let editor = fake_editor(&shop, "code", "echo unseen; exit 3");
    let command = at_first_event(&shop).env("VISUAL", editor);
    let mut terminal = shown(Terminal::start(command, 200, 24));
    terminal.press("e");
    terminal.wait_for("exit status: 3");
    assert!(terminal.screen().contents().contains(A_STEP));
    let place = format!("{}:5:30", source(&shop));
    assert_eq!(arguments(&shop), ["--reuse-window", "--goto", &place]);
}

#[test]
fn a_template_of_the_command_line_is_filled_in() {
    let shop = Shop::new();
    let editor = fake_editor(&shop, "my-editor", "exit 0");
    let command = at_first_event(&shop)
        .env("EDITOR", "false")
        .arg("--editor")
        .arg(format!("{editor} --line={{line}} {{file}}"));
    let mut terminal = shown(Terminal::start(command, 80, 24));
    terminal.press("e");
    terminal.wait_for_file(&shop.folder().join("arguments"));
    assert_eq!(arguments(&shop), ["--line=5", &source(&shop)]);
}

#[test]
fn an_editor_that_fails_is_reported_on_the_screen() {
    let shop = Shop::new();
    let editor = fake_editor(&shop, "nano", "exit 3");
    let command = at_first_event(&shop).env("VISUAL", editor);
    let mut terminal = shown(Terminal::start(command, 200, 24));
    terminal.press("e");
    terminal.wait_for("exit status: 3");
    terminal.wait_for(A_STEP);
}

#[test]
fn an_editor_that_is_killed_leaves_a_screen_that_works() {
    let shop = Shop::new();
    // It leaves the terminal as it likes, and does not come to put it right.
    let editor = fake_editor(
        &shop,
        "vi",
        "stty raw -echo; printf '\\033[?1049h\\033[?2004h\\033[?1000h\\033[?1h\\033='; kill -9 $$",
    );
    let command = at_first_event(&shop).env("VISUAL", editor);
    let mut terminal = shown(Terminal::start(command, 200, 24));
    terminal.press("e");
    terminal.wait_for("signal: 9");
    terminal.press("l");
    terminal.wait_for(" 2/10");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn a_missing_editor_is_named() {
    let shop = Shop::new();
    let command = at_first_event(&shop).env("VISUAL", "no-such-editor");
    let mut terminal = shown(Terminal::start(command, 120, 24));
    terminal.press("e");
    terminal.wait_for("no-such-editor: no such program");
}
