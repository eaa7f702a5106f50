//! A recording that is shown while it is written.

use std::fs::{self, OpenOptions};
use std::future::Future;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use reify_lib::{TraceFutureExt as _, record_to};

use crate::program;
use crate::shop::Shop;
use crate::terminal::Terminal;

const BEGINNING: &str = "[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"expr\":\"first_step()\"}},\n{\"step\":[0,0,0,5]},\n{\"poll\":[1,0,6,2,1,\"pending\"]},\n";
const MORE: &str = "{\"site\":{\"id\":1,\"expr\":\"later_step()\"}},\n{\"step\":[2,1,1,9]},\n{\"poll\":[3,1,10,2,1,\"ready\"]},\n";
const MOST: &str = "{\"site\":{\"id\":2,\"expr\":\"last_step()\"}},\n{\"step\":[4,2,2,9]},\n{\"poll\":[5,2,12,2,1,\"ready\"]},\n";
const END: &str = "{\"end\":{\"at\":20,\"recorded\":6,\"reason\":\"finished\"}}\n]\n";

fn append(path: &Path, text: &str) {
    let file = OpenOptions::new().append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .expect("the folder is ours");
}

/// The explorer following a file that is not there yet, and its path.
fn following(shop: &Shop) -> (Terminal, PathBuf) {
    let command = program(shop).args(["--follow", "live.json"]);
    let mut terminal = Terminal::start(command, 100, 24);
    terminal.wait_for("waiting for live.json");
    (terminal, shop.folder().join("live.json"))
}

/// Another file takes the place of one at once, as a trace that is saved does.
fn replace(shop: &Shop, path: &Path, text: &str) {
    let new = shop.write("new.json", text);
    fs::rename(new, path).expect("the folder is ours");
}

fn wait_for_none(terminal: &mut Terminal, shown: &str, gone: &str) {
    terminal.wait(shown, |screen| {
        let contents = screen.contents();
        contents.contains(shown) && !contents.contains(gone)
    });
}

fn quit(mut terminal: Terminal) {
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

/// Polls a future that is ready at its second poll.
fn run(future: impl Future<Output = ()>) {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    while future.as_mut().poll(&mut context).is_pending() {}
}

async fn turn() {
    let mut is_over = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut is_over, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[test]
fn a_program_is_watched_while_its_recorder_writes() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    let recording = record_to(&live).expect("nothing else records here");
    run(turn().traced("first_step()"));
    terminal.wait_for("first_step()");
    terminal.wait_for("following");
    run(turn().traced("later_step()"));
    terminal.wait_for("later_step()");
    drop(recording);
    terminal.wait("finished", |screen| {
        let contents = screen.contents();
        let header = contents.lines().next();
        header.is_some_and(|header| header.ends_with("finished"))
    });
    quit(terminal);
}

#[test]
fn a_file_is_followed_to_its_end_and_into_the_next_one() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    replace(&shop, &live, BEGINNING);
    terminal.wait_for("first_step()");
    append(&live, MORE);
    terminal.wait_for("later_step()");
    append(&live, &MOST[..MOST.len() - 9]);
    append(&live, &MOST[MOST.len() - 9..]);
    append(&live, END);
    wait_for_none(&mut terminal, "finished", "following");
    replace(&shop, &live, BEGINNING);
    wait_for_none(&mut terminal, "replaced, following", "later_step()");
    append(&live, MORE);
    terminal.wait_for("later_step()");
    fs::write(&live, BEGINNING).expect("the folder is ours");
    wait_for_none(&mut terminal, "truncated, following", "later_step()");
    fs::remove_file(&live).expect("the folder is ours");
    terminal.wait_for("the file is gone, waiting for it");
    terminal.wait_for("first_step()");
    replace(&shop, &live, &[BEGINNING, MORE].concat());
    wait_for_none(&mut terminal, "later_step()", "the file is gone");
    quit(terminal);
}

#[test]
fn the_cursor_stays_at_the_end_until_it_is_moved_and_goes_on_when_it_is_sent_there() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    replace(&shop, &live, BEGINNING);
    terminal.wait_for("Events end/1");
    append(&live, MORE);
    terminal.wait_for("Events end/2");
    terminal.press("h");
    terminal.wait_for("Events 2/2");
    append(&live, MOST);
    terminal.wait_for("Events 2/3");
    terminal.press("G");
    terminal.wait_for("Events end/3");
    replace(
        &shop,
        &live,
        &[
            BEGINNING,
            MORE,
            MOST,
            &MOST.replace("[4,2", "[6,3").replace("[5,2", "[7,3"),
        ]
        .concat(),
    );
    terminal.wait_for("Events end/4");
    quit(terminal);
}

#[test]
fn reading_again_leaves_marks_folds_search_and_filter_as_they_are() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    replace(&shop, &live, &[BEGINNING, MORE].concat());
    terminal.wait_for("Events end/2");
    terminal.press("0ma/step\r&_step\r");
    terminal.wait_for("&_step 2 of 2");
    append(&live, MOST);
    terminal.wait_for("&_step 3 of 3");
    terminal.press("R");
    terminal.wait_for("read again");
    terminal.press("$");
    terminal.wait_for("Events end/3");
    terminal.press("'a");
    terminal.wait_for("Events 1/3");
    terminal.wait_for("&_step 3 of 3");
    terminal.wait_for("/step");
    quit(terminal);
}

#[test]
fn what_comes_is_held_back_while_something_is_typed() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    replace(&shop, &live, BEGINNING);
    terminal.wait_for("Events end/1");
    terminal.press("/st");
    terminal.wait_for("/st");
    append(&live, MORE);
    terminal.press("ep");
    terminal.wait_for("/step");
    terminal.press("\r");
    terminal.wait_for("later_step()");
    quit(terminal);
}

#[test]
fn keys_come_from_the_terminal_while_the_recording_comes_from_standard_input() {
    let shop = Shop::new();
    let program = env!("CARGO_BIN_EXE_reify-tui");
    let command = pty_process::blocking::Command::new("sh")
        .args(["-c", "cat trace.json | \"$0\" -", program])
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .current_dir(shop.folder());
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for(crate::A_STEP);
    terminal.press("R");
    terminal.wait_for("standard input can be read only once");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}
