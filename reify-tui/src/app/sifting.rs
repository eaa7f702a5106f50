//! Setting a filter, and finding out what it lets through between keys.
//!
//! What was shown before is shown until it is known which rows pass; then all views change at once. Events are found out
//! after that, and their list grows. Another filter that is set in between throws away what was begun.

use super::{App, Narrowed};
use crate::filter::Filter;

/// So many nodes, or events, are looked at between two keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch(pub usize);

impl Default for Stretch {
    /// Takes a few milliseconds.
    fn default() -> Self {
        Self(1 << 16)
    }
}

impl Stretch {
    /// So many events take as long as a node where it is asked whether they pass, and so many where it is asked how long a
    /// poll took by itself.
    const EVENTS_A_NODE: usize = 3;
    const POLLS_A_NODE: usize = 2;

    /// To add up a poll, which may lie far from the one before, takes as long as so many nodes.
    const NODES_A_TALLIED: usize = 8;

    fn events(self) -> usize {
        self.0.saturating_mul(Self::EVENTS_A_NODE)
    }

    pub(super) fn tallied(self) -> usize {
        (self.0 / Self::NODES_A_TALLIED).max(1)
    }

    pub(super) fn polls(self) -> usize {
        self.0.saturating_mul(Self::POLLS_A_NODE)
    }
}

impl App {
    /// What is filtered, if anything is.
    pub fn narrowed(&self) -> Option<&Narrowed> {
        self.narrowed.as_ref()
    }

    /// The filter that was asked for, whether or not it is known yet what passes.
    pub fn filter(&self) -> Option<&Filter> {
        let narrowed = self.sifting.as_ref().or(self.narrowed.as_ref());
        narrowed.map(Narrowed::filter)
    }

    /// Whether the rows on the screen are not those of the filter yet, as it is still found out which these are.
    pub fn is_sifting(&self) -> bool {
        self.sifting.is_some()
    }

    /// Shows only what a filter lets through; an empty one lets everything. In a large recording that is done by and by
    /// by [`work`](Self::work).
    pub fn set_filter(&mut self, filter: Filter) {
        self.sifting = None;
        if filter.is_empty() {
            if self.narrowed.is_some() {
                self.narrow_to(None);
            }
            return;
        }
        let narrowed = self.narrowed.as_ref();
        if narrowed.is_some_and(|narrowed| *narrowed.filter() == filter) {
            return;
        }
        self.sifting = Some(Narrowed::new(filter, &self.model));
        self.work();
        if !self.is_sifting() {
            self.work();
        }
    }

    /// The same, but the rows are those that pass when this is done, however long it takes.
    pub(super) fn set_filter_whole(&mut self, filter: Filter) {
        self.set_filter(filter);
        while self.is_sifting() {
            self.work();
        }
    }

    /// Shows what was narrowed, or all. What was shown before is kept while a filter is typed.
    pub(super) fn narrow_to(&mut self, narrowed: Option<Narrowed>) {
        let before = std::mem::replace(&mut self.narrowed, narrowed);
        // However many filters there were on the way to one, what is shown is as if it had been set at once.
        let typed_at = self
            .prompt
            .as_mut()
            .and_then(|prompt| prompt.shelve(before));
        let stand = typed_at.unwrap_or_else(|| self.stand());
        self.narrow_views(&stand);
        self.tally = None;
        self.search_again();
        self.keep_in_view();
    }

    /// Whether something is left to be found out.
    pub fn has_work(&self) -> bool {
        self.is_sifting() || self.is_filling() || self.model.is_seeking() || self.is_tallying()
    }

    fn is_filling(&self) -> bool {
        let narrowed = self.narrowed.as_ref();
        narrowed.is_some_and(|narrowed| !narrowed.has_all_events(&self.model))
    }

    /// Finds out a little more, if there is anything left. Gives back whether that changed what is shown.
    pub fn work(&mut self) -> bool {
        if self.is_sifting() {
            return self.sift_on();
        }
        if self.is_filling() {
            return self.fill_on();
        }
        if !self.model.is_seeking() {
            return self.is_tallying() && self.tally_on();
        }
        let is_found = self.seek_slow();
        if is_found {
            self.say_what_is_slow();
        }
        is_found
    }

    fn sift_on(&mut self) -> bool {
        let Some(mut sifting) = self.sifting.take() else {
            return false;
        };
        let was_known = sifting.has_all_nodes(&self.model);
        sifting.sift(&self.model, self.options.stretch.0);
        // Where one stretch is not enough, to show what passes takes a while too: that is for the next time.
        let is_small = self.model.tree().len() <= self.options.stretch.0;
        let is_shown = was_known || is_small;
        if is_shown {
            self.narrow_to(Some(sifting));
        } else {
            self.sifting = Some(sifting);
        }
        is_shown
    }

    fn fill_on(&mut self) -> bool {
        let Some(narrowed) = &mut self.narrowed else {
            return false;
        };
        let before = narrowed.events().len();
        narrowed.fill(&self.model, self.options.stretch.events());
        narrowed.has_all_events(&self.model) || narrowed.events().len() != before
    }
}
