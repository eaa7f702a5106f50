//! [`Columns`]: which numbers of the sites are shown, and how wide the rest is.

use reify_lib::SiteId;

use crate::app::{App, Rows as _};
use crate::model::{Names, SiteSummary, Sort};
use crate::text::{DURATION_WIDTH, pad, pad_left};

/// What a label needs at least, before a column is given up for it.
const LABEL: usize = 24;
/// From this width on there is room to spare.
const ROOMY: usize = 110;
const WIDEST_PLACE: usize = 36;
/// Between columns.
const GAP: usize = 2;

/// A column of numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Steps,
    Polls,
    Cancelled,
    Waiting,
    WaitingP50,
    WaitingP95,
    WaitingMax,
    Polling,
    PollingP50,
    PollingP95,
    PollingMax,
}

use Column::{
    Cancelled, Polling, PollingMax, PollingP50, PollingP95, Polls, Steps, Waiting, WaitingMax,
    WaitingP50, WaitingP95,
};

/// Every column, as they stand on the screen.
const SHOWN: [Column; 11] = [
    Steps, Polls, Cancelled, Waiting, WaitingP50, WaitingP95, WaitingMax, Polling, PollingP50,
    PollingP95, PollingMax,
];

/// Where more columns have room than these, the place has it first.
const FIRST: [Column; 3] = [Waiting, Polls, Polling];

/// Every other column, as they are given room.
const WANTED: [Column; 8] = [
    WaitingP95, PollingMax, Steps, WaitingMax, Cancelled, WaitingP50, PollingP95, PollingP50,
];

impl Column {
    const fn head(self) -> &'static str {
        match self {
            Steps => "steps",
            Polls => "polls",
            Cancelled => "cancelled",
            Waiting => "waiting",
            WaitingP50 | PollingP50 => "p50",
            WaitingP95 | PollingP95 => "p95",
            WaitingMax | PollingMax => "max",
            Polling => "polling",
        }
    }

    pub(super) const fn width(self) -> usize {
        match self {
            // Counts of ten million and more are rare, and then wider than their column.
            Steps | Polls => 7,
            Cancelled => "cancelled".len(),
            _ => DURATION_WIDTH,
        }
    }

    /// The number of a site. Nothing stands for none.
    pub(super) fn text(self, site: &SiteSummary, duration: impl Fn(u64) -> String) -> String {
        let count = |count: u64| match count {
            0 => String::new(),
            count => count.to_string(),
        };
        let time = |ns: u64| match ns {
            0 => String::new(),
            ns => duration(ns),
        };
        match self {
            Steps => count(site.steps),
            Polls => count(site.polls),
            Cancelled => count(site.cancelled),
            Waiting => time(site.waiting.total),
            WaitingP50 => time(site.waiting.p50),
            WaitingP95 => time(site.waiting.p95),
            WaitingMax => time(site.waiting.max),
            Polling => time(site.polling.total),
            PollingP50 => time(site.polling.p50),
            PollingP95 => time(site.polling.p95),
            PollingMax => time(site.polling.max),
        }
    }
}

/// The widths.
pub(super) struct Columns {
    pub(super) label: usize,
    /// Without width where it is not shown.
    pub(super) place: usize,
    /// Whether places are shown with their folders.
    folders: bool,
    numbers: Vec<Column>,
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
            fits
        };
        // What the rows are sorted by tells most.
        let sorted_by = match app.views().sites.sort() {
            Sort::Order | Sort::Waiting => Waiting,
            Sort::Polls => Polls,
            Sort::Polling => Polling,
        };
        let mut numbers = vec![sorted_by];
        numbers.extend(FIRST.into_iter().filter(|column| *column != sorted_by));
        numbers.retain(|column| take(column.width()));
        // Names of files tell more than folders.
        let folders = width >= ROOMY;
        let (whole, short) = app.model().names().widest_places();
        let place = if folders { whole } else { short }.min(WIDEST_PLACE);
        let place = if take(place) { place } else { 0 };
        numbers.extend(WANTED.into_iter().filter(|column| take(column.width())));
        numbers.sort_by_key(|column| SHOWN.iter().position(|shown| shown == column));
        Self {
            label: room,
            place,
            folders,
            numbers,
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

    pub(super) fn numbers(&self) -> impl Iterator<Item = Column> {
        self.numbers.iter().copied()
    }

    /// The heads of the columns, to stand at the end of the title line.
    pub(super) fn heads(&self) -> String {
        let place = (self.place > 0).then(|| pad("place", self.place));
        let numbers = self
            .numbers()
            .map(|column| pad_left(column.head(), column.width()));
        place
            .into_iter()
            .chain(numbers)
            .collect::<Vec<_>>()
            .join("  ")
    }
}
