//! [`Narrowed`]: what a filter lets through, and the moves of the time cursor among it.

use reify_lib::NodeId;

use super::App;
use crate::bits::{Flags, Ranked};
use crate::filter::{Filter, Sieve};
use crate::model::{Model, PickedEvents};

/// A filter, and what it lets through: first its nodes are found out and then its events, a stretch at a time.
#[derive(Clone, Debug)]
pub struct Narrowed {
    filter: Filter,
    sieve: Sieve,
    /// By place in the tree, whether its node passes or stands above one that does.
    kept: Flags,
    /// By site, whether one of its nodes passes.
    sites: Vec<bool>,
    events: PickedEvents,
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
    pub fn events(&self) -> &Ranked {
        self.events.set()
    }

    /// The same, counted for each await point.
    pub(super) fn picked(&self) -> &PickedEvents {
        &self.events
    }

    /// How many events pass.
    pub fn passed_events(&self, model: &Model) -> Passed {
        Passed {
            shown: self.events().len() as u64,
            all: model.events() as u64,
            is_whole: self.has_all_events(model),
        }
    }

    /// How many nodes pass.
    pub fn passed_nodes(&self, model: &Model) -> Passed {
        Passed::of(self.sieve.nodes(), model.graph().nodes().len())
    }

    /// By place in the tree, whether a tree shows it: its node passes or stands above one that does.
    pub(super) fn kept(&self) -> &Flags {
        &self.kept
    }

    /// By site, whether one of its nodes passes.
    pub(super) fn sites(&self) -> &[bool] {
        &self.sites
    }

    /// A filter of which nothing is found out yet.
    pub(super) fn new(filter: Filter, model: &Model) -> Self {
        Self {
            sieve: filter.begin_sieve(model.trace(), model.graph()),
            filter,
            kept: Flags::new(model.tree().len(), false),
            sites: vec![false; model.trace().sites().len()],
            events: PickedEvents::new(model.trace()),
        }
    }

    /// Finds out about so many more nodes.
    pub(super) fn sift(&mut self, model: &Model, nodes: usize) {
        let (graph, tree) = (model.graph(), model.tree());
        let first = self.sieve.sifted();
        let end = first.saturating_add(nodes).min(tree.len());
        self.sieve.sift(model.trace(), graph, end);
        for node in (first..end).map(NodeId::from) {
            if !self.sieve.has_node(node) {
                continue;
            }
            self.sites[graph.site_of(node).index()] = true;
            let mut above = Some(tree.place_of(node));
            // Above a place that was met before, all were.
            while let Some(place) = above.filter(|&place| !self.kept.get(place as usize)) {
                self.kept.set(place as usize, true);
                above = tree.parent(place);
            }
        }
    }

    /// Whether it is known of all nodes whether they pass.
    pub(super) fn has_all_nodes(&self, model: &Model) -> bool {
        self.sieve.sifted() == model.tree().len()
    }

    /// Finds out about so many more events, once all nodes are known.
    pub(super) fn fill(&mut self, model: &Model, events: usize) {
        let (trace, graph) = (model.trace(), model.graph());
        let first = self.events().seen();
        for position in first..first.saturating_add(events).min(model.events()) {
            let passes = self.sieve.has_event(trace, graph, position);
            self.events.push(trace, passes);
        }
    }

    /// Whether it is known of all events whether they pass.
    pub fn has_all_events(&self, model: &Model) -> bool {
        self.events().seen() == model.events()
    }
}

impl App {
    /// So many of the shown events on, or back. Behind the last one comes the end.
    pub(super) fn shown_from(&self, count: usize, forward: bool) -> usize {
        let Some(narrowed) = &self.narrowed else {
            return if forward {
                self.cursor.saturating_add(count)
            } else {
                self.cursor.saturating_sub(count)
            };
        };
        let events = narrowed.events();
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
        let events = narrowed.events();
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
