//! [`SourcePane`]: the source files that were read, and the line of interest.

use std::collections::HashMap;

use reify_lib::SiteId;

use super::{App, scroll};
use crate::action::Align;
use crate::model::Costs;
use crate::model::source::{Fit, SourceFile, SourceProblem};

/// The state of the source pane.
#[derive(Debug, Default)]
pub struct SourcePane {
    /// What was read so far, by the name that sites have for it.
    files: HashMap<String, Result<SourceFile, SourceProblem>>,
    /// What the awaits of each of them add up to, line by line.
    costs: HashMap<String, Costs>,
    /// The line that the user went to, from 1; else it is that of the site.
    line: Option<usize>,
    top: usize,
    /// Whether the file still says what was recorded of the site.
    fit: Option<(SiteId, Fit)>,
}

/// What the source pane shows.
#[derive(Clone, Copy, Debug)]
pub enum SourceView<'a> {
    /// There is no event, or its step has no place in the source.
    Nowhere,
    /// The file is still being read.
    Loading,
    /// There is no source to show.
    Problem(&'a SourceProblem),
    /// A file.
    File(&'a SourceFile),
}

impl SourcePane {
    /// The first line on the screen, from 0, as far as it can be.
    pub fn top(&self, lines: usize, height: usize) -> usize {
        scroll::clamp(self.top, lines, height)
    }

    /// The line that was gone to, and the first one on the screen.
    pub(super) fn stand(&self) -> (Option<usize>, usize) {
        (self.line, self.top)
    }

    pub(super) fn come_back(&mut self, (line, top): (Option<usize>, usize)) {
        (self.line, self.top) = (line, top);
    }

    pub(super) fn forget_line(&mut self) {
        self.line = None;
    }

    pub(super) fn set_line(&mut self, line: usize) {
        self.line = Some(line);
    }

    pub(super) fn align(&mut self, align: Align, line: usize, height: usize) {
        self.top = align.top(line.saturating_sub(1), height);
    }

    /// Scrolls a line into view: a near one gently, a far one into the middle.
    pub(super) fn keep_in_view(&mut self, line: usize, height: usize) {
        let row = line.saturating_sub(1);
        let near = self.top.saturating_sub(height)..self.top.saturating_add(2 * height);
        self.top = if near.contains(&row) && self.top > 0 {
            scroll::keep(self.top, row, usize::MAX, height)
        } else {
            Align::Center.top(row, height)
        };
    }
}

impl App {
    /// The file that the source pane is about and that was not read yet. Whoever reads it gives it back with
    /// [`set_source`](Self::set_source).
    pub fn wanted_source(&self) -> Option<&str> {
        let file = self.source_file()?;
        (!self.source.files.contains_key(file)).then_some(file)
    }

    /// Gives the app a file that it [wanted](Self::wanted_source), or says why there is none.
    pub fn set_source(&mut self, file: &str, source: Result<SourceFile, SourceProblem>) {
        if let Ok(source) = &source {
            let costs = self.model.costs(file, source);
            self.source.costs.insert(file.to_owned(), costs);
        }
        self.source.files.insert(file.to_owned(), source);
        self.source.fit = None;
        self.keep_in_view();
    }

    /// Takes the files that were read for an explorer of the same recording, and adds up anew what their awaits cost.
    pub(super) fn take_source(&mut self, before: &mut Self) {
        self.source.files = std::mem::take(&mut before.source.files);
        self.source.fit = None;
        self.cost_sources();
    }

    /// Adds up anew what the awaits of all files cost that were read.
    pub(super) fn cost_sources(&mut self) {
        for (file, source) in &self.source.files {
            if let Ok(source) = source {
                let costs = self.model.costs(file, source);
                self.source.costs.insert(file.clone(), costs);
            }
        }
    }

    /// Lets all source files be read again.
    pub fn forget_source(&mut self) {
        (self.source.files, self.source.costs) = Default::default();
        self.source.fit = None;
    }

    /// What the awaits of each line of the source add up to, once it was read.
    pub fn source_costs(&self) -> Option<&Costs> {
        self.source.costs.get(self.source_file()?)
    }

    /// What the source pane shows.
    pub fn source_view(&self) -> SourceView<'_> {
        let Some(file) = self.source_file() else {
            return SourceView::Nowhere;
        };
        match self.source.files.get(file) {
            None => SourceView::Loading,
            Some(Err(problem)) => SourceView::Problem(problem),
            Some(Ok(file)) => SourceView::File(file),
        }
    }

    /// The line of interest in the source pane, from 1; 0 if there is none.
    pub fn source_line(&self) -> usize {
        self.source.line.unwrap_or_else(|| self.site_line())
    }

    /// The line where the site stands now, from 1; 0 if there is none.
    pub fn site_line(&self) -> usize {
        match (self.source_fit(), self.site()) {
            (Fit::Moved(line), _) => line as usize,
            (_, Some(site)) => self.model.trace().site(site).line as usize,
            (_, None) => 0,
        }
    }

    /// Whether the source that is shown still says what was recorded.
    pub fn source_fit(&self) -> Fit {
        self.source.fit.map_or(Fit::Same, |(_, fit)| fit)
    }

    /// Compares the site with the file, once for each site that comes up.
    pub(super) fn check_source(&mut self) {
        let known = self.source.fit.map(|(site, _)| site);
        let Some(id) = self.site().filter(|id| known != Some(*id)) else {
            return;
        };
        let fit = match self.source_view() {
            SourceView::File(file) => Some((id, file.fit(self.model.trace().site(id)))),
            _ => None,
        };
        self.source.fit = fit;
    }

    /// The lines of the source that is shown.
    pub(crate) fn source_lines(&self) -> &[String] {
        match self.source_view() {
            SourceView::File(file) => &file.lines,
            _ => &[],
        }
    }

    /// The file that the source pane is about, as the site has it.
    pub(super) fn source_file(&self) -> Option<&str> {
        let site = self.model.trace().site(self.site()?);
        site.has_place().then_some(site.file.as_str())
    }
}
