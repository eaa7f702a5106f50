//! [`Columns`]: how wide each column of the steps is. A column without width is not shown.

use reify_lib::SiteId;

use crate::app::App;
use crate::model::Names;
use crate::text::{DURATION_WIDTH, pad, pad_left};

/// What a label needs at least, before a column is given up for it.
const LABEL: usize = 24;
/// From this width on there is room to spare.
const ROOMY: usize = 90;
const WIDEST_PLACE: usize = 36;
/// Between columns.
const GAP: usize = 2;

/// The widths.
pub(super) struct Columns {
    /// With the branches of the tree.
    pub(super) label: usize,
    pub(super) place: usize,
    /// Whether places are shown with their folders.
    folders: bool,
    pub(super) polls: usize,
    pub(super) waiting: usize,
    pub(super) polling: usize,
}

impl Columns {
    pub(super) fn of(app: &App, width: usize) -> Self {
        // A column before, for the mark of the time cursor, and two behind, as the title line ends with the rule.
        let mut room = width.saturating_sub(3);
        let mut take = |wanted: usize| {
            let fits = room >= LABEL + wanted + GAP;
            if fits {
                room -= wanted + GAP;
            }
            if fits { wanted } else { 0 }
        };
        let polls = take(app.model().most_polls_width().max("polls".len()));
        let waiting = take(DURATION_WIDTH);
        let polling = take(DURATION_WIDTH);
        let (whole, short) = app.model().names().widest_places();
        // Names of files tell more than folders, and labels more still.
        let folders = width >= ROOMY;
        let place = take(if folders { whole } else { short }.min(WIDEST_PLACE));
        Self {
            label: room,
            place,
            folders,
            polls,
            waiting,
            polling,
        }
    }

    /// The place of a site, as it is shown.
    pub(super) fn place_of<'a>(&self, names: &'a Names, site: SiteId) -> &'a str {
        if self.folders {
            names.place(site)
        } else {
            names.short_place(site)
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
        let place = (self.place > 0).then(|| pad("place", self.place));
        let all: Vec<String> = place.into_iter().chain(numbers).collect();
        all.join("  ")
    }
}
