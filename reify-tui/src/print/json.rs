//! JSON that is fit for `grep` and safe to look at: each item of an outer array has a line of its own, and what
//! a terminal would obey is escaped, not only what JSON asks for.

use std::io::{self, Write};

use reify_lib::is_hidden;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

pub(super) fn print(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(
        &mut *out,
        ItemALine::default(),
    ))?;
    writeln!(out)
}

/// Lays JSON out; what is not said here is laid out as tightly as can be.
#[derive(Default)]
struct ItemALine {
    arrays: usize,
}

impl Formatter for ItemALine {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.arrays += 1;
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.arrays == 1 {
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.arrays -= 1;
        if self.arrays == 0 {
            out.write_all(b"\n")?;
        }
        out.write_all(b"]")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (index, c) in text.char_indices().filter(|(_, c)| is_hidden(*c)) {
            out.write_all(&text.as_bytes()[written..index])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = index + c.len_utf8();
        }
        out.write_all(&text.as_bytes()[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_has_a_line_and_nothing_is_left_raw() {
        let value =
            serde_json::json!({"edges": [[0, 1], [1, 2]], "label": "a\u{9b}2J\u{e0041}größe\n"});
        let mut out = Vec::new();
        print(&value, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "{\"edges\":[\n[0,1],\n[1,2]\n],\"label\":\"a\\u009b2J\\udb40\\udc41größe\\n\"}\n"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }
}
