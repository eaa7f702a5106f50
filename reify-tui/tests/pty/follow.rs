//! A recording that is shown while it is written.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use reify_lib::{TraceFutureExt as _, record_to};

use crate::live::{BEGINNING, END, Live, MORE, MOST};
use crate::program;
use crate::shop::Shop;
use crate::terminal::Terminal;

/// The explorer following a file that is not there yet, and that file.
pub(crate) fn following(shop: &Shop) -> (Terminal, Live<'_>) {
    let command = program(shop).args(["--follow", Live::NAME]);
    let mut terminal = Terminal::start(command, 100, 24);
    terminal.wait_for("waiting for live.json");
    (terminal, Live::new(shop))
}

pub(crate) fn wait_for_none(terminal: &mut Terminal, shown: &str, gone: &str) {
    terminal.wait(shown, |screen| {
        let contents = screen.contents();
        contents.contains(shown) && !contents.contains(gone)
    });
}

pub(crate) fn quit(mut terminal: Terminal) {
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
    let recording = record_to(&live.path).expect("nothing else records here");
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
    live.replace(BEGINNING);
    terminal.wait_for("first_step()");
    live.append(MORE);
    terminal.wait_for("later_step()");
    live.append(&MOST[..MOST.len() - 9]);
    live.append(&MOST[MOST.len() - 9..]);
    live.append(END);
    wait_for_none(&mut terminal, "finished", "following");
    live.replace(BEGINNING);
    wait_for_none(&mut terminal, "replaced, following", "later_step()");
    live.append(MORE);
    terminal.wait_for("later_step()");
    live.truncate(BEGINNING);
    wait_for_none(&mut terminal, "truncated, following", "later_step()");
    live.remove();
    terminal.wait_for("the file is gone, waiting for it");
    terminal.wait_for("first_step()");
    live.replace(&[BEGINNING, MORE].concat());
    wait_for_none(&mut terminal, "later_step()", "the file is gone");
    quit(terminal);
}

#[test]
fn the_source_is_that_of_the_recording_that_is_there_now() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    // Nothing but the beginning of it: it names no project yet.
    live.replace("[\n");
    terminal.wait_for("following");
    for project in ["first", "second"] {
        shop.write(&format!("{project}/Cargo.toml"), "");
        let text = format!("async fn of_the_{project}() {{}}\n");
        shop.write(&format!("{project}/src/steps.rs"), text);
        let recording = BEGINNING
            .replace(
                "\"version\":1",
                &format!("\"version\":1,\"root\":\"{project}\""),
            )
            .replace("()\"", "()\",\"file\":\"src/steps.rs\",\"line\":1");
        live.replace(&recording);
        terminal.wait_for(&format!("of_the_{project}"));
    }
    quit(terminal);
}

#[test]
fn the_cursor_stays_at_the_end_until_it_is_moved_and_goes_on_when_it_is_sent_there() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    live.replace(BEGINNING);
    terminal.wait_for("Events end/1");
    live.append(MORE);
    terminal.wait_for("Events end/2");
    terminal.press("h");
    terminal.wait_for("Events 2/2");
    live.append(MOST);
    terminal.wait_for("Events 2/3");
    terminal.press("G");
    terminal.wait_for("Events end/3");
    live.replace(
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

type Act = fn(&Live<'_>);

/// What may become of a file, what the first line says then, and how many events are left of three.
const FATES: [(&str, Act, &str, u32); 5] = [
    (
        "another one takes its place that is shorter",
        |live| live.replace(&[BEGINNING, MORE].concat()),
        "replaced, following",
        2,
    ),
    (
        "it is cut off",
        |live| live.truncate(&[BEGINNING, MORE].concat()),
        "truncated, following",
        2,
    ),
    (
        "it is removed",
        |live| live.remove(),
        "the file is gone, waiting for it",
        3,
    ),
    (
        "it is removed and made anew",
        |live| {
            live.remove();
            live.truncate(&[BEGINNING, MORE].concat());
        },
        "following",
        2,
    ),
    ("it is finished", |live| live.append(END), "finished", 3),
];

#[test]
fn whatever_becomes_of_the_file_the_cursor_stays_where_it_was_moved_or_at_the_end() {
    for (what, act, said, left) in FATES {
        for (keys, place) in [("", "end"), ("hh", "2")] {
            let shop = Shop::new();
            let (mut terminal, live) = following(&shop);
            live.replace(&[BEGINNING, MORE, MOST].concat());
            terminal.wait_for("Events end/3");
            terminal.press(keys);
            terminal.wait_for(&format!("Events {place}/3"));
            act(&live);
            terminal.wait(&format!("{what}: {said}, {place}/{left}"), |screen| {
                let contents = screen.contents();
                let header = contents.lines().next().unwrap_or_default();
                header.contains(said) && contents.contains(&format!("Events {place}/{left} "))
            });
            live.replace(&[BEGINNING, MORE, MOST, END].concat());
            terminal.wait_for(&format!("Events {place}/3"));
            quit(terminal);
        }
    }
}

#[test]
fn reading_again_leaves_marks_folds_search_and_filter_as_they_are() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    live.replace(&[BEGINNING, MORE].concat());
    terminal.wait_for("Events end/2");
    terminal.press("0ma/step\r&_step\r");
    terminal.wait_for("&_step 2 of 2");
    live.append(MOST);
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
    live.replace(BEGINNING);
    terminal.wait_for("Events end/1");
    terminal.press("/st");
    terminal.wait_for("/st");
    live.append(MORE);
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
