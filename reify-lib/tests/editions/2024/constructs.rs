//! The constructs in edition 2024.

#![deny(warnings)]
#![allow(clippy::all, reason = "the constructs are odd on purpose")]

use reify_lib::{TracedFuture, trace_async};

#[path = "../constructs/all.rs"]
mod constructs;
#[path = "../constructs/edition_2024.rs"]
mod edition_2024;

/// Whether this is edition 2024, where temporaries drop earlier.
const IS_2024: bool = true;
