//! A file that is followed and cannot be read, or not any more.

use std::fs;

use crate::follow::{following, quit, wait_for_none};
use crate::live::{BEGINNING, MORE};
use crate::shop::Shop;

#[test]
fn what_is_no_trace_any_more_is_named_and_what_was_is_shown_until_there_is_one() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    live.replace(BEGINNING);
    terminal.wait_for("first_step()");
    let newer = BEGINNING.replacen('1', "9,\"min_reader\":9", 1);
    for (text, what) in [
        (
            "BZh91AY&SY",
            "live.json:1:1 (byte 0): expected a trace of reify, found bzip2 data",
        ),
        (&newer, "in version 9 of the format"),
    ] {
        live.replace(text);
        terminal.wait_for(what);
        terminal.wait_for("it cannot be read any more");
        terminal.wait_for("first_step()");
        live.replace(&[BEGINNING, MORE].concat());
        wait_for_none(
            &mut terminal,
            "the file was replaced: the new one is shown",
            what,
        );
        terminal.wait_for("later_step()");
        live.truncate(BEGINNING);
        wait_for_none(&mut terminal, "the file was truncated", "later_step()");
    }
    quit(terminal);
}

#[test]
fn what_was_never_a_trace_is_refused_by_its_name() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    live.replace("BZh91AY&SY");
    terminal.wait_for("live.json:1:1 (byte 0): expected a trace of reify, found bzip2 data");
    assert_eq!(terminal.wait_for_end().code(), Some(2));
}

#[test]
fn what_can_be_read_again_is_not_said_to_be_unreadable() {
    let shop = Shop::new();
    let (mut terminal, live) = following(&shop);
    live.replace(BEGINNING);
    terminal.wait_for("first_step()");
    let aside = live.path.with_extension("aside");
    fs::rename(&live.path, &aside).expect("the folder is ours");
    fs::create_dir(&live.path).expect("the folder is ours");
    terminal.wait_for("it is a folder, not a regular file");
    terminal.wait_for("it cannot be read any more");
    fs::remove_dir(&live.path).expect("it is empty");
    fs::rename(&aside, &live.path).expect("the folder is ours");
    wait_for_none(
        &mut terminal,
        "the file can be read again",
        "it cannot be read any more",
    );
    quit(terminal);
}
