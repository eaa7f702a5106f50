//! [`Lead`]: how a row of the tree begins: the mark of the time cursor, the branches, the state and the label.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::{Severity, StepNode};

use crate::app::{App, Search};
use crate::model::{NodeState, Query, Row, StepState};
use crate::text::{pad, width};
use crate::view::paint::Paint;

/// What the beginnings of all rows have in common.
pub(in crate::view) struct Lead<'a> {
    app: &'a App,
    /// The place that the time cursor is about.
    marked: Option<u32>,
    pub(in crate::view) query: Option<&'a Query>,
    /// How many columns there are behind the mark.
    width: usize,
    /// As many levels of the tree are drawn.
    levels: usize,
}

impl<'a> Lead<'a> {
    /// Beginnings that take so many columns behind the mark.
    pub(in crate::view) fn new(app: &'a App, width: usize) -> Self {
        Self {
            app,
            marked: app.steps().place_at(app.model(), app.cursor()),
            query: app.search().map(Search::query),
            width,
            levels: (width / 5).max(1),
        }
    }

    /// The beginning of the row of a node, at a place.
    pub(in crate::view) fn line(
        &self,
        paint: &Paint<'_>,
        place: u32,
        node: &StepNode,
        now: &NodeState,
    ) -> Line<'static> {
        let model = self.app.model();
        let row = model.tree().row(place);
        let narrowed = self.app.narrowed();
        let style = match now.state {
            StepState::Unmade => paint.theme.dim,
            // It is shown only for what stands under it.
            _ if narrowed.is_some_and(|narrowed| !narrowed.sieve().has_node(row.node)) => {
                paint.theme.dim
            }
            _ => Style::new(),
        };
        let mut line = Line::from(paint.mark(self.marked == Some(place)));
        let lead = self.branches(paint, place, row);
        let room = self.width.saturating_sub(width(&lead) + 2);
        line.push_span(paint.dim(lead));
        let glyph = paint.glyphs.of_state(now.state);
        line.push_span(Span::styled(glyph, paint.theme.of_state(now.state)));
        line.push_span(paint.flag(self.finding(place)));
        for span in self.label(paint, node, row, room, style) {
            line.push_span(span);
        }
        line
    }

    /// The worst that was found of a row, or of those that it hides.
    fn finding(&self, place: u32) -> Option<Severity> {
        let (model, steps) = (self.app.model(), self.app.steps());
        let (findings, tree) = (model.findings(), model.tree());
        let row = tree.row(place);
        if !steps.is_folded(place) {
            return findings.of_node(row.node);
        }
        findings.of_places(place..row.end)
    }

    /// What joins a row to its parent, and whether it is folded.
    fn branches(&self, paint: &Paint<'_>, place: u32, row: Row) -> String {
        let (steps, glyphs) = (self.app.steps(), paint.glyphs);
        let model = self.app.model();
        let tree = model.tree();
        let fold = match (tree.has_children(place), steps.is_folded(place)) {
            (false, _) => " ",
            (true, true) => glyphs.folded,
            (true, false) => glyphs.unfolded,
        };
        let shown = (row.depth as usize).min(self.levels);
        let mut levels = Vec::with_capacity(shown + 2);
        let mut at = place;
        for level in 0..shown {
            levels.push(match (level, steps.has_next_sibling(model, at)) {
                (0, true) => glyphs.branch,
                (0, false) => glyphs.last_branch,
                (_, true) => glyphs.trunk,
                (_, false) => " ",
            });
            match tree.row(at).parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        if shown < row.depth as usize {
            levels.push(glyphs.ellipsis);
        }
        levels.reverse();
        // The fold mark takes the place of the space behind the branch.
        levels.join(" ") + fold
    }

    fn label(
        &self,
        paint: &Paint<'_>,
        node: &StepNode,
        row: Row,
        room: usize,
        style: Style,
    ) -> Vec<Span<'static>> {
        let names = self.app.model().names();
        let mut suffix = String::new();
        if node.steps > 1 {
            suffix = format!(" {}{}", paint.glyphs.times, node.steps);
        }
        let task = node
            .task
            .filter(|_| row.depth == 0)
            .map(|task| names.task(task));
        if let Some(task) = task.filter(|task| *task != names.expr(node.site)) {
            suffix = format!("{suffix}  {task}");
        }
        let label = names.expr(node.site);
        if width(&suffix) + 8 > room || suffix.is_empty() {
            return paint.label(label, room, style, self.query);
        }
        let most = room - width(&suffix);
        let mut spans = paint.label(label, width(label).min(most), style, self.query);
        spans.push(paint.dim(pad(&suffix, room - width(label).min(most))));
        spans
    }
}
