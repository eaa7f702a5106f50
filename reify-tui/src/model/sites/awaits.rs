//! [`Awaits`]: which sites are await points.

use reify_lib::{SiteId, SiteKind, Trace};

/// The await points of a recording. The roots of tasks stand in no line of source, and are none.
#[derive(Debug)]
pub(in crate::model) struct Awaits {
    sites: Vec<SiteId>,
    /// By site: where it stands among them.
    places: Vec<Option<u32>>,
}

impl Awaits {
    pub(in crate::model) fn of(trace: &Trace) -> Self {
        let mut awaits = Self {
            sites: Vec::new(),
            places: vec![None; trace.sites().len()],
        };
        for (id, site) in trace.sites().iter().enumerate() {
            if site.kind != SiteKind::Root {
                awaits.places[id] = Some(awaits.sites.len() as u32);
                awaits.sites.push(SiteId::from(id));
            }
        }
        awaits
    }

    /// All of them, in the order in which they were met.
    pub(in crate::model) fn sites(&self) -> &[SiteId] {
        &self.sites
    }

    /// Where a site stands among them, if it is one.
    pub(in crate::model) fn place_of(&self, site: SiteId) -> Option<usize> {
        self.places[site.index()].map(|place| place as usize)
    }
}
