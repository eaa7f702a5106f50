//! The explorer without a terminal: driven by keys, drawn into a buffer.

mod fixture;
mod model;
mod screen;
mod update;
mod view;
