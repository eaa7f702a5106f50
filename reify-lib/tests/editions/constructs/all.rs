//! Legal async Rust that must mean with `#[trace_async]` what it means without it. Every module is one construct.

#[path = "helpers.rs"]
pub(crate) mod h;

mod arms;
mod awaited;
mod bodies;
mod closures;
mod conditions;
mod control_flow;
mod drops;
mod inference;
mod lints;
mod macros;
mod names;
mod operands;
mod scale;
mod signatures;
mod statements;
mod traits;
