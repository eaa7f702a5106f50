//! While nothing happens the explorer does nothing: it draws nothing, and no thread of it wakes.

use std::fs::{self, File};
use std::io::Write as _;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{at_first_event, explore, program, shown};

/// So often it is looked, with as many moments between.
const LOOKS: u32 = 50;

/// More ticks of the processor's clock, which are 10 ms each, are not taken meanwhile.
const MOST_TICKS: u64 = 10;

/// So often a program writes in a row.
const WRITES: u64 = 5_000;

/// That is slower than the explorer could look each time.
const BETWEEN_WRITES: Duration = Duration::from_micros(50);

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
fn no_thread_wakes_while_a_file_is_waited_for_or_followed_that_does_not_change() {
    let shop = Shop::new();
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../sample-traces/http_service.json"
    );
    let ended = fs::read_to_string(sample).expect("it is there");
    let (open, _) = ended.rsplit_once("{\"end\":").expect("it has an end");
    let open = shop.write("open.json", open);
    // How long ago that was is said in hours, which stays true for half an hour.
    let hours_ago = SystemTime::now() - Duration::from_mins(150);
    let file = File::options().write(true).open(&open);
    file.and_then(|file| file.set_modified(hours_ago))
        .expect("the file is ours");
    let open = open.to_str().expect("the folder has a plain name");
    // Whoever waits for a file hears of all that goes beside its folder: here that is in the shop, where nothing does.
    for (file, shown) in [
        ("src/none.json", "q quits"),
        ("src/no/such/folder/none.json", "q quits"),
        (open, "written 2 h ago"),
        (sample, "end of the recording: finished"),
    ] {
        let command = program(&shop).args(["--follow", file]);
        let mut terminal = Terminal::start(command, 120, 24);
        terminal.wait_for(shown);
        assert_idle(&mut terminal);
    }
}

#[test]
fn a_program_that_writes_all_the_time_does_not_wake_it_each_time() {
    let shop = Shop::new();
    let live = shop.write("live.json", "[\n{\"reify\":{\"version\":1}},\n");
    let command = program(&shop).args(["--follow", "live.json"]);
    let mut terminal = Terminal::start(command, 120, 24);
    terminal.wait_for("following");
    let sleeps = |terminal: &Terminal| terminal.sleeps().into_values().sum::<u64>();
    let before = sleeps(&terminal);
    let live = File::options().append(true).open(live);
    let mut live = live.expect("the file is ours");
    for _ in 0..WRITES {
        live.write_all(b"{\"sync\":{\"at\":1}}\n")
            .expect("there is room");
        thread::sleep(BETWEEN_WRITES);
    }
    let woken = sleeps(&terminal) - before;
    assert!(woken < WRITES, "{woken} times");
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
