//! [`SitesPane`]: the await points in an order, and which of them is selected.

use std::borrow::Cow;

use reify_lib::SiteId;

use super::{Rows, Selection, Subject};
use crate::model::{Found, Model, Sort};

/// The state of the sites pane.
#[derive(Debug)]
pub struct SitesPane {
    rows: Vec<SiteId>,
    sort: Sort,
    selection: Selection,
}

impl SitesPane {
    pub(crate) fn new(model: &Model) -> Self {
        // Where most of the time goes is what one looks here for.
        let sort = Sort::Waiting;
        Self {
            rows: model.sorted_sites(sort),
            sort,
            selection: Selection::following(),
        }
    }

    /// The sites, in order.
    pub fn rows(&self) -> &[SiteId] {
        &self.rows
    }

    fn row_of(&self, site: SiteId) -> Option<usize> {
        self.rows.iter().position(|row| *row == site)
    }
}

impl Rows for SitesPane {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn selection_mut(&mut self) -> &mut Selection {
        &mut self.selection
    }

    fn subject(&self, _: &Model) -> Option<Subject> {
        let site = self.rows.get(self.selection.row())?;
        Some(Subject::Site(*site))
    }

    fn follow(&mut self, model: &Model, position: usize) {
        let step = model.step_at(position);
        let site = step.map(|step| model.trace().step(step).site);
        if let Some(row) = site.and_then(|site| self.row_of(site)) {
            self.selection.row = row;
        }
        self.selection.following = true;
    }

    fn sort(&self) -> Sort {
        self.sort
    }

    fn sort_by(&mut self, model: &Model, sort: Sort) {
        let selected = self.rows.get(self.selection.row()).copied();
        (self.rows, self.sort) = (model.sorted_sites(sort), sort);
        self.selection.row = selected.and_then(|site| self.row_of(site)).unwrap_or(0);
    }

    fn key(&self) -> Option<u32> {
        (!self.rows.is_empty()).then_some(self.selection.row() as u32)
    }

    fn anchor(&self, _: &Model) -> Option<u32> {
        let site = self.rows.get(self.selection.row())?;
        Some(site.index() as u32)
    }

    fn select_anchor(&mut self, _: &Model, anchor: u32) {
        if let Some(row) = self.row_of(SiteId(anchor)) {
            self.select(row);
        }
    }

    fn found<'a>(&self, _: &Model, found: &'a Found) -> Cow<'a, [u32]> {
        let rows = self.rows.iter().zip(0..);
        let is_found = |site| found.sites().binary_search(site).is_ok();
        rows.filter(|(site, _)| is_found(site))
            .map(|(_, row)| row)
            .collect()
    }

    fn reveal(&mut self, _: &Model, key: u32) {
        self.select(key as usize);
    }
}
