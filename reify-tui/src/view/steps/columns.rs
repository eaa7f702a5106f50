//! [`Columns`]: how wide each column of the steps is. A column without width is not shown.

use crate::app::App;
use crate::text::{DURATION_WIDTH, pad_left};
use crate::view::place::Place;
use crate::view::room::Room;

/// From this width on there is room to spare.
const ROOMY: usize = 90;

/// The widths.
pub(super) struct Columns {
    /// With the branches of the tree.
    pub(super) label: usize,
    pub(super) place: Place,
    pub(super) polls: usize,
    pub(super) waiting: usize,
    pub(super) polling: usize,
}

impl Columns {
    pub(super) fn of(app: &App, width: usize) -> Self {
        let mut room = Room::of(width);
        let mut take = |wanted: usize| if room.take(wanted) { wanted } else { 0 };
        let polls = take(app.model().most_polls_width().max("polls".len()));
        let waiting = take(DURATION_WIDTH);
        let polling = take(DURATION_WIDTH);
        let place = Place::of(app.model().names(), width >= ROOMY, &mut room);
        Self {
            label: room.left(),
            place,
            polls,
            waiting,
            polling,
        }
    }

    /// The heads of the columns, to stand at the end of the title line.
    pub(super) fn heads(&self) -> String {
        let heads = [
            (self.polls, "polls"),
            (self.waiting, "waiting"),
            (self.polling, "polling"),
        ];
        let numbers = heads
            .into_iter()
            .filter(|(width, _)| *width > 0)
            .map(|(width, head)| pad_left(head, width));
        let all: Vec<String> = self.place.head().into_iter().chain(numbers).collect();
        all.join("  ")
    }
}
