//! Looking at a recording.

use std::fs;

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{A_STEP, at_first_event, explore, program, shown};

#[test]
fn the_first_screen_shows_the_steps_with_polls_and_places() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.wait_for("reserve(&cart)");
    terminal.wait_for("checkout.rs:5");
    assert!(terminal.screen().alternate_screen());
    assert!(terminal.screen().hide_cursor());
}

#[test]
fn the_time_cursor_moves_with_l_and_h() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.press("0");
    terminal.wait_for(" 1/10");
    terminal.press("l");
    terminal.wait_for(" 2/10");
    terminal.press("3l");
    terminal.wait_for(" 5/10");
    terminal.press("h");
    terminal.wait_for(" 4/10");
}

#[test]
fn at_says_where_the_time_cursor_begins() {
    let shop = Shop::new();
    let command = program(&shop).arg(shop.trace()).args(["--at", "4"]);
    let mut terminal = shown(Terminal::start(command, 80, 24));
    terminal.wait_for(" 4/10");
}

#[test]
fn the_source_is_shown_with_its_line() {
    let shop = Shop::new();
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 120, 40));
    terminal.wait_for("async fn checkout(id: u32)");
}

#[test]
fn source_that_is_not_there_is_said_to_be_missing() {
    let shop = Shop::new();
    fs::remove_file(shop.folder().join("src/checkout.rs")).expect("the file is ours");
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 120, 40));
    terminal.wait_for("source not found");
}

#[test]
fn source_that_has_changed_is_said_to_have() {
    let shop = Shop::new();
    shop.write("src/checkout.rs", format!("\n\n{}", crate::shop::SOURCE));
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 120, 40));
    terminal.wait_for("changed");
}

#[test]
fn a_terminal_of_another_size_is_drawn_anew() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.resize(120, 40);
    terminal.wait("the last row is used", |screen| {
        screen.contents_between(39, 0, 39, 120).contains("quit")
    });
    terminal.resize(3, 2);
    terminal.resize(1, 1);
    terminal.resize(80, 24);
    terminal.wait_for(A_STEP);
}

#[test]
fn without_colour_the_selection_is_still_seen() {
    let shop = Shop::new();
    let command = program(&shop).env("NO_COLOR", "1").arg(shop.trace());
    let terminal = shown(Terminal::start(command, 80, 24));
    let screen = terminal.screen();
    let cells =
        || (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
    assert!(cells().any(vt100::Cell::inverse), "{}", screen.contents());
    let plain = |cell: &vt100::Cell| {
        cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default
    };
    assert!(cells().all(plain), "{}", screen.contents());
}

#[test]
fn with_colour_there_is_colour() {
    let shop = Shop::new();
    let terminal = explore(&shop);
    let screen = terminal.screen();
    let coloured = (0..24)
        .flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)))
        .any(|cell| cell.fgcolor() != vt100::Color::Default);
    assert!(coloured);
}

#[test]
fn r_reads_the_recording_again() {
    let shop = Shop::new();
    let whole = fs::read_to_string(shop.trace()).expect("it was saved");
    let (half, _) = whole.split_at(whole.rfind("{\"poll\"").expect("there are polls"));
    shop.write("trace.json", half);
    let mut terminal = explore(&shop);
    terminal.press("0");
    terminal.wait_for(" 1/9");
    shop.write("trace.json", whole);
    terminal.press("R");
    terminal.wait_for(" 1/10");
    shop.write("trace.json", "no trace");
    terminal.press("R");
    terminal.wait_for("expected");
    terminal.press("l");
    terminal.wait_for(" 2/10");
}

#[test]
fn the_findings_of_a_hang_are_offered_and_lead_to_the_await() {
    let shop = Shop::new();
    let trace = concat!(env!("CARGO_MANIFEST_DIR"), "/../sample-traces/hang.json");
    let mut terminal = Terminal::start(program(&shop).arg(trace), 120, 40);
    terminal.wait_for("findings: F");
    terminal.press("F");
    terminal.wait_for("enter: the event that shows it");
    terminal.wait_for("`to.lock()` at reify-lib/examples/hang.rs:");
    terminal.press("\r");
    terminal.wait_for("evidence 1/1");
    terminal.wait("the cursor is at a poll of the await", |screen| {
        let contents = screen.contents();
        let at_cursor = |line: &str| line.starts_with('▶') && line.contains("▲to.lock()");
        contents.lines().any(at_cursor)
    });
    terminal.press("\x1b");
    terminal.wait_for("Steps ");
}
