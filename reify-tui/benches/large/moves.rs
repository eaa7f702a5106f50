//! What it takes to go about in a recording: each move with the frame behind it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::Finding;
use reify_tui::app::{App, AppOptions};
use reify_tui::filter::Filter;
use reify_tui::key::Key;
use reify_tui::model::{Model, Totals};
use reify_tui::view;

use crate::process::Worked;
use crate::{presses, tell};

const SCREEN: Rect = Rect::new(0, 0, 200, 60);
const ROUNDS: usize = 100;
/// So many frames are drawn of each kind that are compared.
const FRAMES: usize = 1_000;

pub(crate) fn measure(model: Model, totals: Totals, found: Vec<Finding>) {
    let mut app = App::new(model, AppOptions::default());
    app.resize(SCREEN.width, SCREEN.height);
    let taken = time(&mut app, |app| app.set_totals(totals));
    told("totals are taken over", &[taken], "16 ms");
    let taken = time(&mut app, |app| app.set_findings(found));
    told("findings are taken over", &[taken], "16 ms");
    let events = app.model().events();
    let anywhere = times(&mut app, |app, round| go_to(app, random(round, events)));
    told("a jump to any event", &anywhere, "10 ms");
    let edges = times(&mut app, |app, round| {
        go_to(app, if round % 2 == 0 { events } else { 0 });
    });
    told("a jump to the end, and to the beginning", &edges, "10 ms");
    let rows = times(&mut app, |app, round| {
        keys(app, if round % 2 == 0 { "G" } else { "gg" });
    });
    told("a jump to the last row, and to the first", &rows, "10 ms");
    let filter = Filter::parse("src/db result:ready").unwrap_or_default();
    let (mut set, mut cleared) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS / 10 {
        set.push(time(&mut app, |app| app.set_filter(filter.clone())));
        cleared.push(time(&mut app, |app| app.set_filter(Filter::default())));
    }
    told("a filter is set", &set, "16 ms");
    told("a filter is cleared", &cleared, "10 ms");
    frames(&mut app, events);
    let sorted: Vec<Duration> = (0..4)
        .map(|_| time(&mut app, |app| keys(app, "o")))
        .collect();
    told("steps in another order", &sorted, "16 ms");
    presses::measure(&mut app);
}

/// A frame at a place that nothing was looked up for yet, against one at the event behind, in turns. What is told is time
/// that this thread had a processor, and the median of many: the two differ by less than what another program takes.
fn frames(app: &mut App, events: usize) {
    let mut buffer = Buffer::empty(SCREEN);
    let mut frame = |app: &App| {
        let began = Worked::now();
        buffer.reset();
        view::render(app, SCREEN, &mut buffer);
        black_box(&buffer);
        began.elapsed()
    };
    let (mut away, mut on) = (Vec::new(), Vec::new());
    for round in 0..FRAMES {
        go_to(app, random(round, events));
        away.push(frame(app));
        keys(app, "l");
        on.push(frame(app));
    }
    told("a frame at a random place", &away, "");
    told("a frame one event on", &on, "");
    let ratio = median(&away).as_secs_f64() / median(&on).as_secs_f64();
    tell("the first / the second", &format!("{ratio:.2}"), "1.25");
}

/// A place that comes as a surprise.
pub(crate) fn random(round: usize, events: usize) -> usize {
    (round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) % events.max(1)
}

fn go_to(app: &mut App, position: usize) {
    let here = app.cursor();
    if position >= here {
        keys(app, &format!("{}l", position - here));
    } else {
        keys(app, &format!("{}h", here - position));
    }
}

fn times(app: &mut App, mut act: impl FnMut(&mut App, usize)) -> Vec<Duration> {
    let rounds = 0..ROUNDS;
    rounds
        .map(|round| time(app, |app| act(app, round)))
        .collect()
}

fn time(app: &mut App, act: impl FnOnce(&mut App)) -> Duration {
    let mut buffer = Buffer::empty(SCREEN);
    let began = Instant::now();
    act(app);
    view::render(app, SCREEN, &mut buffer);
    black_box(&buffer);
    began.elapsed()
}

fn keys(app: &mut App, keys: &str) {
    for key in Key::parse(keys).unwrap_or_default() {
        app.key(key);
    }
}

fn told(what: &str, times: &[Duration], goal: &str) {
    let worst = times.iter().max().copied().unwrap_or_default();
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    let measured = format!("{:.2} ms", millis(median(times)));
    tell(
        &format!("{what} (worst {:.1} ms)", millis(worst)),
        &measured,
        goal,
    );
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
