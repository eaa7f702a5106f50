//! The completions in the shells themselves, as far as these are on the machine.

use std::process;

use pty_process::blocking::Command;

use crate::Shop;
use crate::terminal::Terminal;

/// The prompt of a shell that has started.
const STARTED: &str = "started: ";
/// Its prompt once it has the completions, as it is typed and as it is seen.
const READY: (&str, &str) = ("PS1='re''ady: '", "ready: ");

/// What is typed before the key for completion, and what has to be on the screen then.
const CASES: [(&str, &[&str]); 4] = [
    ("--th", &["--theme", "--threshold"]),
    ("--print ", &["findings", "notices", "tree"]),
    ("--theme ", &["ansi", "high-contrast", "mono"]),
    ("--at 1 tra", &["trace.json"]),
];

/// A folder with a recording, the completions for a shell in a file of the name that zsh looks for, and the program's name
/// on the path.
fn folder_with(shell: &str) -> Shop {
    let shop = Shop::new();
    let mut program = process::Command::new(env!("CARGO_BIN_EXE_reify-tui"));
    let made = program.args(["--generate", &format!("complete-{shell}")]);
    let made = made.output().expect("the program runs");
    assert!(made.status.success());
    shop.write("shell/_reify-tui", made.stdout);
    shop
}

fn is_here(shell: &str) -> bool {
    let asked = process::Command::new(shell).arg("--version").output();
    let is_here = asked.is_ok_and(|asked| asked.status.success());
    if !is_here {
        eprintln!("skipped: there is no {shell} on this machine");
    }
    is_here
}

/// Takes a shell without the user's own settings, types what is before the cursor, asks for it to be completed, and waits
/// for what is expected.
fn completes(shell: &[&str], take_in: &str, keys: &str) {
    let shop = folder_with(shell[0]);
    for (typed, expected) in CASES {
        let command = Command::new(shell[0])
            .args(&shell[1..])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", shop.folder())
            .env("TERM", "xterm")
            .env("LC_ALL", "C.UTF-8")
            .env("PS1", STARTED)
            .current_dir(shop.folder());
        let mut terminal = Terminal::start(command, 100, 30);
        terminal.wait_for(STARTED);
        terminal.press(&format!("{take_in}; {}\r", READY.0));
        terminal.wait_for(READY.1);
        terminal.press(&format!("reify-tui {typed}{keys}"));
        for expected in expected {
            terminal.wait_for(expected);
        }
    }
}

#[test]
fn bash_completes_options_values_and_files() {
    if is_here("bash") {
        let bash = ["bash", "--norc", "--noprofile", "-i"];
        // The first key only completes what all have in common.
        completes(&bash, ". shell/_reify-tui", "\t\t");
    }
}

#[test]
fn zsh_completes_options_values_and_files() {
    if is_here("zsh") {
        let take_in = "fpath=($PWD/shell $fpath); autoload -Uz compinit; compinit -u -D";
        completes(&["zsh", "-f", "-i"], take_in, "\t");
    }
}

#[test]
fn fish_completes_options_values_and_files() {
    if !is_here("fish") {
        return;
    }
    let shop = folder_with("fish");
    for (typed, expected) in CASES {
        let script = format!("source shell/_reify-tui; complete -C 'reify-tui {typed}'");
        let mut fish = process::Command::new("fish");
        let completed = fish
            .args(["--no-config", "-c", &script])
            .env("HOME", shop.folder())
            .current_dir(shop.folder())
            .output()
            .expect("fish runs");
        let completed = String::from_utf8_lossy(&completed.stdout).into_owned();
        for expected in expected {
            let mut words = completed.lines().filter_map(|line| line.split('\t').next());
            assert!(words.any(|word| word == *expected), "{typed}: {completed}");
        }
    }
}
