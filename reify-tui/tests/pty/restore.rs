//! However the explorer ends, the terminal is as it was before.

use pty_process::blocking::Command;
use reify_tui::terminal::Screen;
use rustix::process::Signal;

use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{A_STEP, explore, program};

fn assert_restored(terminal: &Terminal) {
    let screen = terminal.screen();
    assert!(!screen.alternate_screen(), "{}", screen.contents());
    assert!(!screen.hide_cursor(), "{}", screen.contents());
}

#[test]
fn q_gives_the_terminal_back() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert_restored(&terminal);
}

#[test]
fn signals_give_the_terminal_back_and_show_in_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let shop = Shop::new();
        let mut terminal = explore(&shop);
        terminal.send(signal);
        assert_eq!(terminal.wait_for_end().code(), Some(code));
        assert_restored(&terminal);
    }
}

#[test]
fn the_program_ends_with_its_terminal() {
    let shop = Shop::new();
    assert_eq!(explore(&shop).hang_up().code(), Some(129));
}

#[test]
fn an_unreadable_recording_is_reported_without_taking_the_terminal() {
    let shop = Shop::new();
    let broken = shop.write("broken.json", "no trace at all");
    let mut terminal = Terminal::start(program(&shop).arg(broken), 80, 24);
    assert_eq!(terminal.wait_for_end().code(), Some(2));
    assert_restored(&terminal);
    assert!(terminal.screen().contents().contains("broken.json:1:"));
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let shop = Shop::new();
    let shell = Command::new("bash")
        .args(["--norc", "--noprofile", "-i"])
        .env("PS1", "shell> ")
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .current_dir(shop.folder());
    let mut terminal = Terminal::start(shell, 80, 24);
    terminal.wait_for("shell>");
    terminal.press(concat!(env!("CARGO_BIN_EXE_reify-tui"), " trace.json\r"));
    terminal.wait("the explorer has the terminal", |screen| {
        screen.alternate_screen() && screen.contents().contains(A_STEP)
    });
    terminal.press("\u{1a}");
    terminal.wait("the shell has the terminal", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().contains("Stopped")
    });
    terminal.press("fg\r");
    terminal.wait("the explorer is back", |screen| {
        screen.alternate_screen() && screen.contents().contains(A_STEP)
    });
    terminal.press("q");
    terminal.wait("the shell is back", |screen| !screen.alternate_screen());
    terminal.press("exit $?\r");
    assert!(terminal.wait_for_end().success());
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
    assert_restored(&terminal);
    let contents = terminal.screen().contents();
    assert!(contents.contains("a planted panic"), "{contents}");
    assert!(!contents.contains("a frame"), "{contents}");
}

#[test]
#[ignore = "it panics: another test runs it in a terminal"]
fn panics_on_the_screen() {
    let mut screen = Screen::enter().expect("there is a terminal");
    screen
        .draw(|frame| frame.render_widget("a frame", frame.area()))
        .expect("the terminal can be drawn on");
    panic!("a planted panic");
}

#[test]
fn a_panic_of_another_thread_does_so_too_and_nothing_more_is_drawn() {
    let mut terminal = run_in_terminal("restore::panics_beside_the_screen");
    assert!(terminal.wait_for_end().success());
    assert_restored(&terminal);
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
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let shop = Shop::new();
        // A file that is not there yet is waited for.
        let command = program(&shop).args(["--follow", "none.json"]);
        let mut terminal = Terminal::start(command, 80, 24);
        terminal.wait_for("q quits");
        terminal.send(signal);
        assert_eq!(terminal.wait_for_end().code(), Some(code));
        assert_restored(&terminal);
    }
}

#[test]
fn the_program_ends_with_its_terminal_while_it_loads() {
    let shop = Shop::new();
    let command = program(&shop).args(["--follow", "none.json"]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("q quits");
    assert_eq!(terminal.hang_up().code(), Some(129));
}
