//! A bit each of many things: [`Flags`], that are changed, and [`Ranked`], that are counted.
//!
//! With millions of them a bit each is what can be gone through between two frames, where a list cannot. The app keeps
//! what a filter lets through in them, and which rows of the tree are shown.

mod flags;
mod ranked;

pub use self::flags::Flags;
pub use self::ranked::Ranked;
