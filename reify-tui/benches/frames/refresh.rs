//! What it costs to show a recording that has grown: what the thread that answers keys has to do, and what another one does.

use std::time::{Duration, Instant};

use reify_lib::Trace;
use reify_tui::app::App;

use crate::{app, median, millis, recording, type_keys};

const ROUNDS: usize = 5;

/// What the user has done before.
const STATES: [(&str, &str); 4] = [
    ("as it opens", ""),
    ("all unfolded", "zR"),
    (
        "filtered, and searched",
        "&<ctrl-u>polls:>1<enter>/a<enter>",
    ),
    ("in another order", "o"),
];

/// Tells the median of a few rounds.
pub(crate) fn tell(events: u64) {
    let grown = |round: usize| recording::of_events(events + events / 100 * round as u64);
    println!("{:34} {:>9} {:>9}", "refresh", "of keys", "beside");
    for (name, keys) in STATES {
        let mut shown = app(grown(0));
        type_keys(&mut shown, "mx");
        type_keys(&mut shown, keys);
        let rounds = (1..=ROUNDS).map(|round| refresh(&mut shown, grown(round)));
        let (keys, beside): (Vec<_>, Vec<_>) = rounds.unzip();
        let (keys, beside) = (millis(median(&keys)), millis(median(&beside)));
        println!("{name:34} {keys:>6.2} ms {beside:>6.0} ms");
    }
}

fn refresh(shown: &mut App, trace: Trace) -> (Duration, Duration) {
    while shown.has_work() {
        shown.work();
    }
    let model = app(trace).into_model();
    let began = Instant::now();
    let (outline, options) = (shown.outline(), shown.options().clone());
    let outlined = began.elapsed();
    let began = Instant::now();
    let mut next = App::outlined(model, options, &outline);
    let beside = began.elapsed();
    let began = Instant::now();
    assert!(outline == shown.outline());
    next.resume(shown);
    let before = std::mem::replace(shown, next);
    let keys = outlined.max(began.elapsed());
    drop(before);
    (keys, beside)
}
