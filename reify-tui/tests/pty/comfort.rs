//! The clipboard, the mouse, the configuration, and what goes on by itself.

use vt100::MouseProtocolMode;

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{A_STEP, at_first_event, explore, program, shown};

#[test]
fn copying_goes_by_way_of_the_terminal() {
    let shop = Shop::new();
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 80, 24));
    terminal.press("yp");
    terminal.wait_for("copied src/checkout.rs:5");
    // `src/checkout.rs:5`, as OSC 52 wants it.
    assert!(terminal.has_written("\u{1b}]52;c;c3JjL2NoZWNrb3V0LnJzOjU="));
}

#[test]
fn the_mouse_is_taken_only_when_asked_for_and_given_back() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    assert_eq!(
        terminal.screen().mouse_protocol_mode(),
        MouseProtocolMode::None
    );
    terminal.press("M");
    terminal.wait("the mouse is taken", |screen| {
        screen.mouse_protocol_mode() != MouseProtocolMode::None
    });
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert_eq!(
        terminal.screen().mouse_protocol_mode(),
        MouseProtocolMode::None
    );
}

#[test]
fn a_click_goes_to_the_event_under_it() {
    let shop = Shop::new();
    let command = at_first_event(&shop).arg("--mouse");
    let mut terminal = shown(Terminal::start(command, 80, 24));
    terminal.wait_for(" 1/10");
    // Line 16 from the top is the third event; terminals count from 1.
    terminal.press("\u{1b}[<0;10;16M\u{1b}[<0;10;16m");
    terminal.wait_for(" 3/10");
}

#[test]
fn the_configuration_is_found_and_its_keys_hold() {
    let shop = Shop::new();
    let config = "[keys]\nnext-event = [\"x\"]\nquit = [\"<ctrl-q>\"]\n";
    shop.write("config/reify/config.toml", config);
    let command = at_first_event(&shop).env("XDG_CONFIG_HOME", shop.folder().join("config"));
    let mut terminal = shown(Terminal::start(command, 80, 24));
    terminal.wait_for(" 1/10");
    terminal.press("x");
    terminal.wait_for(" 2/10");
    terminal.press("q");
    terminal.wait_for("q is no key here");
    terminal.press("\u{11}");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn the_time_cursor_plays_by_itself_and_stops_at_the_end() {
    let shop = Shop::new();
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 80, 24));
    terminal.press("100r");
    terminal.wait_for("this is the end of the recording");
    terminal.wait_for("end/10");
}

#[test]
fn a_remapped_folder_is_where_the_source_is_found() {
    let shop = Shop::new();
    let folder = shop.folder();
    std::fs::rename(folder.join("src"), folder.join("moved")).expect("the folder is ours");
    let command = at_first_event(&shop).args(["--remap", "src=moved"]);
    let mut terminal = shown(Terminal::start(command, 120, 40));
    terminal.wait_for("async fn checkout(id: u32)");
}

#[test]
fn a_filter_of_the_command_line_is_there_from_the_start() {
    let shop = Shop::new();
    let command = program(&shop).arg(shop.trace()).args(["--filter", "load"]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for(A_STEP);
    terminal.wait_for("1 of 4");
}
