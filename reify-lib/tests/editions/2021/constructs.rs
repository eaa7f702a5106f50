//! The constructs in edition 2021, with the library under another name.

#![deny(warnings)]
#![allow(clippy::all, reason = "the constructs are odd on purpose")]

use tracer::{TracedFuture, trace_async};

#[path = "../constructs/all.rs"]
mod constructs;

/// Whether this is edition 2024, where temporaries drop earlier.
const IS_2024: bool = false;
