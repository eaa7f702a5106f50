//! [`Narrowed`]: what a filter lets through, and the moves of the time cursor among it.
//!
//! Which of the events pass is found out a stretch at a time, so that keys are answered however many there are.

use super::App;
use crate::filter::{EventSet, Filter, Sieve};
use crate::model::Model;
use crate::views::VIEWS;

/// So many events are looked at between two keys; takes a few milliseconds.
const STRETCH: usize = 1 << 20;

/// A filter, and what it lets through.
#[derive(Clone, Debug)]
pub struct Narrowed {
    filter: Filter,
    sieve: Sieve,
    nodes: usize,
    events: EventSet,
}

/// How many pass, of how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// How many pass, of those that were looked at.
    pub shown: u64,
    /// How many there are.
    pub all: u64,
    /// Whether all were looked at.
    pub is_whole: bool,
}

impl Passed {
    /// So many of a list.
    pub(super) fn of(shown: usize, all: usize) -> Self {
        Self {
            shown: shown as u64,
            all: all as u64,
            is_whole: true,
        }
    }
}

impl Narrowed {
    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What it says of each node and event.
    pub fn sieve(&self) -> &Sieve {
        &self.sieve
    }

    /// The events that pass, as far as they were looked at.
    pub fn events(&self) -> &EventSet {
        &self.events
    }

    /// How many events pass.
    pub fn passed_events(&self, model: &Model) -> Passed {
        Passed {
            shown: self.events.len() as u64,
            all: model.events() as u64,
            is_whole: self.events.seen() == model.events(),
        }
    }

    /// How many nodes pass.
    pub fn passed_nodes(&self, model: &Model) -> Passed {
        Passed {
            shown: self.nodes as u64,
            all: model.graph().nodes().len() as u64,
            is_whole: true,
        }
    }
}

impl App {
    /// What is filtered, if anything is.
    pub fn narrowed(&self) -> Option<&Narrowed> {
        self.narrowed.as_ref()
    }

    /// Shows only what a filter lets through; an empty one lets everything.
    pub fn set_filter(&mut self, filter: Filter) {
        let (trace, graph) = (self.model.trace(), self.model.graph());
        let sieve = (!filter.is_empty()).then(|| filter.sieve(trace, graph));
        for view in VIEWS {
            let rows = (view.rows_mut)(&mut self.views);
            rows.narrow(&self.model, sieve.as_ref());
            if rows.selection().is_following() {
                rows.follow(&self.model, self.cursor);
            }
        }
        self.narrowed = sieve.map(|sieve| Narrowed {
            nodes: sieve.nodes(),
            events: EventSet::default(),
            filter,
            sieve,
        });
        if !self.work() {
            self.search_again();
        }
        self.keep_in_view();
    }

    /// Whether something is left to be found out.
    pub fn has_work(&self) -> bool {
        let narrowed = self.narrowed.as_ref();
        narrowed.is_some_and(|narrowed| narrowed.events.seen() < self.model.events())
    }

    /// Finds out a little more, if there is anything left, and gives back whether it did.
    pub fn work(&mut self) -> bool {
        if !self.has_work() {
            return false;
        }
        if let Some(narrowed) = &mut self.narrowed {
            let end = narrowed.events.seen().saturating_add(STRETCH);
            let (trace, graph) = (self.model.trace(), self.model.graph());
            narrowed.sieve.fill(&mut narrowed.events, trace, graph, end);
        }
        if !self.has_work() {
            self.search_again();
        }
        true
    }

    /// So many of the shown events on, or back. Behind the last one comes the end.
    pub(super) fn shown_from(&self, count: usize, forward: bool) -> usize {
        let Some(narrowed) = &self.narrowed else {
            return if forward {
                self.cursor.saturating_add(count)
            } else {
                self.cursor.saturating_sub(count)
            };
        };
        let events = &narrowed.events;
        let before = events.before(self.cursor);
        if forward {
            let here = usize::from(events.contains(self.cursor));
            let index = (before + here).saturating_add(count).saturating_sub(1);
            events.nth(index).unwrap_or(usize::MAX)
        } else {
            let index = before.saturating_sub(count);
            events
                .nth(index)
                .filter(|_| before > 0)
                .unwrap_or(self.cursor)
        }
    }

    /// The positions that the events pane shows in so many rows: the time cursor in the middle, whether or not its event
    /// passes, and the end of the recording behind all others.
    pub fn event_rows(&self, height: usize) -> Vec<usize> {
        let (end, cursor) = (self.model.events(), self.cursor);
        let Some(narrowed) = &self.narrowed else {
            let top = cursor.saturating_sub(height / 2);
            let top = top.min((end + 1).saturating_sub(height));
            return (top..=end).take(height).collect();
        };
        let events = &narrowed.events;
        let here = events.before(cursor);
        let is_extra = usize::from(cursor != end && !events.contains(cursor));
        let rows = events.len() + is_extra + 1;
        let top = here.saturating_sub(height / 2);
        let top = top.min(rows.saturating_sub(height));
        let position = |row: usize| match row {
            row if row == here => cursor,
            row if row < here => events.nth(row).unwrap_or(end),
            row => events.nth(row - is_extra).unwrap_or(end),
        };
        (top..rows).take(height).map(position).collect()
    }
}
