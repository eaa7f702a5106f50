//! [`Values`]: records in JSON of any other layout, such as `jq` or a formatter makes of a trace.
//!
//! The text of each element of the array is found by counting brackets, without recursion and without a tree, and
//! only then parsed. White space does not matter, and neither does what separates the elements.

use super::LONGEST;
use super::here::Here;
use super::intake::Intake;
use super::lines;
use crate::Error;

#[derive(Debug, Default)]
pub(super) struct Values {
    state: State,
    /// How many brackets are open within the element.
    depth: u64,
    /// Where the element began.
    start: Here,
    is_too_long: bool,
    /// The array was closed.
    is_closed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Between two elements.
    #[default]
    Between,
    /// Between two elements, in something that does not belong there.
    Lost,
    /// In an element.
    Element,
    /// In a string of an element.
    Text,
    /// Behind a backslash in a string.
    Escape,
}

impl Values {
    /// Takes the next bytes; `pending` is the beginning of an element that was not whole yet.
    pub(super) fn feed(
        &mut self,
        bytes: &[u8],
        pending: &mut Vec<u8>,
        here: &mut Here,
        intake: &mut Intake,
    ) -> Result<(), Error> {
        for &byte in bytes {
            self.state = match self.state {
                State::Between | State::Lost => self.between(byte, *here, intake),
                State::Element => self.within(byte),
                State::Text => self.text(byte, *here, intake),
                State::Escape => State::Text,
            };
            match self.state {
                State::Lost => {
                    let lost = !byte.is_ascii_whitespace() && byte != b',';
                    let in_element = if pending.is_empty() {
                        0
                    } else {
                        self.length(*here)
                    };
                    intake.leave_out(in_element + usize::from(lost));
                    let of_use = lines::salvage(pending, self.start, intake)?;
                    intake.take_back(of_use, false);
                    pending.clear();
                }
                State::Between if self.depth > 0 => {
                    self.depth = 0;
                    self.keep(byte, pending, intake);
                    if self.is_too_long {
                        intake.leave_out(self.length(*here) + 1);
                    } else if !intake.text(pending, self.start)? {
                        let of_use = lines::salvage(pending, self.start, intake)?;
                        intake.take_back(of_use, false);
                    }
                    pending.clear();
                }
                State::Between => {}
                _ => self.keep(byte, pending, intake),
            }
            here.advance(&[byte]);
        }
        Ok(())
    }

    /// Takes what there is of an element that was not whole.
    pub(super) fn finish(
        &self,
        pending: &[u8],
        here: Here,
        intake: &mut Intake,
    ) -> Result<(), Error> {
        if self.depth == 0 {
            return Ok(());
        }
        if self.is_too_long {
            intake.leave_out(self.length(here));
            return Ok(());
        }
        intake.torn(self.start, pending.len());
        let of_use = lines::salvage(pending, self.start, intake)?;
        intake.take_back(of_use, true);
        Ok(())
    }

    /// How long the element is so far, also where not all of it is kept.
    fn length(&self, here: Here) -> usize {
        (here.byte - self.start.byte) as usize
    }

    fn between(&mut self, byte: u8, here: Here, intake: &mut Intake) -> State {
        match byte {
            b'{' => {
                (self.start, self.depth, self.is_too_long) = (here, 1, false);
                State::Element
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' => self.state,
            b']' if !self.is_closed => {
                self.is_closed = true;
                intake.closed();
                State::Between
            }
            b'}' if self.is_closed => State::Between,
            _ => {
                if self.state == State::Between {
                    intake.bad(here.place(), here, "expected an object");
                }
                State::Lost
            }
        }
    }

    /// The byte that closes the element leads back between two, with `depth` still one.
    fn within(&mut self, byte: u8) -> State {
        match byte {
            b'"' => return State::Text,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth == 1 => return State::Between,
            b'}' | b']' => self.depth -= 1,
            _ => {}
        }
        State::Element
    }

    fn text(&mut self, byte: u8, here: Here, intake: &mut Intake) -> State {
        match byte {
            b'"' => State::Element,
            b'\\' => State::Escape,
            b'\n' => {
                // No string holds a raw line feed: a quote was lost, and the brackets were counted wrong.
                intake.bad(
                    here.place(),
                    self.start,
                    "a string that does not end on its line",
                );
                self.depth = 0;
                State::Lost
            }
            _ => State::Text,
        }
    }

    fn keep(&mut self, byte: u8, pending: &mut Vec<u8>, intake: &mut Intake) {
        if pending.len() < LONGEST {
            pending.push(byte);
        } else if !self.is_too_long {
            self.is_too_long = true;
            intake.bad(
                self.start.place(),
                self.start,
                "the record is longer than 16 MiB",
            );
        }
    }
}
