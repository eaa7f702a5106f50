//! [`Query`]: what is searched for, and [`Found`]: where it was found.

use std::ops::Range;

use reify_lib::SiteId;

use super::ranks::SiteEvents;
use super::{Model, PickedEvents, Positions};
use crate::bits::Flags;

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

/// Where a text was found: the sites that have it, and with them their nodes and events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    sites: Vec<SiteId>,
}

impl Found {
    /// Whether a site has it.
    pub fn has(&self, site: SiteId) -> bool {
        self.sites.binary_search(&site).is_ok()
    }
}

impl Model {
    /// Looks for a text in the labels and places of all sites.
    pub fn find(&self, query: &Query) -> Found {
        let has = |site: SiteId| {
            let names = [self.names.expr(site), self.names.place(site)];
            names.into_iter().any(|name| query.find(name).is_some())
        };
        let sites = (0..self.trace.sites().len()).map(SiteId::from);
        Found {
            sites: sites.filter(|&site| has(site)).collect(),
        }
    }

    /// By place in the tree, whether its node was found. Takes time in proportion to the nodes that were, or to those that
    /// were not, whichever are fewer; before the totals of the recording are known, in proportion to all.
    pub fn found_places(&self, found: &Found) -> Flags {
        let nodes = self.tree.len();
        let found_nodes = found.sites.iter().map(|&site| self.nodes_of_site(site));
        let Some(found_nodes) = found_nodes
            .map(|nodes| Some(nodes?.len()))
            .sum::<Option<usize>>()
        else {
            return self.found_among_all(found);
        };
        let are_most = found_nodes > nodes / 2;
        let mut places = Flags::new(nodes, are_most);
        let sites = (0..self.trace.sites().len()).map(SiteId::from);
        for site in sites.filter(|&site| found.has(site) != are_most) {
            for node in self.nodes_of_site(site).into_iter().flatten() {
                places.set(self.tree.place_of(node) as usize, !are_most);
            }
        }
        places
    }

    /// The same, where the nodes are not listed by their sites yet.
    fn found_among_all(&self, found: &Found) -> Flags {
        let mut places = Flags::new(self.tree.len(), false);
        for place in 0..self.tree.len() as u32 {
            let site = self.graph.site_of(self.tree.node(place));
            if found.has(site) {
                places.set(place as usize, true);
            }
        }
        places
    }

    /// The events of what was found: polls, drops, and wakes; of those that were picked, if any were.
    pub fn found_events<'a>(
        &'a self,
        found: &'a Found,
        among: Option<&'a PickedEvents>,
    ) -> Positions<'a> {
        Positions::of_sites(SiteEvents {
            ranks: among.map_or_else(|| self.ranks(), |among| &among.ranks),
            trace: &self.trace,
            among: among.map(|among| &among.set),
            sites: &found.sites,
            polls_only: false,
        })
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
