//! What the program prints, without a terminal.

#[path = "../support/damage.rs"]
mod damage;
#[path = "../support/log.rs"]
mod log;
#[path = "../support/shop.rs"]
mod shop;

mod command;
mod damaged;
mod findings;
mod foreign;
mod generate;
mod input;
mod print;
