//! The source, with the line of the step marked.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::{Paint, below};
use crate::app::{App, Pane, Search, SourceView};
use crate::model::source::{SourceFile, SourceProblem};
use crate::text::{cut_left, pad_left, visible};

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let names = app.model().names();
    let place = app.site().map_or("", |site| names.place(site));
    let room = usize::from(area.width).saturating_sub(4);
    let title = match place {
        "" => "Source".to_owned(),
        place => cut_left(place, room, paint.glyphs.ellipsis).into_owned(),
    };
    let function = app.site().map_or("", |site| names.function(site));
    let body = paint.title(Pane::Source, area, &title, function);
    match app.source_view() {
        SourceView::Nowhere => paint.line(body, 0, paint.dim(" no place in the source is known")),
        SourceView::Loading => paint.line(body, 0, paint.dim(" reading the source")),
        SourceView::Problem(problem) => draw_problem(paint, body, problem),
        SourceView::File(file) => draw_file(app, paint, body, file),
    }
}

fn draw_problem(paint: &mut Paint<'_>, area: Rect, problem: &SourceProblem) {
    let text = visible(&problem.to_string()).into_owned();
    paint.line(
        area,
        0,
        Span::styled(format!(" {text}"), paint.theme.warning),
    );
    let mut area = below(area);
    if let SourceProblem::Missing { tried } = problem {
        for path in tried {
            let path = path.display().to_string();
            let room = usize::from(area.width).saturating_sub(3);
            let path = cut_left(&visible(&path), room, paint.glyphs.ellipsis).into_owned();
            paint.line(area, 0, paint.dim(format!("   {path}")));
            area = below(area);
        }
    }
}

fn draw_file(app: &App, paint: &mut Paint<'_>, area: Rect, file: &SourceFile) {
    let height = usize::from(area.height);
    let top = app.source().top(file.lines.len(), height);
    let digits = file.lines.len().to_string().len();
    let marked = app
        .site()
        .map_or(0, |site| app.model().trace().site(site).line as usize);
    let query = app
        .search()
        .filter(|_| app.focus() == Pane::Source)
        .map(Search::query);
    for y in 0..area.height {
        let index = top + usize::from(y);
        let Some(text) = file.lines.get(index) else {
            break;
        };
        let number = index + 1;
        let is_marked = number == marked;
        let mark = if is_marked { paint.glyphs.cursor } else { " " };
        let style = if is_marked {
            paint.theme.cursor
        } else {
            Style::new()
        };
        let mut line = Line::from(Span::styled(mark, paint.theme.cursor));
        line.push_span(paint.dim(format!("{}  ", pad_left(&number.to_string(), digits))));
        let room = usize::from(area.width).saturating_sub(digits + 3);
        for span in paint.fitted(text, room, style, query) {
            line.push_span(span);
        }
        let is_selected = app.focus() == Pane::Source && number == app.source_line();
        let whole = if is_selected {
            paint.theme.selected
        } else {
            Style::new()
        };
        paint.row(area, y, line, whole);
    }
}
