//! The real program in a real terminal.
#![cfg(unix)]

#[path = "../support/log.rs"]
mod log;
#[path = "../support/shop.rs"]
mod shop;

mod comfort;
mod completions;
mod editor;
mod explore;
mod follow;
mod gone;
#[cfg(target_os = "linux")]
mod half;
mod harmless;
#[cfg(target_os = "linux")]
mod idle;
mod live;
mod loading;
mod readme;
mod restore;
mod stop;
mod terminal;
mod unreadable;

use pty_process::blocking::Command;

use shop::Shop;
use terminal::Terminal;

/// What stands on the screen as soon as the recording does.
const A_STEP: &str = "load_cart(id)";

/// How an arrow key begins: all that `Alt-[` types.
#[cfg(target_os = "linux")]
const HALF_A_KEY: &str = "\x1b[";

/// The program, with nothing of the environment that changes what it does.
fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reify-tui"));
    for (name, _) in std::env::vars_os() {
        if name != "PATH" && name != "LLVM_PROFILE_FILE" {
            command = command.env_remove(name);
        }
    }
    command.env("TERM", "xterm-256color").env("LANG", "C.UTF-8")
}

/// The program in the folder of the shop.
fn program(shop: &Shop) -> Command {
    command().current_dir(shop.folder())
}

/// The program with the recording at its first event, a poll of [`A_STEP`].
fn at_first_event(shop: &Shop) -> Command {
    program(shop).arg(shop.trace()).args(["--at", "1"])
}

/// The program with the recording on its screen.
fn explore(shop: &Shop) -> Terminal {
    shown(Terminal::start(program(shop).arg(shop.trace()), 80, 24))
}

fn shown(mut terminal: Terminal) -> Terminal {
    terminal.wait_for(A_STEP);
    terminal
}
