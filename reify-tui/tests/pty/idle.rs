//! While nothing happens the explorer does nothing: it draws nothing, and no thread of it wakes.

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{at_first_event, explore, shown};

/// So often it is looked, with as many moments between.
const LOOKS: u32 = 50;

/// Whatever else the machine does, what is counted is this process alone.
fn assert_idle(terminal: &mut Terminal) {
    terminal.settle();
    let before = (
        terminal.written().len(),
        terminal.ticks(),
        terminal.sleeps(),
    );
    for _ in 0..LOOKS {
        terminal.look();
    }
    let now = (
        terminal.written().len(),
        terminal.ticks(),
        terminal.sleeps(),
    );
    assert_eq!(now, before);
}

#[test]
fn no_thread_wakes_while_nothing_happens() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    assert_idle(&mut terminal);
    terminal.press("0");
    terminal.wait_for(" 1/10");
    assert_idle(&mut terminal);
}

#[test]
fn it_rests_again_when_playing_has_come_to_the_end() {
    let shop = Shop::new();
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 80, 24));
    terminal.press("100r");
    terminal.wait_for("this is the end of the recording");
    assert_idle(&mut terminal);
}

#[test]
fn it_rests_behind_more_than_is_read_at_once() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.press(&"h".repeat(3_000));
    terminal.wait_for(" 1/10");
    assert_idle(&mut terminal);
}

#[test]
fn it_rests_once_it_is_known_what_a_filter_lets_through() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.press("&load");
    terminal.wait_for(" of ");
    assert_idle(&mut terminal);
    terminal.press("\r");
    assert_idle(&mut terminal);
}
