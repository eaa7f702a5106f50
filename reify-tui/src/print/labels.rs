//! [`Labels`]: what sites are called in print, made harmless once a site: there may be millions of steps at one.

use reify_lib::{Site, SiteId};

use crate::text::visible_name;

/// The names of sites.
pub(super) struct Labels(Vec<Label>);

/// The names of a site.
pub(super) struct Label {
    pub(super) expr: String,
    /// `file:line:column`, or a dash.
    pub(super) location: String,
}

impl Labels {
    pub(super) fn of(sites: &[Site]) -> Self {
        let labels = sites.iter().map(|site| Label {
            expr: visible_name(&site.expr).into_owned(),
            location: location(site),
        });
        Self(labels.collect())
    }

    pub(super) fn get(&self, site: SiteId) -> &Label {
        &self.0[site.index()]
    }

    pub(super) fn locations(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|label| label.location.as_str())
    }
}

fn location(site: &Site) -> String {
    let file = visible_name(&site.file);
    match (site.has_place(), site.column) {
        (false, _) => "-".to_owned(),
        (true, 0) => format!("{file}:{}", site.line),
        (true, column) => format!("{file}:{}:{column}", site.line),
    }
}
