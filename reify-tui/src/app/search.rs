//! [`Search`]: what is searched for, and going from match to match in the focused pane.

use super::{App, Narrowed, Slot};
use crate::bits::Ranked;
use crate::model::{Found, Model, Query};
use crate::views::view;

/// What is searched for and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    query: Query,
    found: Found,
    /// While events are filtered: those found of them that are shown.
    shown: Option<Ranked>,
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
    pub(super) fn new(model: &Model, narrowed: Option<&Narrowed>, text: &str) -> Self {
        let query = Query::new(text);
        let found = model.find(&query);
        let shown = narrowed.map(|narrowed| {
            let mut shown = Ranked::default();
            for position in 0..narrowed.events().seen() {
                shown
                    .push(narrowed.events().contains(position) && model.is_found(&found, position));
            }
            shown
        });
        Self {
            query,
            found,
            shown,
        }
    }

    fn events(&self) -> u64 {
        let shown = self.shown.as_ref().map(|shown| shown.len() as u64);
        shown.unwrap_or(self.found.events())
    }

    fn events_before(&self, model: &Model, position: usize) -> u64 {
        match &self.shown {
            Some(shown) => shown.before(position) as u64,
            None => model.found_events_before(&self.found, position),
        }
    }

    fn event(&self, model: &Model, from: usize, forward: bool) -> Option<usize> {
        match &self.shown {
            Some(shown) if forward => shown.next(from),
            Some(shown) => shown.previous(from),
            None => model.found_event(&self.found, from, forward),
        }
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
                let rows = self.rows();
                let (keys, key) = (
                    rows.found(&self.model, &search.found),
                    rows.key(&self.model),
                );
                let here = keys.partition_point(|&found| Some(found) <= key);
                (here as u64, keys.len() as u64)
            }
            Slot::Events => (
                search.events_before(&self.model, self.cursor + 1),
                search.events(),
            ),
            Slot::Source => {
                let lines = self.matching_lines();
                let here = lines.partition_point(|&line| line <= self.source_line());
                (here as u64, lines.len() as u64)
            }
        };
        Some(Matches { here, all })
    }

    /// Searches for a text among what is shown.
    pub(super) fn search_for(&mut self, text: &str) {
        self.search = Some(Search::new(&self.model, self.narrowed.as_ref(), text));
    }

    /// Searches again, after something else is shown.
    pub(super) fn search_again(&mut self) {
        if let Some(search) = self.search.take() {
            self.search_for(search.query.text());
        }
    }

    /// Goes to another match in the focused pane; behind the last one comes the first.
    pub(super) fn go_to_match(&mut self, count: usize, forward: bool) {
        let Some(search) = self.search.clone() else {
            self.say("nothing was searched for: / searches");
            return;
        };
        let wrapped = match self.focus.slot() {
            Slot::Main => self.go_to_row(&search.found, count, forward),
            Slot::Events => self.go_to_event(&search, count, forward),
            Slot::Source => self.go_to_line(count, forward),
        };
        match wrapped {
            Some(true) if forward => self.say("the search went on from the beginning"),
            Some(true) => self.say("the search went on from the end"),
            Some(false) => {}
            None => self.say(&format!("no match for {}", search.query.text())),
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
                let keys = self.rows().found(&self.model, &search.found);
                let key = self.rows().key(&self.model);
                key.is_some_and(|key| keys.binary_search(&key).is_ok())
            }
            Slot::Events => {
                let before = |position| search.events_before(&self.model, position);
                before(self.cursor) < before(self.cursor + 1)
            }
            Slot::Source => self.matching_lines().contains(&self.source_line()),
        }
    }

    fn go_to_row(&mut self, found: &Found, count: usize, forward: bool) -> Option<bool> {
        let from = self.rows().key(&self.model)? as usize;
        let keys = self.rows().found(&self.model, found);
        let (key, wrapped) = around(&keys, from, count, forward)?;
        (view(self.main).rows_mut)(&mut self.views).reveal(&self.model, key as u32);
        self.source.forget_line();
        Some(wrapped)
    }

    fn go_to_event(&mut self, search: &Search, count: usize, forward: bool) -> Option<bool> {
        let (mut position, mut wrapped) = (self.cursor, false);
        // More turns than there are matches only go around.
        let turns = count.min(usize::try_from(search.events()).unwrap_or(count));
        for _ in 0..turns {
            let next = search.event(&self.model, position, forward);
            position = if let Some(next) = next {
                next
            } else {
                wrapped = true;
                self.found_from_the_edge(search, forward)?
            };
        }
        if turns == 0 {
            return None;
        }
        self.go_to(position);
        Some(wrapped)
    }

    fn found_from_the_edge(&self, search: &Search, forward: bool) -> Option<usize> {
        if !forward {
            return search.event(&self.model, usize::MAX, false);
        }
        let is_first = search.events_before(&self.model, 1) > 0;
        if is_first {
            Some(0)
        } else {
            search.event(&self.model, 0, true)
        }
    }

    fn go_to_line(&mut self, count: usize, forward: bool) -> Option<bool> {
        let lines: Vec<u32> = self
            .matching_lines()
            .into_iter()
            .map(|l| l as u32)
            .collect();
        let (line, wrapped) = around(&lines, self.source_line(), count, forward)?;
        self.source.set_line(line);
        Some(wrapped)
    }

    fn matching_lines(&self) -> Vec<usize> {
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let lines = self.source_lines().iter().enumerate();
        lines
            .filter(|(_, line)| search.query.find(line).is_some())
            .map(|(index, _)| index + 1)
            .collect()
    }
}

/// The item so many places behind or before a value, going around, and whether it went around.
pub(super) fn around(
    sorted: &[u32],
    from: usize,
    count: usize,
    forward: bool,
) -> Option<(usize, bool)> {
    let len = sorted.len();
    if len == 0 {
        return None;
    }
    let turns = (count - 1) % len;
    let (index, wrapped) = if forward {
        let next = sorted.partition_point(|&item| item as usize <= from) + turns;
        (next % len, next >= len)
    } else {
        let before = sorted.partition_point(|&item| (item as usize) < from) + len;
        let index = before - 1 - turns;
        (index % len, index < len)
    };
    Some((sorted[index] as usize, wrapped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_go_around() {
        let items = [3, 5, 9];
        assert_eq!(around(&items, 0, 1, true), Some((3, false)));
        assert_eq!(around(&items, 3, 1, true), Some((5, false)));
        assert_eq!(around(&items, 3, 2, true), Some((9, false)));
        assert_eq!(around(&items, 9, 1, true), Some((3, true)));
        assert_eq!(around(&items, 5, 1, false), Some((3, false)));
        assert_eq!(around(&items, 3, 1, false), Some((9, true)));
        assert_eq!(around(&[], 3, 1, false), None);
    }
}
