//! What is no recording is refused, named as what it is, with the place where that shows.

use std::path::PathBuf;

use crate::command::{ran, stderr, stdout};
use crate::shop::Shop;

fn utf16(bytes: fn(u16) -> [u8; 2], mark: &str) -> Vec<u8> {
    let text = format!("{mark}[\n{{\"reify\":{{\"version\":1}}}},\n]\n");
    text.encode_utf16().flat_map(bytes).collect()
}

/// A text of which each letter takes four bytes.
fn utf32(bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
    let text = "\u{feff}[\n{\"reify\":{\"version\":1}},\n]\n";
    text.chars().map(u32::from).flat_map(bytes).collect()
}

/// Files that are no recordings, and what they are.
fn foreign() -> Vec<(Vec<u8>, &'static str)> {
    let utf16_text = "UTF-16 text: convert it to UTF-8 first";
    let mut files = vec![
        (utf16(u16::to_le_bytes, "\u{feff}"), utf16_text),
        (utf16(u16::to_be_bytes, "\u{feff}"), utf16_text),
        (utf16(u16::to_le_bytes, ""), utf16_text),
        (utf16(u16::to_be_bytes, ""), utf16_text),
    ];
    let utf32_text = "UTF-32 text: convert it to UTF-8 first";
    files.push((utf32(u32::to_le_bytes), utf32_text));
    files.push((utf32(u32::to_be_bytes), utf32_text));
    // Of a kind that is not known by its first bytes, with hardly a zero in it.
    let noise = (0..3000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 23) as u8);
    files.push((noise.filter(|byte| *byte != 0).collect(), "binary data"));
    let long = |magic: &[u8]| [magic, &[0xa5; 3000]].concat();
    for (magic, what) in [
        (
            &b"\x1f\x8b\x08"[..],
            "gzip data: unpack it first, with gunzip",
        ),
        (b"\xfd7zXZ\0", "xz data: unpack it first, with unxz"),
        (
            b"\x28\xb5\x2f\xfd",
            "zstd data: unpack it first, with unzstd",
        ),
        (b"BZh9", "bzip2 data: unpack it first, with bunzip2"),
        (b"\x04\x22\x4d\x18", "lz4 data: unpack it first, with unlz4"),
        (b"PK\x03\x04", "a zip archive: unpack it first, with unzip"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
        (
            b"\x7fELF\x02\x01",
            "a program: open the trace that it writes",
        ),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x01\0\0\0\x02\0\0\0\x03\0\0\0", "binary data"),
    ] {
        files.push((magic.to_vec(), what));
        files.push((long(magic), what));
    }
    for (text, what) in [
        (
            "",
            "an empty file: the program that should have written it recorded nothing",
        ),
        (
            " \r\n\t\n",
            "an empty file: the program that should have written it recorded nothing",
        ),
        ("[]", "no record in it"),
        ("[\n]\n", "no record in it"),
        (
            "<!doctype html>\n<title>404 Not Found</title>\n",
            "an HTML or XML document",
        ),
        (
            "{\"traceEvents\":[{\"name\":\"a\",\"ph\":\"B\",\"ts\":1}]}",
            "a Chrome trace, which ui.perfetto.dev opens",
        ),
        (
            "[{\"name\":\"a\",\"ph\":\"B\",\"ts\":1},\n{\"name\":\"a\",\"ph\":\"E\",\"ts\":2}]",
            "a Chrome trace, which ui.perfetto.dev opens",
        ),
        (
            "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[{\"name\":\"a\",\"ph\":\"B\",\"ts\":1}]}",
            "a Chrome trace, which ui.perfetto.dev opens",
        ),
        ("{\"resourceSpans\":[]}", "OpenTelemetry spans"),
        (
            "{\"v\":2}\n{\"Spawn\":{}}\n",
            "a recording of tokio-console of another version than 1",
        ),
        (
            "{\n  \"steps\": [],\n  \"edges\": []\n}\n",
            "a graph that async-reify wrote: open the trace that it was made of",
        ),
        (
            "{\"nodes\":[]}",
            "a graph: open the trace that it was made of",
        ),
        (
            "{\"log\":{\"version\":\"1.2\"}}",
            "JSON of another tool (an HTTP archive?)",
        ),
        ("{\"reason\":\"compiler-artifact\"}\n", "messages of cargo"),
        (
            "{\"$schema\":\"http://json-schema.org\"}",
            "JSON of another schema",
        ),
        (
            "{\"level\":\"info\",\"msg\":\"started\"}\n{\"level\":\"warn\"}\n",
            "JSON of another tool: it begins with `level`",
        ),
        (
            "{\"version\": 2, \"width\": 80, \"height\": 24}\n[0.1, \"o\", \"hello\"]\n",
            "JSON of another tool: it begins with `version`",
        ),
    ] {
        files.push((text.as_bytes().to_vec(), what));
    }
    files
}

#[test]
fn what_is_no_recording_is_named_as_what_it_is() {
    let shop = Shop::new();
    for (bytes, what) in foreign() {
        shop.write("foreign.json", &bytes);
        let refused = ran(&shop, &["foreign.json"]).code(2);
        let expected = format!(
            "reify-tui: foreign.json:1:1 (byte 0): expected a trace of reify, found {what}\n"
        );
        assert_eq!(
            stderr(&refused),
            expected,
            "{:?}",
            String::from_utf8_lossy(&bytes)
        );
        assert_eq!(stdout(&refused), "");
    }
}

#[test]
fn what_is_other_text_is_told_by_its_first_line() {
    let shop = Shop::new();
    for (text, why) in [
        (
            "fn main() {\n}\n",
            "expected an object, found `fn main() {`",
        ),
        (
            "[1, 2]\n",
            "invalid type: sequence, expected a record of a trace",
        ),
        (
            "\"text\"\n",
            "invalid type: string \"text\", expected a record of a trace",
        ),
        ("at,step\n1,2\n", "expected an object, found `at,step`"),
        ("{}\n", "an empty object, expected a record"),
    ] {
        shop.write("other.json", text);
        let said = stderr(&ran(&shop, &["other.json"]).code(2));
        let place = said.strip_prefix("reify-tui: other.json:1:").expect(&said);
        let (_, message) = place.split_once(": ").expect(&said);
        assert_eq!(message, format!("not a trace of reify: {why}\n"));
    }
}

#[test]
fn what_cannot_be_opened_is_named_with_what_it_is() {
    let shop = Shop::new();
    let folder = shop.folder();
    let mut named: Vec<(PathBuf, &str)> = vec![
        (
            folder.join("gone.json"),
            "No such file or directory (os error 2)",
        ),
        (folder.join("src"), "it is a folder, not a regular file"),
    ];
    if cfg!(unix) {
        let pipe = folder.join("pipe.json");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it can be called").success());
        named.push((
            pipe,
            "it is a pipe, not a regular file; what comes through a pipe is read with: reify-tui - < PIPE",
        ));
        named.push(("/dev/zero".into(), "it is a device, not a regular file"));
    }
    for (path, why) in named {
        let path = path.to_str().expect("it is plain");
        for arguments in [&[path][..], &["--print", "json", path], &["--strict", path]] {
            let said = stderr(&ran(&shop, arguments).code(2));
            assert_eq!(said, format!("reify-tui: cannot open {path}: {why}\n"));
        }
    }
}
