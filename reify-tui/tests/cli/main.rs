//! What the program prints, without a terminal.

#[path = "../support/shop.rs"]
mod shop;

mod command;
mod findings;
mod generate;
mod input;
mod print;
