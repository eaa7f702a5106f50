//! Text in columns.

use std::io::{self, Write};

use crate::text::{pad, pad_left, width};

/// No column is made wider for what stands in it: a cell of a megabyte would make each of the others as wide.
pub(super) const WIDEST: usize = 100;

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// Prints rows under a heading. The last column is as long as it is.
///
/// The rows are asked for twice, once for their widths, so that a million of them need no room.
pub(super) fn print<const N: usize, R: Iterator<Item = [String; N]>>(
    columns: [(&str, Align); N],
    rows: impl Fn() -> R,
    out: &mut impl Write,
) -> io::Result<()> {
    let heading = columns.map(|(heading, _)| heading.to_owned());
    let mut widths = [0; N];
    for row in rows().chain([heading.clone()]) {
        // The last one is as wide as it is.
        for (widest, cell) in widths.iter_mut().zip(&row[..N - 1]) {
            *widest = width(cell).min(WIDEST).max(*widest);
        }
    }
    for row in [heading].into_iter().chain(rows()) {
        for (index, cell) in row.iter().enumerate() {
            match columns[index].1 {
                _ if index + 1 == N => writeln!(out, "{cell}")?,
                Align::Left => write!(out, "{}  ", pad(cell, widths[index]))?,
                Align::Right => write!(out, "{}  ", pad_left(cell, widths[index]))?,
            }
        }
    }
    Ok(())
}

/// A cell that is never empty.
pub(super) fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// A time in µs to the last ns: one unit for all rows, so that they sort.
pub(super) fn micros(ns: u64) -> String {
    format!("{}.{:03}", ns / 1_000, ns % 1_000)
}
