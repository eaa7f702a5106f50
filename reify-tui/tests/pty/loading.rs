//! While a recording is read, keys are answered.

use std::fs;
use std::io::{PipeWriter, Write as _, pipe};

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{A_STEP, program};

/// The explorer with the first half of a recording, what the second one is to be written to, and that half.
fn reading(shop: &Shop) -> (Terminal, PipeWriter, Vec<u8>) {
    let (recording, mut writer) = pipe().expect("there is one left");
    let config = shop.folder().join("config");
    let command = program(shop)
        .arg("-")
        .env("XDG_CONFIG_HOME", config)
        .stdin(recording);
    let mut terminal = Terminal::start(command, 80, 24);
    let mut text = fs::read(shop.trace()).expect("it was saved");
    let rest = text.split_off(text.len() / 2);
    writer.write_all(&text).expect("it is read");
    terminal.wait_for("reading standard input");
    (terminal, writer, rest)
}

#[test]
fn it_is_shown_how_far_it_is_and_then_the_recording() {
    let shop = Shop::new();
    let (mut terminal, mut writer, rest) = reading(&shop);
    terminal.wait_for(" B · 0 events");
    writer.write_all(&rest).expect("it is read");
    drop(writer);
    terminal.wait_for(A_STEP);
}

#[test]
fn it_can_be_given_up_and_drawn_anew_and_another_size_is_seen() {
    let shop = Shop::new();
    let (mut terminal, writer, _) = reading(&shop);
    terminal.resize(30, 3);
    terminal.resize(60, 10);
    terminal.press("\u{c}");
    terminal.wait_for("q quits");
    terminal.press("x3gq");
    // A key that is not known with others before it is not that key.
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
    drop(writer);
}

#[cfg(target_os = "linux")]
#[test]
fn a_key_that_is_held_down_has_it_read_again_one_time_after_the_other() {
    const SAMPLE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../sample-traces/many_events.json"
    );
    let shop = Shop::new();
    let mut terminal = Terminal::start(program(&shop).arg(SAMPLE), 80, 24);
    terminal.wait_for("finished");
    terminal.settle();
    let at_rest = terminal.sleeps().len();
    terminal.press(&"R".repeat(100));
    terminal.wait_for("reading again");
    // To read on two threads, and more to make it ready.
    let threads = terminal.sleeps().len();
    assert!(
        threads < at_rest + 10,
        "{threads} threads, {at_rest} at rest"
    );
    terminal.wait_for("read again");
}

#[test]
fn it_is_not_read_from_the_terminal_that_the_keys_come_from() {
    let shop = Shop::new();
    let mut terminal = Terminal::start(program(&shop).arg("-"), 80, 24);
    terminal.wait_for("standard input is a terminal: a recording comes through a pipe");
    assert_eq!(terminal.wait_for_end().code(), Some(2));
    terminal.assert_restored();
}

#[test]
fn the_keys_are_those_that_were_chosen() {
    let shop = Shop::new();
    shop.write(
        "config/reify/config.toml",
        "[keys]\nquit = [\"<ctrl-q>\"]\n",
    );
    let (mut terminal, writer, _) = reading(&shop);
    terminal.wait_for("ctrl-q quits");
    terminal.press("q");
    terminal.press("\u{11}");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
    drop(writer);
}
