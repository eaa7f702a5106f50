//! The README shows the explorer as it really looks, and all of its keys.
//!
//! `REIFY_UPDATE_README=1 cargo test -p reify-tui --test pty readme` brings it up to date.

use std::path::{Path, PathBuf};
use std::{env, fs};

use reify_tui::keymap;

use crate::command;
use crate::terminal::Terminal;

/// The size that the README names.
const SIZE: (u16, u16) = (120, 34);

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
    // What the README says of it, and the last of what is drawn.
    terminal.wait_for("✗ self.get(\"delivery\", item)");
    terminal.wait_for("async fn delivery");
    terminal.wait_for("q quit");
    let lines: Vec<String> = terminal
        .screen()
        .rows(0, columns)
        .map(|line| line.trim_end().to_owned())
        .collect();
    assert_block("screen", &format!("```text\n{}\n```\n", lines.join("\n")));
}

#[test]
fn the_keys_in_the_readme_are_those_that_are_bound() {
    assert_block("keys", &keymap::markdown());
}

/// Asserts what stands between two marks of the README, or puts it there.
fn assert_block(name: &str, expected: &str) {
    let readme = fs::read_to_string(path()).expect("there is a README");
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->\n"));
    let (before, rest) = readme.split_once(&begin).expect("there is a mark");
    let (block, after) = rest.split_once(&end).expect("there is a mark at the end");
    if env::var_os("REIFY_UPDATE_README").is_some() {
        let readme = format!("{before}{begin}{expected}{end}{after}");
        fs::write(path(), readme).expect("the README can be written");
    } else {
        assert_eq!(block, expected, "run with REIFY_UPDATE_README=1");
    }
}

fn path() -> PathBuf {
    workspace().join("README.md")
}

fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package lies in the workspace")
}
