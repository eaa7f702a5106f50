//! The timeline: the rows of the steps as lanes against time, with the time cursor as a line through all of them.
//!
//! Only the lanes that are seen are looked up, column by column.

mod axis;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::{Paint, below};
use super::steps::{Lead, sorted_by};
use crate::app::{App, Pane, Rows as _};
use crate::model::{Cell, Window};
use crate::text::grouped;

/// A label takes two fifths of the pane, but no less and no more than this.
const LABEL: (usize, usize) = (8, 40);
/// In lower panes the lanes have the line of the axis too.
const WITH_AXIS: usize = 4;

/// How many lines stand above the lanes in a pane of a height.
pub(crate) fn head(height: usize) -> usize {
    usize::from(height >= WITH_AXIS)
}

pub(crate) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let (steps, window) = (app.steps(), app.views().window);
    let all = steps.len();
    let title = format!(
        "Timeline {}/{}{}",
        grouped((steps.selected() + 1).min(all) as u64),
        grouped(all as u64),
        sorted_by(steps.sort())
    );
    let mut shown = paint.duration(window.span());
    if !window.is_whole() {
        let whole = paint.duration(app.model().trace().duration());
        shown = format!("{shown} of {whole}");
    }
    let mut body = paint.title(Pane::Timeline, area, &title, &shown);
    if all == 0 {
        paint.line(body, 0, paint.dim(" no steps were recorded"));
        return;
    }
    let width = usize::from(area.width);
    let label = (width * 2 / 5).clamp(LABEL.0, LABEL.1);
    // The mark before, a column between, and two behind, as the title line ends with the rule.
    let view = TimelineView {
        app,
        window,
        label,
        columns: width.saturating_sub(label + 4),
        cursor: None,
    }
    .with_cursor();
    if head(usize::from(body.height)) > 0 {
        let axis = view.axis(paint);
        paint.line(body, 0, axis);
        body = below(body);
    }
    let lead = Lead::new(app, label);
    let top = steps.top(usize::from(body.height));
    for (y, (index, place)) in (0..body.height).zip((top..).zip(steps.rows(app.model(), top))) {
        let node = app.model().tree().node(place);
        let now = app.model().node_at(node, &app.moment());
        let style = match (index == steps.selected(), app.focus()) {
            (true, Pane::Timeline) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let label_area = Rect {
            width: body.width.min(label as u16 + 1),
            ..body
        };
        let label = lead.line(paint, place, &app.model().graph().node(node), &now);
        paint.row(label_area, y, label, style);
        let cells = app.model().lane(node, &window, view.columns);
        let lane = view.lane(paint, &cells);
        paint.line(view.lane_area(body), y, lane);
    }
}

struct TimelineView<'a> {
    app: &'a App,
    window: Window,
    /// Columns of the labels.
    label: usize,
    /// Columns of the lanes.
    columns: usize,
    /// The column of the time cursor.
    cursor: Option<usize>,
}

impl TimelineView<'_> {
    fn with_cursor(mut self) -> Self {
        let now = self.app.moment().time;
        self.cursor = self.window.column_of(now, self.columns);
        self
    }

    fn lane_area(&self, body: Rect) -> Rect {
        let before = u16::try_from(self.label + 2).unwrap_or(u16::MAX);
        let lane = Rect {
            x: body.x.saturating_add(before),
            width: u16::try_from(self.columns).unwrap_or(u16::MAX),
            ..body
        };
        lane.intersection(body)
    }

    fn lane(&self, paint: &Paint<'_>, cells: &[Cell]) -> Line<'static> {
        let mut line = Line::default();
        let (mut run, mut style) = (String::new(), Style::new());
        for (column, cell) in cells.iter().enumerate() {
            let (glyph, here) = cell_look(paint, *cell, self.cursor == Some(column));
            if here != style && !run.is_empty() {
                line.push_span(Span::styled(std::mem::take(&mut run), style));
            }
            style = here;
            run.push_str(glyph);
        }
        line.push_span(Span::styled(run, style));
        line
    }
}

/// What a part of a lane looks like, at the time cursor or elsewhere.
fn cell_look(paint: &Paint<'_>, cell: Cell, at_cursor: bool) -> (&'static str, Style) {
    let (glyphs, theme) = (paint.glyphs, paint.theme);
    let with_cursor = usize::from(at_cursor);
    let (glyph, style) = match cell {
        Cell::Empty | Cell::Made if at_cursor => return (glyphs.lane_cursor, theme.cursor),
        Cell::Empty => return (" ", Style::new()),
        Cell::Made => (glyphs.lane_made, theme.dim),
        Cell::Pending => (glyphs.lane_pending[with_cursor], theme.pending),
        Cell::Woken => (glyphs.lane_woken[with_cursor], theme.wake),
        Cell::Polling(eighths) => {
            let index = usize::from(eighths.clamp(1, 8)) - 1;
            (glyphs.polled[index], theme.polling)
        }
        Cell::Cancelled => (glyphs.cancelled, theme.cancelled),
        Cell::LetGo => (glyphs.let_go, theme.dim),
        Cell::Panicked => (glyphs.panicked, theme.panicked),
    };
    match cell {
        _ if !at_cursor => (glyph, style),
        Cell::Pending | Cell::Woken => (glyph, theme.cursor),
        _ => (glyph, style.patch(theme.selected)),
    }
}
