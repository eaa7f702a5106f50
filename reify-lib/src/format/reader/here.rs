//! [`Here`]: where in the input the reader is.

use crate::Position;
use crate::error::Place;

/// A place in the input, kept while it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    /// From 1.
    pub(super) line: u64,
    /// From 0.
    pub(super) byte: u64,
    /// The byte at which the line starts.
    line_start: u64,
}

impl Default for Here {
    fn default() -> Self {
        Self {
            line: 1,
            byte: 0,
            line_start: 0,
        }
    }
}

impl Here {
    pub(super) fn place(self) -> Place {
        let column = self.byte - self.line_start + 1;
        Place {
            line: self.line,
            column,
            byte: self.byte,
        }
    }

    pub(super) fn position(self) -> Position {
        Position {
            line: self.line,
            byte: self.byte,
        }
    }

    /// The place of an error that a JSON parser met in a text that begins here.
    pub(super) fn of_error(self, text: &[u8], error: &serde_json::Error) -> Place {
        let lines_before = error.line().saturating_sub(1);
        let before: usize = text
            .split_inclusive(|byte| *byte == b'\n')
            .take(lines_before)
            .map(<[u8]>::len)
            .sum();
        let mut there = self;
        there.advance(&text[..before]);
        there.byte += error.column().saturating_sub(1) as u64;
        there.place()
    }

    /// Goes behind bytes of any kind.
    pub(super) fn advance(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.byte += 1;
            if *byte == b'\n' {
                self.next_line();
            }
        }
    }

    /// Goes behind a whole line, its end included.
    #[inline]
    pub(super) fn advance_line(&mut self, length: usize) {
        self.byte += length as u64;
        self.next_line();
    }

    fn next_line(&mut self) {
        self.line += 1;
        self.line_start = self.byte;
    }
}
