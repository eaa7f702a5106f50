//! [`Columns`]: which numbers of the sites are shown, and how wide the rest is.

use crate::app::App;
use crate::model::SiteSummary;
use crate::text::{DURATION_WIDTH, pad, pad_left};

/// What a label needs at least, before a column is given up for it.
const LABEL: usize = 24;
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

/// Every column, as they are given room.
const WANTED: [Column; 11] = [
    Polls, Waiting, Polling, WaitingP95, PollingMax, Steps, WaitingMax, Cancelled, WaitingP50,
    PollingP95, PollingP50,
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
    numbers: Vec<Column>,
}

impl Columns {
    pub(super) fn of(app: &App, width: usize) -> Self {
        // A column before, for the mark of the time cursor, and two behind, as the title line ends with the rule.
        let mut room = width.saturating_sub(3);
        let mut take = |wanted: usize, label: usize| {
            let fits = room >= label + wanted + GAP;
            if fits {
                room -= wanted + GAP;
            }
            fits
        };
        let mut wanted = WANTED.to_vec();
        wanted.retain(|column| take(column.width(), LABEL));
        let mut numbers = SHOWN.to_vec();
        numbers.retain(|column| wanted.contains(column));
        let (whole, _) = app.model().names().widest_places();
        let whole = whole.min(WIDEST_PLACE);
        let place = if take(whole, LABEL + 6) { whole } else { 0 };
        Self {
            label: room,
            place,
            numbers,
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
