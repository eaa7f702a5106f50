//! The explorer is stopped, as by Ctrl-Z, and goes on.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use pty_process::blocking::Command;
use rustix::process::{Pid, Signal, kill_process};
use vt100::MouseProtocolMode;

use crate::live::{BEGINNING, END, Live, MORE};
use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{A_STEP, explore};

/// A shell that runs the explorer as a job, and leaves the terminal as a stopped job leaves it.
const SHELL: &str = r#"
set -m
sh -c 'echo $$ > pid; exec "$0" "$@"' "$0" "$@"
echo stopped
read line
fg > /dev/null
echo over
read line
"#;

fn shell(shop: &Shop, arguments: &[&str]) -> Terminal {
    let program = env!("CARGO_BIN_EXE_reify-tui");
    let shell = Command::new("sh")
        .args(["-c", SHELL, program])
        .args(arguments)
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .current_dir(shop.folder());
    Terminal::start(shell, 80, 24)
}

fn send(shop: &Shop, signal: Signal) {
    let pid = fs::read_to_string(shop.folder().join("pid")).expect("the shell wrote it");
    let pid = pid.trim().parse().ok().and_then(Pid::from_raw);
    kill_process(pid.expect("it is a number"), signal).expect("the explorer runs");
}

fn wait_for_explorer(terminal: &mut Terminal, shown: &str) {
    terminal.wait("the explorer has the terminal", |screen| {
        screen.alternate_screen()
            && screen.hide_cursor()
            && screen.mouse_protocol_mode() != MouseProtocolMode::None
            && screen.contents().contains(shown)
    });
}

fn wait_for_shell(terminal: &mut Terminal, says: &str) {
    terminal.wait("the shell has the terminal", |screen| {
        !screen.alternate_screen() && screen.contents().contains(says)
    });
    terminal.assert_restored();
}

/// Stops the explorer, makes the terminal larger meanwhile, and lets it go on.
fn stop_and_go_on(shop: &Shop, by: impl FnOnce(&mut Terminal)) {
    let mut terminal = shell(shop, &["trace.json", "--at", "1", "--mouse"]);
    wait_for_explorer(&mut terminal, A_STEP);
    by(&mut terminal);
    wait_for_shell(&mut terminal, "stopped");
    terminal.resize(100, 30);
    terminal.press("\n");
    wait_for_explorer(&mut terminal, A_STEP);
    terminal.wait("the last row is used", |screen| {
        screen.contents_between(29, 0, 29, 100).contains("quit")
    });
    terminal.press("l");
    terminal.wait_for(" 2/10");
    terminal.press("q");
    wait_for_shell(&mut terminal, "over");
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    stop_and_go_on(&Shop::new(), |terminal| terminal.press("\u{1a}"));
}

#[test]
fn so_does_a_signal_from_elsewhere() {
    let shop = Shop::new();
    stop_and_go_on(&shop, |_| send(&shop, Signal::TSTP));
}

#[test]
fn what_was_written_while_it_was_stopped_is_there_when_it_goes_on() {
    type Change = fn(&Live<'_>);
    let changes: [(Change, &str); 3] = [
        (|live| live.append(MORE), "following"),
        (|live| live.append(&[MORE, END].concat()), "finished"),
        (
            |live| live.replace(&[BEGINNING, MORE].concat()),
            "replaced, following",
        ),
    ];
    for (change, said) in changes {
        let shop = Shop::new();
        let live = Live::new(&shop);
        live.truncate(BEGINNING);
        let mut terminal = shell(&shop, &["--follow", Live::NAME, "--mouse"]);
        wait_for_explorer(&mut terminal, "Events end/1 ");
        terminal.press("\u{1a}");
        wait_for_shell(&mut terminal, "stopped");
        change(&live);
        terminal.press("\n");
        wait_for_explorer(&mut terminal, "Events end/2 ");
        terminal.wait_for("later_step()");
        terminal.wait_for(said);
        terminal.press("q");
        wait_for_shell(&mut terminal, "over");
    }
}

#[test]
fn an_editor_stops_the_explorer_with_itself() {
    let shop = Shop::new();
    // As editors do it at Ctrl-Z.
    let script = "#!/bin/sh\necho editing\nkill -TSTP 0\nexit 0\n";
    let editor = shop.write("vi", script);
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("the file is ours");
    let editor = format!("{} {{file}}", editor.display());
    let arguments = ["trace.json", "--at", "1", "--mouse", "--editor", &editor];
    let mut terminal = shell(&shop, &arguments);
    wait_for_explorer(&mut terminal, A_STEP);
    terminal.press("e");
    terminal.wait_for("editing");
    wait_for_shell(&mut terminal, "stopped");
    terminal.press("\n");
    wait_for_explorer(&mut terminal, A_STEP);
    terminal.press("l");
    terminal.wait_for(" 2/10");
    terminal.press("q");
    wait_for_shell(&mut terminal, "over");
}

#[test]
fn the_screen_of_loading_is_stopped_too() {
    let shop = Shop::new();
    for by_key in [true, false] {
        let mut terminal = shell(&shop, &["--follow", "none.json"]);
        terminal.wait_for("q quits");
        if by_key {
            terminal.press("\u{1a}");
        } else {
            send(&shop, Signal::TSTP);
        }
        wait_for_shell(&mut terminal, "stopped");
        terminal.press("\n");
        terminal.wait("it is back", |screen| {
            screen.alternate_screen() && screen.contents().contains("q quits")
        });
        terminal.press("q");
        wait_for_shell(&mut terminal, "over");
    }
}

#[test]
fn one_that_was_stopped_without_being_asked_takes_the_terminal_again() {
    let shop = Shop::new();
    let mut terminal = shell(&shop, &["trace.json", "--mouse"]);
    wait_for_explorer(&mut terminal, A_STEP);
    send(&shop, Signal::STOP);
    terminal.wait_for("stopped");
    // As a shell does it that knows its terminal.
    terminal.press("\n");
    wait_for_explorer(&mut terminal, A_STEP);
    terminal.wait("nothing of the shell is left", |screen| {
        !screen.contents().contains("stopped")
    });
    terminal.press("q");
    wait_for_shell(&mut terminal, "over");
}

#[test]
fn without_a_shell_that_could_wake_it_it_goes_on() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.press("\u{1a}");
    terminal.send(Signal::TSTP);
    terminal.press("0");
    terminal.wait_for(" 1/10");
}
