//! [`Table`]: text in columns.

use std::io::{self, Write};

use crate::text::{pad, pad_left, width};

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// Rows of one shape, under a heading. The last column is as long as it is.
#[derive(Debug)]
pub(super) struct Table<const N: usize> {
    columns: [Align; N],
    widths: [usize; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    pub(super) fn new(columns: [(&str, Align); N]) -> Self {
        let mut table = Self {
            columns: columns.map(|(_, align)| align),
            widths: [0; N],
            rows: Vec::new(),
        };
        table.push(columns.map(|(heading, _)| heading.to_owned()));
        table
    }

    pub(super) fn push(&mut self, row: [String; N]) {
        for (widest, cell) in self.widths.iter_mut().zip(&row) {
            *widest = width(cell).max(*widest);
        }
        self.rows.push(row);
    }

    pub(super) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        for row in &self.rows {
            for (index, cell) in row.iter().enumerate() {
                let width = self.widths[index];
                match self.columns[index] {
                    _ if index + 1 == N => writeln!(out, "{cell}")?,
                    Align::Left => write!(out, "{}  ", pad(cell, width))?,
                    Align::Right => write!(out, "{}  ", pad_left(cell, width))?,
                }
            }
        }
        Ok(())
    }
}

/// A cell that is never empty.
pub(super) fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// A time in µs to the last ns: one unit for all rows, so that they sort.
pub(super) fn micros(ns: u64) -> String {
    format!("{}.{:03}", ns / 1_000, ns % 1_000)
}
