//! Text for a screen: made harmless, measured, cut and padded; numbers and times in words.
//!
//! Nothing that a trace or a source file says reaches the terminal but through [`visible`], [`visible_name`] or
//! [`visible_line`].

mod clean;
mod fit;
mod number;
mod parse;
mod time;

pub use clean::{visible, visible_line, visible_name};
pub use fit::{cut, cut_left, cut_path, pad, pad_left, width, wrap};
pub use number::{bytes, counted, grouped};
pub use parse::{parse_time, typed_time};
pub use time::{Clock, DURATION_WIDTH, Duration};
