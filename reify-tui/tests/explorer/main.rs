//! The explorer without a terminal: driven by keys, drawn into a buffer.

#[path = "../support/damage.rs"]
mod damage;
mod fixture;
mod keys;
#[path = "../support/log.rs"]
mod log;
mod model;
mod screen;
mod update;
mod view;
