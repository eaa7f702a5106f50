//! While half a key is typed nothing else has to wait for the rest of it.

use std::fs::File;
use std::time::{Duration, SystemTime};

use rustix::process::Signal;

use crate::live::{BEGINNING, Live, MORE};
use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{HALF_A_KEY, at_first_event, program, shown};

/// Types half a key, and waits until it was read.
fn type_half(terminal: &mut Terminal) {
    terminal.press(HALF_A_KEY);
    terminal.settle();
}

#[test]
fn a_signal_ends_the_explorer() {
    let shop = Shop::new();
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 80, 24));
    type_half(&mut terminal);
    terminal.send(Signal::TERM);
    assert_eq!(terminal.wait_for_end().code(), Some(143));
    terminal.assert_restored();
}

#[test]
fn another_size_is_drawn_in_and_the_rest_makes_the_key_whole() {
    let shop = Shop::new();
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 80, 24));
    type_half(&mut terminal);
    terminal.resize(100, 30);
    terminal.wait("the last row is used", |screen| {
        screen.contents_between(29, 0, 29, 100).contains("quit")
    });
    terminal.press("C");
    terminal.wait_for(" 2/10");
}

#[test]
fn what_a_program_writes_is_shown() {
    let shop = Shop::new();
    let live = Live::new(&shop);
    live.truncate(BEGINNING);
    // How long ago that was is said in hours: until then nothing else is drawn.
    let hours_ago = SystemTime::now() - Duration::from_mins(150);
    let file = File::options().write(true).open(&live.path);
    file.and_then(|file| file.set_modified(hours_ago))
        .expect("the file is ours");
    let command = program(&shop).args(["--follow", Live::NAME]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("Events end/1 ");
    type_half(&mut terminal);
    live.append(MORE);
    terminal.wait_for("Events end/2 ");
}
