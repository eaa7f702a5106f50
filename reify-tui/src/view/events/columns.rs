//! [`Columns`]: how wide each column of the events is. A column without width is not shown.

use crate::app::App;
use crate::text::{Clock, DURATION_WIDTH};

/// What a label needs at least, before a column is given up for it.
const LABEL: usize = 16;
/// Room that a label can make use of.
const LONG_LABEL: usize = 40;
const RESULT: usize = 10;
const THREAD: usize = 15;
/// What there is to say of a wake needs at least so much.
const WAKE: usize = 22;

/// The widths.
pub(super) struct Columns {
    pub(super) number: usize,
    pub(super) time: usize,
    pub(super) delta: usize,
    pub(super) thread: usize,
    pub(super) label: usize,
    pub(super) result: usize,
    pub(super) took: usize,
    pub(super) wake: usize,
}

impl Columns {
    pub(super) fn of(app: &App, clock: Clock, width: usize) -> Self {
        let model = app.model();
        let number = model.events().to_string().len();
        // The mark before, the glyph, and one column behind.
        let mut room = width.saturating_sub(number + 6);
        let mut take = |wanted: usize, gap: usize, label: usize| {
            let fits = room >= label + wanted + gap;
            if fits {
                room -= wanted + gap;
            }
            if fits { wanted } else { 0 }
        };
        let result = take(RESULT, 2, LABEL);
        let took = if result > 0 {
            take(DURATION_WIDTH, 1, LABEL)
        } else {
            0
        };
        let time = take(clock.width(), 2, LABEL);
        let delta = take(DURATION_WIDTH + 1, 2, LABEL);
        let thread = if model.trace().threads().len() > 1 {
            take(model.names().widest_thread().min(THREAD), 2, LONG_LABEL)
        } else {
            0
        };
        // What is left is shared between the label and the wake.
        let label = if room >= LABEL + WAKE + 2 {
            (room - WAKE - 2).min((room / 2).max(LONG_LABEL))
        } else {
            room
        };
        let wake = room.saturating_sub(label + 2);
        Self {
            number,
            time,
            delta,
            thread,
            label,
            result,
            took,
            wake,
        }
    }
}
