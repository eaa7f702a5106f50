//! [`Search`]: what is searched for, and going from match to match in the focused pane.

use std::cell::OnceCell;

use super::{App, Hits, Narrowed, Slot};
use crate::bits::{Flags, Ranked};
use crate::model::{Found, Model, Positions, Query};
use crate::views::{VIEWS, view};

/// What is searched for and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    query: Query,
    found: Found,
    /// The places in the tree that have it, of those that pass the filter; from when rows of the tree are searched.
    places: OnceCell<Ranked>,
}

/// Where among the matches of the focused pane the user is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matches {
    /// How many there are up to here.
    pub here: u64,
    /// How many there are in all.
    pub all: u64,
}

impl Search {
    pub(super) fn new(model: &Model, text: &str) -> Self {
        let query = Query::new(text);
        Self {
            found: model.find(&query),
            query,
            places: OnceCell::new(),
        }
    }

    /// Where it was found.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// The places in the tree that have it, of those that are kept, where not all are.
    pub(super) fn places(&self, model: &Model, kept: Option<&Flags>) -> &Ranked {
        self.places.get_or_init(|| {
            let places = model.found_places(&self.found);
            match kept {
                Some(kept) => places.and(kept).into(),
                None => places.into(),
            }
        })
    }

    /// What is searched for.
    pub fn query(&self) -> &Query {
        &self.query
    }
}

impl App {
    /// The matches of the focused pane: rows, events or lines.
    pub fn matches(&self) -> Option<Matches> {
        let search = self.search.as_ref()?;
        let (here, all) = match self.focus.slot() {
            Slot::Main => {
                let hits = self.rows().hits(&self.model, search);
                let key = self.rows().key(&self.model);
                (key.map_or(0, |key| hits.up_to(key)), hits.len())
            }
            Slot::Events => {
                let events = self.events_found(search);
                (events.before(self.cursor + 1), events.len())
            }
            Slot::Source => {
                let lines = self.matching_lines();
                (lines.up_to(self.source_line() as u32), lines.len())
            }
        };
        let (here, all) = (here as u64, all as u64);
        Some(Matches { here, all })
    }

    /// Searches for a text among what is shown.
    pub(super) fn search_for(&mut self, text: &str) {
        self.search = Some(Search::new(&self.model, text));
    }

    /// Searches again, after something else is shown.
    pub(super) fn search_again(&mut self) {
        if let Some(search) = self.search.take() {
            self.search_for(search.query.text());
        }
        self.count_matches();
    }

    /// Counts the matches in the focused pane, which may take longer than a frame should.
    pub(super) fn count_matches(&mut self) {
        self.matches();
    }

    /// Counts the matches in every view, before anybody waits for it.
    pub(super) fn count_all_matches(&self) {
        let Some(search) = &self.search else { return };
        for view in VIEWS {
            (view.rows)(&self.views).hits(&self.model, search).len();
        }
    }

    /// Goes to another match in the focused pane; behind the last one comes the first.
    pub(super) fn go_to_match(&mut self, count: usize, forward: bool) {
        let Some(search) = self.search.take() else {
            self.say("nothing was searched for: / searches");
            return;
        };
        let wrapped = match self.focus.slot() {
            Slot::Main => self.go_to_row(&search, count, forward),
            Slot::Events => self.go_to_event(&search, count, forward),
            Slot::Source => self.go_to_line(&search, count, forward),
        };
        let text = search.query.text().to_owned();
        self.search = Some(search);
        match wrapped {
            Some(true) if forward => self.say("the search went on from the beginning"),
            Some(true) => self.say("the search went on from the end"),
            Some(false) => {}
            None => self.say(&format!("no match for {text}")),
        }
        self.keep_in_view();
    }

    /// Whether a search that begins here is at its goal already.
    pub(super) fn is_at_match(&self) -> bool {
        let Some(search) = &self.search else {
            return false;
        };
        match self.focus.slot() {
            Slot::Main => {
                let hits = self.rows().hits(&self.model, search);
                let key = self.rows().key(&self.model);
                key.is_some_and(|key| hits.has(key))
            }
            Slot::Events => {
                let events = self.events_found(search);
                events.before(self.cursor) < events.before(self.cursor + 1)
            }
            Slot::Source => self.matching_lines().has(self.source_line() as u32),
        }
    }

    /// Of what was found, the events that are shown.
    fn events_found<'a>(&'a self, search: &'a Search) -> Positions<'a> {
        let picked = self.narrowed.as_ref().map(Narrowed::picked);
        self.model.found_events(&search.found, picked)
    }

    fn go_to_row(&mut self, search: &Search, count: usize, forward: bool) -> Option<bool> {
        let from = self.rows().key(&self.model)?;
        let hits = self.rows().hits(&self.model, search);
        let (key, wrapped) = hits.around(from, count, forward)?;
        (view(self.main).rows_mut)(&mut self.views).reveal(&self.model, key);
        self.source.forget_line();
        Some(wrapped)
    }

    fn go_to_event(&mut self, search: &Search, count: usize, forward: bool) -> Option<bool> {
        let events = self.events_found(search);
        let all = events.len();
        let turns = count.checked_sub(1)?.checked_rem(all)?;
        let (index, wrapped) = if forward {
            let next = events.before(self.cursor.saturating_add(1)) + turns;
            (next % all, next >= all)
        } else {
            let index = events.before(self.cursor) + all - 1 - turns;
            (index % all, index < all)
        };
        let position = events.nth(index)?;
        self.go_to(position);
        Some(wrapped)
    }

    fn go_to_line(&mut self, search: &Search, count: usize, forward: bool) -> Option<bool> {
        let lines = self.lines_with(&search.query);
        let (line, wrapped) = lines.around(self.source_line() as u32, count, forward)?;
        self.source.set_line(line as usize);
        Some(wrapped)
    }

    fn matching_lines(&self) -> Hits<'static> {
        let search = self.search.as_ref();
        search.map_or(Hits::List(Vec::new()), |search| {
            self.lines_with(&search.query)
        })
    }

    fn lines_with(&self, query: &Query) -> Hits<'static> {
        let lines = (1..).zip(self.source_lines());
        let found = lines.filter(|(_, line)| query.find(line).is_some());
        Hits::List(found.map(|(line, _)| line).collect())
    }
}
