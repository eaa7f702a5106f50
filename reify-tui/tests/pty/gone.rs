//! Whatever it is doing, the program ends with its terminal, and does not turn in circles until then.
//!
//! How long that takes is not measured, as machines may have other things to do. In what it does then there is no wait.

use std::fs;
use std::io::{Write as _, pipe};
use std::os::unix::fs::PermissionsExt as _;

#[cfg(target_os = "linux")]
use crate::HALF_A_KEY;
use crate::shop::Shop;
use crate::terminal::Terminal;
use crate::{at_first_event, explore, program, shown};

/// That of a hang-up.
const CODE: Option<i32> = Some(129);

/// It may take so many ticks of the processor's clock, which are 10 ms each. A thread that turns in circles for a second takes
/// 100.
const MOST_TICKS: u64 = 10;

/// Takes the terminal away.
fn assert_ends(terminal: Terminal) {
    let (status, ticks) = terminal.hang_up();
    assert_eq!(status.code(), CODE);
    assert!(ticks <= MOST_TICKS, "{ticks} ticks");
}

#[test]
fn while_it_waits_for_keys() {
    let shop = Shop::new();
    assert_ends(explore(&shop));
}

#[test]
fn while_keys_are_typed() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.press(&"hl".repeat(400));
    assert_ends(terminal);
}

/// What it reads then is no key for ever: the terminal that is gone has nothing to read.
#[cfg(target_os = "linux")]
#[test]
fn while_half_a_key_is_typed() {
    let shop = Shop::new();
    let mut terminal = explore(&shop);
    terminal.press(HALF_A_KEY);
    terminal.settle();
    assert_ends(terminal);
}

#[test]
fn while_it_plays() {
    let shop = Shop::new();
    let mut terminal = shown(Terminal::start(at_first_event(&shop), 80, 24));
    terminal.press("1r");
    terminal.wait_for(" 2/10");
    assert_ends(terminal);
}

#[test]
fn while_it_waits_for_a_file() {
    let shop = Shop::new();
    let command = program(&shop).args(["--follow", "none.json"]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("q quits");
    assert_ends(terminal);
}

#[test]
fn while_it_follows_a_file() {
    let shop = Shop::new();
    let command = program(&shop).arg("--follow").arg(shop.trace());
    let terminal = shown(Terminal::start(command, 80, 24));
    assert_ends(terminal);
}

#[test]
fn while_it_reads() {
    let shop = Shop::new();
    let (recording, mut writer) = pipe().expect("there is one left");
    let mut terminal = Terminal::start(program(&shop).arg("-").stdin(recording), 80, 24);
    writer.write_all(b"[\n").expect("it is read");
    terminal.wait_for("reading");
    assert_ends(terminal);
}

#[test]
fn while_an_editor_has_it_that_does_not_mind() {
    let shop = Shop::new();
    let stays = shop.write("stays", "");
    let script = format!(
        "#!/bin/sh\ntrap '' HUP\necho editing\nwhile [ -e '{}' ]; do sleep 0.1; done\n",
        stays.display()
    );
    let editor = shop.write("vi", script);
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("the file is ours");
    let command = at_first_event(&shop).env("VISUAL", editor);
    let mut terminal = shown(Terminal::start(command, 80, 24));
    terminal.press("e");
    terminal.wait_for("editing");
    assert_ends(terminal);
}
