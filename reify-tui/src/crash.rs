//! What is done about a panic, on whatever thread.
//!
//! The terminal is given back first, so that the report stands on the screen that the user came from and not on one that is
//! about to go. The report is made harmless: what a panic says may be cut from a recording. Whoever waits for keys then ends,
//! on the thread that it waits on: half an explorer is of no use.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::sync::{Once, OnceLock};
use std::thread;

use crate::nudge::Nudge;
use crate::terminal;
use crate::text::visible;

/// The first panic there was, in a few words.
static HAPPENED: OnceLock<String> = OnceLock::new();

/// Ends the wait for keys.
static NUDGE: OnceLock<Nudge> = OnceLock::new();

/// The first panic there was, on which thread and where.
pub fn happened() -> Option<&'static str> {
    HAPPENED.get().map(String::as_str)
}

/// Gives a nudge at a panic too.
pub fn tell(nudge: &Nudge) {
    // There is one terminal, so one that waits for it.
    let _ = NUDGE.set(nudge.clone());
}

/// Is prepared for panics from now on.
pub(crate) fn prepare() {
    static PREPARED: Once = Once::new();
    PREPARED.call_once(|| {
        panic::set_hook(Box::new(|panic| {
            keep(panic);
            terminal::restore();
            report(panic);
            if let Some(nudge) = NUDGE.get() {
                nudge.give();
            }
        }));
    });
}

/// Keeps what there is to say about the first panic: those that follow may be about that one only.
fn keep(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let place = place.as_deref().unwrap_or("an unknown place");
    let _ = HAPPENED.set(format!("ended by a panic on {} at {place}", this_thread()));
}

/// Says what is said about a panic. Where it cannot be said, it is left unsaid.
fn report(panic: &PanicHookInfo<'_>) {
    let backtrace = Backtrace::capture();
    let way = match backtrace.status() {
        BacktraceStatus::Captured => backtrace.to_string(),
        _ => "RUST_BACKTRACE=1 tells the way there".to_owned(),
    };
    let text = format!("{} {panic}\n{way}", this_thread());
    let mut out = io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(out, "{}", visible(line));
    }
}

fn this_thread() -> String {
    let thread = thread::current();
    format!("thread {}", thread.name().unwrap_or("without a name"))
}
