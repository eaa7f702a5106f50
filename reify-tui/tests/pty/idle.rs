//! While nothing happens the explorer does nothing: it draws nothing, and no thread of it wakes.

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{at_first_event, explore, program, shown};

/// So often it is looked, with as many moments between.
const LOOKS: u32 = 50;

/// More ticks of the processor's clock, which are 10 ms each, are not taken meanwhile, to look at a file included.
const MOST_TICKS: u64 = 10;

/// Whatever else the machine does, what is counted is this process alone.
fn assert_idle(terminal: &mut Terminal) {
    terminal.settle();
    let ticks = terminal.ticks();
    let before = (terminal.written().len(), terminal.sleeps());
    for _ in 0..LOOKS {
        terminal.look();
    }
    let now = (terminal.written().len(), terminal.sleeps());
    assert_eq!(now, before);
    let taken = terminal.ticks() - ticks;
    assert!(taken <= MOST_TICKS, "{taken} ticks");
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
fn only_the_file_is_looked_at_while_one_is_waited_for_or_has_ended() {
    let shop = Shop::new();
    let ended = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../sample-traces/http_service.json"
    );
    let shown = "end of the recording: finished";
    for (file, shown) in [("none.json", "q quits"), (ended, shown)] {
        let command = program(&shop).args(["--follow", file]);
        let mut terminal = Terminal::start(command, 120, 24);
        terminal.wait_for(shown);
        assert_idle(&mut terminal);
    }
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
