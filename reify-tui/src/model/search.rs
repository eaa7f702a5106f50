//! [`Query`]: what is searched for, and [`Found`]: the nodes and polls that have it.

use std::ops::Range;

use reify_lib::SiteId;

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

/// Where a text was found: the sites that have it, and the nodes at them by their places in the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    sites: Vec<SiteId>,
    places: Vec<u32>,
    polls: u64,
}

impl Found {
    /// The sites, in the order of their ids.
    pub fn sites(&self) -> &[SiteId] {
        &self.sites
    }

    /// The places in the model's tree, in its order.
    pub fn places(&self) -> &[u32] {
        &self.places
    }

    /// How many polls the nodes have in all. Being dropped unfinished counts as one here.
    pub fn polls(&self) -> u64 {
        self.polls
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
        let rows = self.tree.rows().iter().zip(0..);
        let places = rows
            .filter(|(row, _)| is_found[row.site.index()])
            .map(|(_, place)| place)
            .collect();
        let polls = sites
            .iter()
            .map(|&site| self.index.of_site(site).len() as u64);
        Found {
            polls: polls.sum(),
            sites,
            places,
        }
    }

    /// The position of the found poll that comes next behind a position, or before it.
    pub fn found_poll(&self, found: &Found, from: usize, forward: bool) -> Option<usize> {
        let nearest = |&site: &SiteId| {
            let polls = self.index.of_site(site);
            let index = if forward {
                polls.partition_point(|&poll| poll as usize <= from)
            } else {
                let before = polls.partition_point(|&poll| (poll as usize) < from);
                before.checked_sub(1)?
            };
            polls.get(index).copied()
        };
        let all = found.sites.iter().filter_map(nearest);
        let nearest = if forward { all.min() } else { all.max() };
        nearest.map(|poll| poll as usize)
    }

    /// How many of the found polls stand before a position.
    pub fn found_polls_before(&self, found: &Found, position: usize) -> u64 {
        let sites = found.sites.iter();
        let before = sites.map(|&site| {
            let polls = self.index.of_site(site);
            polls.partition_point(|&poll| (poll as usize) < position) as u64
        });
        before.sum()
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
