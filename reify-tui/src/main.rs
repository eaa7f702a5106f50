//! The terminal explorer of reify.

fn main() {}
