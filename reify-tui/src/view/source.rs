//! The source: its words in their styles, all awaits marked with what they cost, and the line of the step marked more.

mod code;

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::Severity;

use self::code::{Code, Gutter};
use super::paint::{Paint, below};
use super::sites::ADDING_UP;
use crate::app::{App, Pane, Search, SourceView};
use crate::model::Costs;
use crate::model::source::{Fit, SourceFile, SourceProblem};
use crate::text::{cut, cut_left, visible, width, wrap};

/// Behind the title, where the numbers before the lines do not stop at the time cursor.
const OF_ALL: &str = ", in all";

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let names = app.model().names();
    let place = app.site().map_or("", |site| names.place(site));
    let room = usize::from(area.width).saturating_sub(4);
    let title = match place {
        "" => "Source".to_owned(),
        place => cut_left(&position(app, place), room, paint.glyphs.ellipsis).into_owned(),
    };
    let function = app.site().map_or("", |site| names.function(site));
    // What the numbers before the lines are of, where it is not what all other panes show.
    let is_of_all = app.lines_count_whole() && app.cursor() < app.model().events();
    let note = match app.source_view() {
        SourceView::File(_) if app.is_adding_up() => ADDING_UP,
        SourceView::File(_) if is_of_all => OF_ALL,
        _ => "",
    };
    let room = room.saturating_sub(width(note));
    let title = format!("{}{note}", cut_left(&title, room, paint.glyphs.ellipsis));
    let body = paint.title(Pane::Source, area, &title, function);
    match app.source_view() {
        SourceView::Nowhere => paint.line(body, 0, paint.dim(" no place in the source is known")),
        SourceView::Loading => paint.line(body, 0, paint.dim(" reading the source")),
        SourceView::Problem(problem) => draw_problem(paint, body, problem),
        SourceView::File(file) => draw_file(app, paint, body, file),
    }
}

/// The file, the line that is looked at, and of how many: of a line that is not there the place as it was recorded.
fn position<'a>(app: &App, place: &'a str) -> Cow<'a, str> {
    let (line, lines) = (app.source_line(), app.source_lines().len());
    if line > lines {
        return place.into();
    }
    let name = place.rsplit_once(':').map_or(place, |(name, _)| name);
    format!("{name}:{line} of {lines}").into()
}

fn draw_problem(paint: &mut Paint<'_>, area: Rect, problem: &SourceProblem) {
    let room = usize::from(area.width).saturating_sub(3);
    let (text, tried) = match problem {
        SourceProblem::Missing { tried } => ("source not found; tried".to_owned(), &tried[..]),
        SourceProblem::Refused(_) => (problem.to_string(), &[][..]),
    };
    let mut area = area;
    for text in wrap(&text, room) {
        paint.line(
            area,
            0,
            Span::styled(format!(" {text}"), paint.theme.warning),
        );
        area = below(area);
    }
    for path in tried {
        let path = visible(&path.to_string_lossy()).into_owned();
        let path = cut_left(&path, room, paint.glyphs.ellipsis).into_owned();
        paint.line(area, 0, paint.dim(format!("   {path}")));
        area = below(area);
    }
}

/// Says in a line of its own that the file is not what was recorded, and gives back what is below.
fn draw_misfit(app: &App, paint: &mut Paint<'_>, area: Rect) -> Rect {
    let recorded = app
        .site()
        .map_or(0, |site| app.model().trace().site(site).line);
    let text = match app.source_fit() {
        Fit::Same => return area,
        Fit::Moved(line) => format!("changed since the recording: line {recorded} is now {line}"),
        Fit::Changed => "changed since the recording: the expression is gone".to_owned(),
    };
    let room = usize::from(area.width).saturating_sub(2);
    let text = cut(&text, room, paint.glyphs.ellipsis).into_owned();
    paint.line(
        area,
        0,
        Span::styled(format!(" {text}"), paint.theme.warning),
    );
    below(area)
}

fn draw_file(app: &App, paint: &mut Paint<'_>, area: Rect, file: &SourceFile) {
    let area = draw_misfit(app, paint, area);
    let height = usize::from(area.height);
    let top = app.source().top(file.lines.len(), height);
    let no_costs = Costs::default();
    let costs = app.source_costs().unwrap_or(&no_costs);
    let gutter = Gutter::new(costs, file.lines.len(), usize::from(area.width));
    let marked = app.site_line();
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
        let style = if is_marked {
            paint.theme.cursor
        } else {
            Style::new()
        };
        let cost = app.line_cost(number);
        let mut line = Line::from(match cost {
            Some(_) if !is_marked => Span::styled(paint.glyphs.await_point, paint.theme.pending),
            _ => paint.mark(is_marked),
        });
        line.push_span(gutter.number(paint, number));
        line.push_span(paint.flag(finding_at(app, number)));
        line.push_span(" ");
        gutter.push_cost(paint, &mut line, cost);
        let code = Code {
            text,
            runs: file.runs(index),
            has_await: cost.is_some(),
            style,
            query,
        };
        code.push(paint, &mut line, gutter.code);
        let is_selected = app.focus() == Pane::Source && number == app.source_line();
        let whole = if is_selected {
            paint.theme.selected
        } else {
            Style::new()
        };
        paint.row(area, y, line, whole);
    }
}

/// The worst that was found at a line, where lines are as they were recorded.
fn finding_at(app: &App, line: usize) -> Option<Severity> {
    let site = app.site().filter(|_| app.source_fit() == Fit::Same)?;
    let file = &app.model().trace().site(site).file;
    let line = u32::try_from(line).ok()?;
    app.model().findings().of_line(file, line)
}
