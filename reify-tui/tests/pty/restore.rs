//! However the explorer ends, the terminal is as it was before.

use std::thread::{self, JoinHandle};

use pty_process::blocking::Command;
use reify_tui::session::{Outside, Session};
use reify_tui::terminal::Screen;
use rustix::process::Signal;
use vt100::MouseProtocolMode;

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{program, shown};

/// The explorer with all that it can take of a terminal.
fn explore_with_mouse(shop: &Shop) -> Terminal {
    let command = program(shop).arg(shop.trace()).arg("--mouse");
    let mut terminal = shown(Terminal::start(command, 80, 24));
    terminal.wait("the mouse is taken", |screen| {
        screen.mouse_protocol_mode() != MouseProtocolMode::None
    });
    terminal
}

/// The signals that ask for the end, and what it shows as.
const SIGNALS: [(Signal, i32); 4] = [
    (Signal::TERM, 143),
    (Signal::HUP, 129),
    (Signal::INT, 130),
    (Signal::QUIT, 131),
];

#[test]
fn q_gives_the_terminal_back() {
    let shop = Shop::new();
    let mut terminal = explore_with_mouse(&shop);
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
}

#[test]
fn signals_give_the_terminal_back_and_show_in_the_exit_code() {
    for (signal, code) in SIGNALS {
        let shop = Shop::new();
        let mut terminal = explore_with_mouse(&shop);
        terminal.send(signal);
        assert_eq!(terminal.wait_for_end().code(), Some(code));
        terminal.assert_restored();
    }
}

#[test]
fn an_unreadable_recording_is_reported_without_taking_the_terminal() {
    let shop = Shop::new();
    let broken = shop.write("broken.json", "no trace at all");
    let mut terminal = Terminal::start(program(&shop).arg(broken), 80, 24);
    assert_eq!(terminal.wait_for_end().code(), Some(2));
    terminal.assert_restored();
    assert!(terminal.screen().contents().contains("broken.json:1:"));
}

/// Runs a test of this program in a terminal.
fn run_in_terminal(test: &str) -> Terminal {
    let this = std::env::current_exe().expect("the test runs");
    let panicking = Command::new(this).args([
        "--exact",
        test,
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    Terminal::start(panicking.env("RUST_BACKTRACE", "0"), 80, 24)
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_reported() {
    let mut terminal = run_in_terminal("restore::panics_on_the_screen");
    assert!(!terminal.wait_for_end().success());
    terminal.assert_restored();
    let contents = terminal.screen().contents();
    assert!(contents.contains("a planted panic"), "{contents}");
    assert!(!contents.contains("a frame"), "{contents}");
}

#[test]
#[ignore = "it panics: another test runs it in a terminal"]
fn panics_on_the_screen() {
    let mut screen = Screen::enter().expect("there is a terminal");
    screen.set_mouse(true).expect("it is a terminal");
    screen
        .draw(|frame| frame.render_widget("a frame", frame.area()))
        .expect("the terminal can be drawn on");
    panic!("a planted panic");
}

#[test]
fn a_panic_of_another_thread_does_so_too_and_nothing_more_is_drawn() {
    let mut terminal = run_in_terminal("restore::panics_beside_the_screen");
    assert!(terminal.wait_for_end().success());
    terminal.assert_restored();
    let contents = terminal.screen().contents();
    assert!(contents.contains("a planted panic"), "{contents}");
    assert!(!terminal.has_written("a late frame"), "{contents}");
}

#[test]
#[ignore = "it panics: another test runs it in a terminal"]
fn panics_beside_the_screen() {
    let mut screen = Screen::enter().expect("there is a terminal");
    let mut draw = |text: &'static str| {
        screen
            .draw(|frame| frame.render_widget(text, frame.area()))
            .map(|()| screen.is_ours())
    };
    assert!(draw("a frame").expect("the terminal can be drawn on"));
    let beside = std::thread::spawn(|| panic!("a planted panic"));
    assert!(beside.join().is_err());
    assert!(!draw("a late frame").expect("nothing is drawn"));
}

#[test]
fn signals_end_the_loading_too() {
    for (signal, code) in SIGNALS {
        let shop = Shop::new();
        // A file that is not there yet is waited for.
        let command = program(&shop).args(["--follow", "none.json"]);
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.wait_for("q quits");
        terminal.send(signal);
        assert_eq!(terminal.wait_for_end().code(), Some(code));
        terminal.assert_restored();
    }
}

#[test]
fn whichever_thread_panics_the_wait_for_keys_ends_and_it_is_said_where_it_was() {
    for test in [
        "restore::panics_while_the_session_waits",
        "restore::panics_while_somebody_else_has_the_terminal",
    ] {
        let mut terminal = run_in_terminal(test);
        assert!(terminal.wait_for_end().success());
        terminal.assert_restored();
        let contents = terminal.screen().contents();
        assert!(contents.contains("thread planted panicked"), "{contents}");
        assert!(
            contents.contains("a <U+001B>[2Jplanted panic"),
            "{contents}"
        );
        assert!(contents.contains("restore.rs:"), "{contents}");
        assert!(!terminal.has_written("a late frame"), "{contents}");
    }
}

/// A session in the terminal.
fn session() -> Session {
    let outside = Outside::new().expect("there is room");
    Session::enter(outside).expect("there is a terminal")
}

/// A thread that knows nothing of the session, and panics with what a terminal would obey.
fn panic_beside() -> JoinHandle<()> {
    let thread = thread::Builder::new().name("planted".to_owned());
    thread
        .spawn(|| panic!("a \u{1b}[2Jplanted panic"))
        .expect("there is a thread left")
}

fn draw_late(session: &mut Session) {
    let drawn = session.draw(|frame| frame.render_widget("a late frame", frame.area()));
    drawn.expect("nothing is drawn");
}

/// Holds that the session ends, for whatever reason else it is woken.
fn assert_ends(session: &mut Session) {
    let ended = loop {
        if let Err(error) = session.wait(None) {
            break error.to_string();
        }
    };
    assert!(ended.contains("panic on thread planted at "), "{ended}");
    draw_late(session);
}

#[test]
#[ignore = "it panics: another test runs it in a terminal"]
fn panics_while_the_session_waits() {
    let mut session = session();
    let beside = panic_beside();
    assert_ends(&mut session);
    assert!(beside.join().is_err());
}

#[test]
#[ignore = "it panics: another test runs it in a terminal"]
fn panics_while_somebody_else_has_the_terminal() {
    let mut session = session();
    let lent = session.lend(|| panic_beside().join());
    assert!(lent.expect("the terminal is there").is_err());
    draw_late(&mut session);
    assert_ends(&mut session);
}
