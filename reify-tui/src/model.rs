//! What the explorer knows of a trace, without a terminal.

pub mod source;
