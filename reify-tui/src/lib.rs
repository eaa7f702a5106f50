//! The terminal explorer of reify, as a library: the binary is a thin shell around it, and the tests
//! drive the same parts.
//!
//! One direction only: a key becomes an action, the app takes it and gives back an effect, the event loop
//! carries the effect out. What the app knows (`model`) knows no terminal.

#![forbid(unsafe_code)]

pub mod action;
pub mod app;
mod beside;
pub mod bits;
pub mod cli;
pub mod config;
pub mod crash;
pub mod deny;
pub mod editor;
pub mod effect;
pub mod environment;
pub mod event_loop;
pub mod explore;
pub mod filter;
pub mod generate;
pub mod glyphs;
#[cfg(unix)]
pub mod hangup;
pub mod idle;
pub mod input;
pub mod key;
pub mod keyboard;
pub mod keymap;
pub mod layout;
pub mod load;
pub mod loading;
pub mod model;
pub mod nudge;
pub mod print;
mod regular;
pub mod run;
pub mod session;
pub mod signals;
pub mod source;
pub mod status;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod threshold;
pub mod view;
pub mod views;
