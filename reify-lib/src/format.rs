//! The trace file: one writer, used by the recorder and by [`Trace::save`](crate::Trace::save), and one reader.
//!
//! A file is a JSON array with one record a line, laid out so that it can be written by appending alone, and read
//! wherever it was cut off. `docs/trace-format.md` beside this crate is its specification.

#[allow(dead_code, reason = "the recorder writes with it")]
mod escape;
#[allow(dead_code, reason = "the recorder writes with it")]
mod layout;
#[allow(dead_code, reason = "the recorder writes with it")]
pub(crate) mod write;
