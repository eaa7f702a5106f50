//! The steps: the tree of nodes as it was at the time cursor, with the marked row of its event.

mod columns;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::StepNode;

use self::columns::Columns;
use super::paint::Paint;
use crate::app::{App, Pane, Rows as _};
use crate::model::{Moment, NodeState, Query, Row, Sort, StepState};
use crate::text::{cut_left, grouped, pad, pad_left, width};

pub(crate) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let steps = app.steps();
    let columns = Columns::of(app, usize::from(area.width));
    let (number, all) = (steps.selected() + 1, steps.rows().len());
    let title = format!(
        "Steps {}/{}{}",
        grouped(number.min(all) as u64),
        grouped(all as u64),
        sorted_by(steps.sort())
    );
    let body = paint.title(Pane::Steps, area, &title, &columns.heads());
    if all == 0 {
        paint.line(body, 0, paint.dim(" no steps were recorded"));
        return;
    }
    let pane = StepsView {
        app,
        columns,
        moment: app.moment(),
        marked: steps.place_at(app.model(), app.cursor()),
        query: app.search().map(crate::app::Search::query),
    };
    let top = steps.top(usize::from(body.height));
    for y in 0..body.height {
        let index = top + usize::from(y);
        let Some(&place) = steps.rows().get(index) else {
            break;
        };
        let style = match (index == steps.selected(), app.focus()) {
            (true, Pane::Steps) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let line = pane.row(paint, place);
        paint.row(body, y, line, style);
    }
}

/// In which order the rows are, as the end of a title.
pub(super) fn sorted_by(sort: Sort) -> String {
    match sort {
        Sort::Order => String::new(),
        _ => format!(" by {}", sort.as_str()),
    }
}

struct StepsView<'a> {
    app: &'a App,
    columns: Columns,
    moment: Moment,
    /// The place that the time cursor is about.
    marked: Option<u32>,
    query: Option<&'a Query>,
}

impl StepsView<'_> {
    fn row(&self, paint: &Paint<'_>, place: u32) -> Line<'static> {
        let model = self.app.model();
        let row = self.app.steps().tree(model).row(place);
        let node = model.graph().node(row.node);
        let now = model.node_at(row.node, &self.moment);
        let style = match now.state {
            StepState::Unmade => paint.theme.dim,
            _ => Style::new(),
        };
        let mut line = Line::from(paint.mark(self.marked == Some(place)));
        let lead = self.branches(paint, place, row);
        let room = self.columns.label.saturating_sub(width(&lead) + 2);
        line.push_span(paint.dim(lead));
        let glyph = paint.glyphs.of_state(now.state);
        line.push_span(Span::styled(glyph, paint.theme.of_state(now.state)));
        line.push_span(" ");
        for span in self.label(paint, node, row, room, style) {
            line.push_span(span);
        }
        self.numbers(paint, &mut line, node, &now);
        line
    }

    /// What joins a row to its parent, and whether it is folded.
    fn branches(&self, paint: &Paint<'_>, place: u32, row: Row) -> String {
        let (steps, glyphs) = (self.app.steps(), paint.glyphs);
        let tree = steps.tree(self.app.model());
        let fold = match (tree.has_children(place), steps.is_folded(place)) {
            (false, _) => " ",
            (true, true) => glyphs.folded,
            (true, false) => glyphs.unfolded,
        };
        let shown = (row.depth as usize).min(self.columns.levels);
        let mut levels = Vec::with_capacity(shown + 2);
        let mut at = place;
        for level in 0..shown {
            levels.push(match (level, tree.has_next_sibling(at)) {
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

    fn numbers(
        &self,
        paint: &Paint<'_>,
        line: &mut Line<'static>,
        node: &StepNode,
        now: &NodeState,
    ) {
        let columns = &self.columns;
        let names = self.app.model().names();
        if columns.place > 0 {
            let place = columns.place_of(names, node.site);
            let place = cut_left(place, columns.place, paint.glyphs.ellipsis);
            line.push_span("  ");
            let place = pad(&place, columns.place);
            for span in paint.marked(&place, paint.theme.dim, self.query) {
                line.push_span(span);
            }
        }
        let style = match now.state {
            StepState::Unmade => paint.theme.dim,
            _ => Style::new(),
        };
        let polls = match u64::from(now.polls) {
            polls if polls == node.polls => polls.to_string(),
            polls => format!("{polls}/{}", node.polls),
        };
        let time = |ns: u64| {
            if ns == 0 {
                String::new()
            } else {
                paint.duration(ns)
            }
        };
        for (columns, text) in [
            (columns.polls, polls),
            (columns.waiting, time(now.waiting)),
            (columns.polling, time(now.polling)),
        ] {
            if columns > 0 {
                line.push_span(Span::styled(
                    format!("  {}", pad_left(&text, columns)),
                    style,
                ));
            }
        }
    }
}
