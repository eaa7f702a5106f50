//! The worst of many times, with what took them.

use std::time::Duration;

use reify_tui::app::Pane;

use crate::tell;

/// So many of the worst are told.
const TOLD: usize = 10;

/// A key, or a slice of work, and how long it took.
pub(crate) struct Press {
    pub(crate) what: String,
    pub(crate) pane: Pane,
    pub(crate) time: Duration,
}

pub(crate) fn told(what: &str, presses: &mut [Press], goal: &str) {
    presses.sort_by_key(|press| std::cmp::Reverse(press.time));
    let millis = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let Some(worst) = presses.first() else { return };
    let middle = &presses[presses.len() / 2];
    let about = format!(
        "{what}, worst of {} (median {})",
        presses.len(),
        millis(middle.time)
    );
    tell(&about, &millis(worst.time), goal);
    let mut told: Vec<&Press> = Vec::new();
    for press in presses.iter() {
        let is_new = |other: &&Press| (&other.what, other.pane) != (&press.what, press.pane);
        if told.len() < TOLD && told.iter().all(is_new) {
            told.push(press);
        }
    }
    for Press { what, pane, time } in told {
        println!("    {:>10}  {what}  ({pane:?})", millis(*time));
    }
}
