//! The awaits of the program that `#[trace_async]` could not make steps, as its functions reported them.

use std::sync::Mutex;

use crate::Untraced;
use crate::home;
use crate::inside::Inside;
use crate::recorder::lock;

static UNTRACED: Mutex<Vec<Untraced>> = Mutex::new(Vec::new());

pub(crate) fn report(untraced: Untraced) {
    if let Some(_inside) = Inside::enter()
        && let Some(mut reports) = home::lock(&UNTRACED)
    {
        reports.push(untraced);
    }
}

/// What was reported after the first `*seen`, which is moved on.
pub(crate) fn since(seen: &mut usize) -> Vec<Untraced> {
    let untraced = lock(&UNTRACED);
    let fresh = untraced.get(*seen..).unwrap_or_default().to_vec();
    *seen = untraced.len();
    fresh
}
