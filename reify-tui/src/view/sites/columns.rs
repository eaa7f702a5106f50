//! [`Columns`]: which numbers of the sites are shown, and how wide the rest is.

use crate::app::{App, Rows as _};
use crate::model::{SiteSummary, Sort};
use crate::text::{DURATION_WIDTH, pad_left};
use crate::view::place::Place;
use crate::view::room::Room;

/// From this width on there is room to spare.
const ROOMY: usize = 110;

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
    pub(super) place: Place,
    numbers: Vec<Column>,
}

impl Columns {
    pub(super) fn of(app: &App, width: usize) -> Self {
        let mut room = Room::of(width);
        // What the rows are sorted by tells most.
        let sorted_by = match app.views().sites.sort() {
            Sort::Order | Sort::Waiting => Waiting,
            Sort::Polls => Polls,
            Sort::Polling => Polling,
        };
        let mut numbers = vec![sorted_by];
        numbers.extend(FIRST.into_iter().filter(|column| *column != sorted_by));
        numbers.retain(|column| room.take(column.width()));
        let place = Place::of(app.model().names(), width >= ROOMY, &mut room);
        numbers.extend(
            WANTED
                .into_iter()
                .filter(|column| room.take(column.width())),
        );
        numbers.sort_by_key(|column| SHOWN.iter().position(|shown| shown == column));
        Self {
            label: room.left(),
            place,
            numbers,
        }
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = Column> {
        self.numbers.iter().copied()
    }

    /// The heads of the columns, to stand at the end of the title line.
    pub(super) fn heads(&self) -> String {
        let numbers = self
            .numbers()
            .map(|column| pad_left(column.head(), column.width()));
        let all: Vec<String> = self.place.head().into_iter().chain(numbers).collect();
        all.join("  ")
    }
}
