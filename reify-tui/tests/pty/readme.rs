//! The README shows the explorer as it really looks, and all of its keys.
//!
//! `REIFY_UPDATE_README=1 cargo test -p reify-tui --test pty readme -- --test-threads 1` brings it up to date.

use std::path::{Path, PathBuf};
use std::{env, fs};

use reify_lib::{Trace, findings};
use reify_tui::cli::Report;
use reify_tui::keymap;
use reify_tui::print::{self, PrintOptions};
use reify_tui::text::wrap;
use vt100::Screen;

use crate::command;
use crate::terminal::Terminal;

/// The size that the README names.
const SIZE: (u16, u16) = (120, 34);

/// What to do where it is not.
const UPDATE: &str = "REIFY_UPDATE_README=1 brings the README up to date";

#[test]
fn the_screen_in_the_readme_is_the_one_that_its_command_draws() {
    let readme = fs::read_to_string(path()).expect("there is a README");
    let arguments = readme
        .lines()
        .find_map(|line| line.split_once("-- --at "))
        .map(|(_, arguments)| arguments.split(' ').collect::<Vec<_>>())
        .expect("there is a command with `--at`");
    let (columns, rows) = SIZE;
    assert!(readme.contains(&format!("{columns} columns and {rows} rows")));

    let command = command()
        .current_dir(workspace())
        .arg("--at")
        .args(arguments);
    let mut terminal = Terminal::start(command, columns, rows);
    // What the README says of it, and what comes last.
    for text in [
        "✗△self.get(\"delivery\", item)",
        "async fn delivery",
        "2 findings",
        "q quit",
    ] {
        terminal.wait_for(text);
    }
    if is_to_be_updated() {
        replace("screen", &drawn(terminal.screen()));
    } else {
        let expected = block("screen");
        terminal.wait(UPDATE, |screen| drawn(screen) == expected);
    }
}

#[test]
fn the_finding_in_the_readme_is_the_first_of_the_hang() {
    let trace = Trace::load(workspace().join("sample-traces/hang.json")).expect("it is a sample");
    let found = findings(&trace);
    let options = PrintOptions::default();
    let mut printed = Vec::new();
    print::print(Report::Findings, &trace, &found, &options, &mut printed)
        .expect("memory can be written to");
    let printed = String::from_utf8(printed).expect("text is printed");
    let first = printed.lines().take_while(|line| !line.is_empty());
    let lines: Vec<String> = first.flat_map(|line| wrap(line, SIZE.0.into())).collect();
    let first = format!("```text\n{}\n```\n", lines.join("\n"));
    if is_to_be_updated() {
        replace("findings", &first);
    } else {
        assert_eq!(block("findings"), first, "{UPDATE}");
    }
}

#[test]
fn the_keys_in_the_readme_are_those_that_are_bound() {
    if is_to_be_updated() {
        replace("keys", &keymap::markdown());
    } else {
        assert_eq!(block("keys"), keymap::markdown(), "{UPDATE}");
    }
}

/// A screen as it stands in the README.
fn drawn(screen: &Screen) -> String {
    let lines = screen
        .rows(0, SIZE.0)
        .map(|line| line.trim_end().to_owned());
    format!("```text\n{}\n```\n", lines.collect::<Vec<_>>().join("\n"))
}

fn is_to_be_updated() -> bool {
    env::var_os("REIFY_UPDATE_README").is_some()
}

/// What stands between two marks of the README.
fn block(name: &str) -> String {
    split(name).1
}

fn replace(name: &str, block: &str) {
    let (before, _, after) = split(name);
    fs::write(path(), before + block + &after).expect("the README can be written");
}

/// The README up to a mark, from there to its end mark, and from that on.
fn split(name: &str) -> (String, String, String) {
    let readme = fs::read_to_string(path()).expect("there is a README");
    let mark = format!("<!-- {name} -->\n");
    let begin = readme.find(&mark).expect("there is a mark") + mark.len();
    let length = readme[begin..]
        .find(&format!("<!-- /{name} -->"))
        .expect("there is its end");
    let (before, rest) = readme.split_at(begin);
    let (block, after) = rest.split_at(length);
    (before.to_owned(), block.to_owned(), after.to_owned())
}

fn path() -> PathBuf {
    workspace().join("README.md")
}

fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package lies in the workspace")
}
