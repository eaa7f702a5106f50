//! What an input is, by its first bytes: how a trace is laid out, or what else it is.

/// How an input is laid out.
pub(super) enum Sniffed {
    /// One record a line, behind so many bytes.
    Lines { skip: usize },
    /// An array of records in another layout; behind so many bytes, the bracket among them, its elements begin.
    Values { skip: usize },
    /// More of it is needed to tell.
    TooEarly,
    /// It is no trace, but this.
    Foreign(&'static str),
}

/// Other formats, by the bytes they begin with.
const MAGIC: [(&[u8], &str); 14] = [
    (b"\x1f\x8b", "gzip data: unpack it first, with gunzip"),
    (b"\xfd7zXZ\0", "xz data: unpack it first, with unxz"),
    (
        b"\x28\xb5\x2f\xfd",
        "zstd data: unpack it first, with unzstd",
    ),
    (b"BZh", "bzip2 data: unpack it first, with bunzip2"),
    (b"PK\x03\x04", "a zip archive: unpack it first, with unzip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"\x04\x22\x4d\x18", "lz4 data: unpack it first, with unlz4"),
    // Before UTF-16, whose mark it begins with.
    (b"\xff\xfe\0\0", "UTF-32 text: convert it to UTF-8 first"),
    (b"\0\0\xfe\xff", "UTF-32 text: convert it to UTF-8 first"),
    (b"\xff\xfe", "UTF-16 text: convert it to UTF-8 first"),
    (b"\xfe\xff", "UTF-16 text: convert it to UTF-8 first"),
    (b"\x7fELF", "a program: open the trace that it writes"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"%PDF-", "a PDF document"),
];

/// Other JSON, by the first key of its first object.
const KEYS: [(&[u8], &str); 8] = [
    (
        b"traceEvents",
        "a Chrome trace, which ui.perfetto.dev opens",
    ),
    (b"resourceSpans", "OpenTelemetry spans"),
    (
        b"v",
        "a recording of tokio-console of another version than 1",
    ),
    (
        b"steps",
        "a graph that async-reify wrote: open the trace that it was made of",
    ),
    (b"nodes", "a graph: open the trace that it was made of"),
    (b"$schema", "JSON of another schema"),
    (b"log", "JSON of another tool (an HTTP archive?)"),
    (b"reason", "messages of cargo"),
];

const BOM: &[u8] = b"\xef\xbb\xbf";

/// So many bytes without a line feed are looked at before it is taken for granted that none comes.
const ENOUGH: usize = 64 * 1024;

/// So many zero bytes among the first 64 are no accident.
const ZEROS: usize = 4;

/// If more than one byte of so many is none of a text, it is no text.
const ODD: usize = 10;

/// Finds out how an input is laid out of which this is the beginning, or the whole.
pub(super) fn layout(head: &[u8], is_whole: bool) -> Sniffed {
    if let Some((_, what)) = MAGIC.into_iter().find(|(magic, _)| head.starts_with(magic)) {
        return Sniffed::Foreign(what);
    }
    let is_enough = is_whole || head.len() >= ENOUGH;
    if head.len() < 64 && !is_enough {
        return Sniffed::TooEarly;
    }
    if zeros(&head[..head.len().min(64)]) >= ZEROS {
        return Sniffed::Foreign(binary(head));
    }
    let mut cursor = Cursor { text: head, at: 0 };
    cursor.skip(BOM);
    let start = cursor.at;
    cursor.space();
    match cursor.peek() {
        None if is_whole => Sniffed::Foreign(
            "an empty file: the program that should have written it recorded nothing",
        ),
        None if !is_enough => Sniffed::TooEarly,
        Some(b'[') => array(cursor, start, is_enough),
        Some(b'{') => object(cursor, start, is_enough),
        _ => Sniffed::Lines { skip: start },
    }
}

/// An array: as the writer lays it out, its bracket is alone on a line, and no record is spread over several.
fn array(mut cursor: Cursor<'_>, start: usize, is_enough: bool) -> Sniffed {
    cursor.at += 1;
    let elements = cursor.at;
    cursor.space_in_line();
    match cursor.peek() {
        Some(b'\n') => {}
        Some(b'{' | b'[' | b']') => return Sniffed::Values { skip: elements },
        None if !is_enough => return Sniffed::TooEarly,
        _ => return Sniffed::Lines { skip: start },
    }
    cursor.space();
    match cursor.line() {
        Some(b"{") => Sniffed::Values { skip: elements },
        None if !is_enough => Sniffed::TooEarly,
        _ => Sniffed::Lines { skip: start },
    }
}

/// An object: what async-reify writes, another tool's, or records without an array around them.
fn object(mut cursor: Cursor<'_>, start: usize, is_enough: bool) -> Sniffed {
    let is_alone = cursor.line() == Some(b"{");
    cursor.at += 1;
    cursor.space();
    let first = cursor.peek();
    let Some(key) = cursor.key() else {
        return if is_enough || first.is_some_and(|byte| byte != b'"') {
            Sniffed::Lines { skip: start }
        } else {
            Sniffed::TooEarly
        };
    };
    // Recordings of tokio-console are read, those of later versions refused when their first line is.
    let refused = KEYS
        .into_iter()
        .find(|(name, _)| *name == key && key != b"v");
    if let Some((_, what)) = refused {
        return Sniffed::Foreign(what);
    }
    if key == b"events" {
        let opens = cursor.token(b':') && cursor.token(b'[');
        return match (opens, cursor.peek()) {
            (true, _) => Sniffed::Values { skip: cursor.at },
            (false, None) if !is_enough => Sniffed::TooEarly,
            (false, _) => Sniffed::Lines { skip: start },
        };
    }
    if is_alone {
        Sniffed::Values { skip: start }
    } else {
        Sniffed::Lines { skip: start }
    }
}

/// What an input looks like that turned out to be no trace.
pub(super) fn guess(head: &[u8]) -> Option<&'static str> {
    if is_binary(head) {
        return Some(binary(head));
    }
    let text = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"<") {
        return Some("an HTML or XML document");
    }
    let is_chrome =
        contains(text, b"\"traceEvents\"") || (text.starts_with(b"[") && contains(text, b"\"ph\""));
    if is_chrome {
        return Some("a Chrome trace, which ui.perfetto.dev opens");
    }
    let key = key_of(text);
    let keyed = KEYS.into_iter().find(|(name, _)| Some(*name) == key);
    keyed.map(|(_, what)| what)
}

/// Whether what turned out to be no trace is no text either: text has no controls but those of a terminal, and next to
/// nothing that is no UTF-8.
fn is_binary(head: &[u8]) -> bool {
    let is_control =
        |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace() && **byte != b'\x1b';
    let controls = head.iter().filter(is_control).count();
    let broken = head
        .utf8_chunks()
        .filter(|chunk| !chunk.invalid().is_empty());
    zeros(head) >= ZEROS || (controls + broken.count()) * ODD > head.len()
}

/// The first key of an input that is JSON, as far as it can be told.
pub(super) fn first_key(head: &[u8]) -> Option<String> {
    let text = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    key_of(text).map(|key| String::from_utf8_lossy(key).into_owned())
}

/// The first key of an object, or of the first object of an array.
fn key_of(text: &[u8]) -> Option<&[u8]> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.token(b'[');
    cursor.token(b'{').then(|| cursor.key()).flatten()
}

fn binary(head: &[u8]) -> &'static str {
    // Every other byte of ASCII in UTF-16 is zero, and none of the others is.
    let is_wide = |zero: usize| {
        let mut units = head.chunks_exact(2).take(16);
        units.len() > 0
            && units.all(|unit| {
                let letter = unit[1 - zero];
                unit[zero] == 0 && (letter.is_ascii_graphic() || letter.is_ascii_whitespace())
            })
    };
    if is_wide(0) || is_wide(1) {
        "UTF-16 text: convert it to UTF-8 first"
    } else {
        "binary data"
    }
}

fn zeros(bytes: &[u8]) -> usize {
    memchr::memchr_iter(0, bytes).count()
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    fn skip(&mut self, prefix: &[u8]) {
        if self.rest().starts_with(prefix) {
            self.at += prefix.len();
        }
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.rest().trim_ascii_start().len();
    }

    fn space_in_line(&mut self) {
        let rest = self.rest().iter();
        self.at += rest
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
            .count();
    }

    /// Goes behind a token and the white space before it, if it comes next.
    fn token(&mut self, token: u8) -> bool {
        self.space();
        let is_next = self.peek() == Some(token);
        self.at += usize::from(is_next);
        is_next
    }

    /// The line from here on without the white space at its end; nothing if its end is not there.
    fn line(&self) -> Option<&'a [u8]> {
        let end = memchr::memchr(b'\n', self.rest())?;
        Some(self.rest()[..end].trim_ascii_end())
    }

    /// The text of a string without escapes that comes next.
    fn key(&mut self) -> Option<&'a [u8]> {
        if !self.token(b'"') {
            return None;
        }
        let end = memchr::memchr(b'"', self.rest())?;
        let key = &self.rest()[..end];
        self.at += end + 1;
        Some(key)
    }
}
