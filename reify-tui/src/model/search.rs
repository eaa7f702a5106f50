//! [`Query`]: what is searched for, and [`Found`]: the nodes and events that have it.

use std::ops::Range;

use reify_lib::SiteId;

use super::Model;
use super::ranks::SiteEvents;

/// A text to look for. Without a capital letter in it case does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    folded: Vec<char>,
    exact: bool,
}

impl Query {
    /// The query for a text as it was typed.
    pub fn new(text: &str) -> Self {
        let exact = text.chars().any(char::is_uppercase);
        Self {
            text: text.to_owned(),
            folded: text.chars().map(|c| folded(c, exact)).collect(),
            exact,
        }
    }

    /// The text as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Where the text first stands in another, in bytes.
    ///
    /// ```
    /// use reify_tui::model::Query;
    ///
    /// assert_eq!(Query::new("cart").find("load_Cart(id)"), Some(5..9));
    /// assert_eq!(Query::new("Cart").find("load_cart(id)"), None);
    /// ```
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        if self.is_empty() {
            return None;
        }
        text.char_indices().find_map(|(start, _)| {
            let end = self.prefix_len(&text[start..])?;
            Some(start..start + end)
        })
    }

    fn prefix_len(&self, text: &str) -> Option<usize> {
        let mut chars = text.chars();
        let same = |&wanted: &char| {
            chars
                .next()
                .is_some_and(|c| folded(c, self.exact) == wanted)
        };
        self.folded
            .iter()
            .all(same)
            .then(|| text.len() - chars.as_str().len())
    }
}

fn folded(c: char, exact: bool) -> char {
    if exact {
        return c;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

/// Where a text was found: the sites that have it, and the nodes at them by their places in the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    query: Query,
    sites: Vec<SiteId>,
    places: Vec<u32>,
    events: u64,
}

impl Found {
    /// What was looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The sites, in the order of their ids.
    pub fn sites(&self) -> &[SiteId] {
        &self.sites
    }

    /// The places in the model's tree, in its order.
    pub fn places(&self) -> &[u32] {
        &self.places
    }

    /// How many events the nodes have in all: polls, drops, and wakes.
    pub fn events(&self) -> u64 {
        self.events
    }
}

impl Model {
    /// Looks for a text in the labels and places of all nodes.
    pub fn find(&self, query: &Query) -> Found {
        let has = |site: SiteId| {
            let names = [self.names.expr(site), self.names.place(site)];
            names.into_iter().any(|name| query.find(name).is_some())
        };
        let sites = (0..self.trace.sites().len()).map(SiteId::from);
        let sites: Vec<SiteId> = sites.filter(|&site| has(site)).collect();
        let mut is_found = vec![false; self.trace.sites().len()];
        for site in &sites {
            is_found[site.index()] = true;
        }
        let nodes = self.tree.nodes().iter().zip(0..);
        let places = nodes
            .filter(|(node, _)| is_found[self.graph.site_of(**node).index()])
            .map(|(_, place)| place)
            .collect();
        Found {
            query: query.clone(),
            events: self.events_of_sites(&sites).len() as u64,
            sites,
            places,
        }
    }

    /// The position of the found event that comes next behind a position, or before it.
    pub fn found_event(&self, found: &Found, from: usize, forward: bool) -> Option<usize> {
        let events = self.events_of_sites(&found.sites);
        let index = if forward {
            events.before(from.saturating_add(1))
        } else {
            events.before(from).checked_sub(1)?
        };
        events.nth(index)
    }

    /// How many of the found events stand before a position.
    pub fn found_events_before(&self, found: &Found, position: usize) -> u64 {
        self.events_of_sites(&found.sites).before(position) as u64
    }

    /// Whether an event is one of those found.
    pub fn is_found(&self, found: &Found, position: usize) -> bool {
        self.events_of_sites(&found.sites).has(position)
    }

    fn events_of_sites<'a>(&'a self, sites: &'a [SiteId]) -> SiteEvents<'a> {
        SiteEvents {
            ranks: &self.ranks,
            trace: &self.trace,
            sites,
            polls_only: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_makes_case_matter() {
        assert_eq!(Query::new("fetch").find("self.FETCH()"), Some(5..10));
        assert_eq!(Query::new("Fetch").find("self.fetch()"), None);
        assert_eq!(Query::new("größe").find("die GRÖßE"), Some(4..11));
    }

    #[test]
    fn nothing_is_found_nowhere() {
        assert_eq!(Query::new("").find("abc"), None);
        assert_eq!(Query::new("a").find(""), None);
        assert_eq!(Query::new("abcd").find("abc"), None);
    }
}
