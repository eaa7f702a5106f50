//! [`Totals`]: what a recording adds up to as a whole.
//!
//! The first screen shows nothing of it. So in a long recording another thread adds it up while that is explored already,
//! from the same trace, graph and index, which are [shared](Addends) with it.

use std::sync::Arc;

use reify_lib::{AsyncStepGraph, Trace};

use super::Model;
use super::index::EventIndex;
use super::sites::SiteTotals;
use super::slow::Slow;

/// What the await points of a recording add up to, and which of its polls are slow.
#[derive(Debug)]
pub struct Totals {
    /// What it is of.
    trace: Arc<Trace>,
    pub(super) sites: SiteTotals,
    /// The slowest hundredth of the polls.
    pub(super) slowest: Slow,
}

/// What is to be added up.
#[derive(Clone, Debug)]
pub struct Addends {
    trace: Arc<Trace>,
    graph: Arc<AsyncStepGraph>,
    index: Arc<EventIndex>,
}

impl Addends {
    /// Adds it up. Takes time in proportion to the events.
    pub fn add_up(self) -> Totals {
        self.index.complete(&self.trace);
        // One after the other: each needs room of its own while it is made, beside all that is there.
        let sites = SiteTotals::of(&self.trace, &self.graph, &self.index);
        let slowest = Slow::of(&self.trace);
        Totals {
            trace: self.trace,
            sites,
            slowest,
        }
    }
}

impl Model {
    /// What is to be added up for its totals.
    pub fn addends(&self) -> Addends {
        Addends {
            trace: Arc::clone(&self.trace),
            graph: Arc::clone(&self.graph),
            index: Arc::clone(&self.index),
        }
    }

    /// Adds its totals. Those of another reading of the recording change nothing.
    pub fn set_totals(&mut self, totals: Totals) {
        if Arc::ptr_eq(&self.trace, &totals.trace) {
            self.totals = Some(totals);
        }
    }

    /// Whether its totals are known.
    pub fn has_totals(&self) -> bool {
        self.totals.is_some()
    }

    /// The same, with its totals.
    pub(super) fn added_up(mut self) -> Self {
        let totals = self.addends().add_up();
        self.set_totals(totals);
        self
    }
}
