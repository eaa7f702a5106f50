//! [`Query`]: what is searched for, and [`Found`]: the nodes and polls that have it.

use std::ops::Range;

use super::Model;

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

/// The nodes whose label or place has a text, by their places in the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    places: Vec<u32>,
    polls: u64,
}

impl Model {
    /// Looks for a text in the labels and places of all nodes.
    pub fn find(&self, query: &Query) -> Found {
        let sites = (0..self.trace.sites().len()).map(reify_lib::SiteId::from);
        let has: Vec<bool> = sites
            .map(|site| {
                let names = [self.names.expr(site), self.names.place(site)];
                names.into_iter().any(|name| query.find(name).is_some())
            })
            .collect();
        let rows = self.tree.rows().iter().enumerate();
        let places: Vec<u32> = rows
            .filter(|(_, row)| has[self.graph.node(row.node).site.index()])
            .map(|(place, _)| place as u32)
            .collect();
        let polls = places
            .iter()
            .map(|&place| self.polls_at(place).len() as u64)
            .sum();
        Found { places, polls }
    }

    fn polls_at(&self, place: u32) -> &[u32] {
        self.index.of_node(self.tree.row(place).node)
    }

    /// The position of the found poll that comes next behind a position, or before it.
    pub fn found_poll(&self, found: &Found, from: usize, forward: bool) -> Option<usize> {
        let lists = found.places.iter().map(|&place| self.polls_at(place));
        let nearest = |polls: &[u32]| {
            let behind = polls.partition_point(|&poll| poll as usize <= from);
            let before = polls.partition_point(|&poll| (poll as usize) < from);
            let index = if forward {
                Some(behind)
            } else {
                before.checked_sub(1)
            };
            index.and_then(|index| polls.get(index)).copied()
        };
        let all = lists.filter_map(nearest);
        let found = if forward { all.min() } else { all.max() };
        found.map(|poll| poll as usize)
    }

    /// How many of the found polls come before a position or stand at it.
    pub fn found_polls_up_to(&self, found: &Found, position: usize) -> u64 {
        let lists = found.places.iter().map(|&place| self.polls_at(place));
        lists
            .map(|polls| polls.partition_point(|&poll| poll as usize <= position) as u64)
            .sum()
    }
}

impl Found {
    /// The places, in the order of the tree.
    pub fn places(&self) -> &[u32] {
        &self.places
    }

    /// How many polls the nodes have in all.
    pub fn polls(&self) -> u64 {
        self.polls
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
