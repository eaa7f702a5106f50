//! What strangers wrote, or named their files, does not reach the terminal as it is: not one byte of all that is written.

use std::fs;

use reify_lib::{Trace, is_hidden};

use crate::program;
use crate::shop::Shop;
use crate::terminal::Terminal;

/// The title of the window, the clipboard, the screen, the direction of writing, a letter that is not there, a reset.
const EVIL: &str =
    "\u{1b}]0;evil\u{7}\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\u{1b}c";

/// What the program itself has to say to the terminal are control sequences, and copies: neither has a hidden character
/// beyond ASCII, and the one string that a copy is holds nothing but letters.
#[track_caller]
fn assert_harmless(written: &[u8]) {
    let text = String::from_utf8_lossy(written);
    let hidden = |c: char| is_hidden(c) && !c.is_ascii();
    assert_eq!(text.find(hidden), None, "{text:?}");
    assert!(!text.contains("\u{1b}c"), "{text:?}");
    for (at, _) in text.match_indices("\u{1b}]") {
        let copy = text[at..]
            .strip_prefix("\u{1b}]52;c;")
            .expect("only copies");
        let end = copy.find(['\u{7}', '\u{1b}']).expect("it has an end");
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        assert!(copy[..end].chars().all(is_base64), "{copy:?}");
        assert_ne!(&copy[..end], "ZXZpbA==", "a stranger's copy");
    }
}

/// The recording of the shop, with everything called worse.
fn recording(shop: &Shop, name: &str) -> String {
    let text = fs::read_to_string(shop.trace()).expect("it was saved");
    let evil = serde_json::to_string(EVIL).expect("it is a string");
    let evil = &evil[1..evil.len() - 1];
    let text = text
        .replace("load_cart(id)", &format!("load_cart(id){evil}"))
        .replace("checkout.rs", &format!("checkout{evil}.rs"))
        .replace("\"main\"", &format!("\"main{evil}\""))
        .replace("\"checkout\"", &format!("\"checkout{evil}\""))
        .replace("\"shop\"", &format!("\"shop{evil}\""));
    assert!(Trace::from_slice(text.as_bytes()).is_ok());
    let name = format!("{name}{EVIL}.json");
    shop.write(&name, text);
    name
}

#[test]
fn no_view_or_page_writes_what_a_recording_holds() {
    let shop = Shop::new();
    let name = recording(&shop, "trace");
    shop.write(&format!("src/checkout{EVIL}.rs"), EVIL);
    let command = program(&shop).args([name.as_str(), "--at", "1", "--editor"]);
    let mut terminal = Terminal::start(command.arg(format!("no-such-editor{EVIL}")), 130, 40);
    terminal.wait_for("load_cart(id)<U+001B>");
    for (keys, shown) in [
        ("gt", "Timeline"),
        ("ga", "Awaits"),
        ("F", "Findings"),
        ("gsi", "Recording"),
        ("\u{1b}", "Steps "),
        ("yl", "copied"),
        ("e", "no-such-editor<U+001B>"),
        ("/\u{202e}evil\r", "evil"),
        ("R", "read again"),
    ] {
        terminal.press(keys);
        terminal.wait_for(shown);
    }
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.has_written("\u{1b}]52;c;"));
    assert_harmless(terminal.written());
}

#[test]
fn no_error_writes_the_name_of_a_file() {
    let shop = Shop::new();
    let broken = format!("broken{EVIL}.json");
    shop.write(&broken, EVIL);
    let config = format!("config{EVIL}.toml");
    shop.write(&config, format!("theme = '{EVIL}'\n{EVIL} = 1\n"));
    let filter = format!("polls:{EVIL}");
    for arguments in [
        vec![broken.as_str()],
        vec![broken.as_str(), "--follow"],
        vec![broken.as_str(), broken.as_str()],
        vec![EVIL],
        vec!["trace.json", "--config", &config],
        vec!["trace.json", "--filter", &filter],
        vec!["trace.json", "--print", EVIL],
        vec!["trace.json", "--deny", EVIL],
        vec!["trace.json", "--threshold", EVIL],
        vec![EVIL, "--print", "tree"],
    ] {
        let command = program(&shop).args(&arguments);
        let mut terminal = Terminal::start(command, 130, 40);
        if arguments.contains(&"--follow") {
            terminal.wait_for("Steps 0/0");
            terminal.press("q");
            terminal.wait_for_end();
        } else {
            assert_eq!(terminal.wait_for_end().code(), Some(2), "{arguments:?}");
        }
        assert_harmless(terminal.written());
    }
}
