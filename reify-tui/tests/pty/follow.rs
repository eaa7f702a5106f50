//! A recording that is shown while it is written.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use crate::program;
use crate::shop::Shop;
use crate::terminal::Terminal;

const BEGINNING: &str = "[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"expr\":\"first_step()\"}},\n{\"step\":[0,0,0,5]},\n{\"poll\":[1,0,6,2,1,\"pending\"]},\n";
const MORE: &str = "{\"site\":{\"id\":1,\"expr\":\"later_step()\"}},\n{\"step\":[2,1,1,9]},\n{\"poll\":[3,1,10,2,1,\"ready\"]},\n";
const END: &str = "{\"end\":{\"at\":20,\"recorded\":4}}\n]\n";

fn append(path: &Path, text: &str) {
    let file = OpenOptions::new().append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .expect("the folder is ours");
}

#[test]
fn a_recording_is_waited_for_and_followed_to_its_end_and_into_the_next_one() {
    let shop = Shop::new();
    let command = program(&shop).args(["--follow", "live.json"]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait_for("q quits");
    let live = shop.write("live.json", BEGINNING);
    terminal.wait_for("first_step()");
    append(&live, MORE);
    terminal.wait_for("later_step()");
    append(&live, END);
    terminal.wait_for("finished");
    shop.write("live.json", BEGINNING);
    terminal.wait("the file was replaced", |screen| {
        let contents = screen.contents();
        contents.contains("the file was replaced") && !contents.contains("later_step()")
    });
    append(&live, MORE);
    terminal.wait_for("later_step()");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
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
