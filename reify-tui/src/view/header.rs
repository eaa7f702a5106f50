//! The first line: what was recorded, how much, and how it ended.

use std::path::Path;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::Paint;
use crate::app::App;
use crate::text::{counted, visible, width};

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    let (end, style) = end(app, paint);
    let room = usize::from(area.width);
    let mut line = Line::from(vec![
        Span::raw(" "),
        Span::styled(name(app).to_owned(), paint.theme.title),
    ]);
    let end_width = width(&end) + 2;
    let mut used = line.width();
    for part in parts(app, paint) {
        let part_width = width(part.content.as_ref());
        // What is left out of a narrow line stands in full behind `i`.
        if used + part_width + end_width > room {
            break;
        }
        used += part_width;
        line.push_span(part);
    }
    if used + end_width <= room {
        line.push_span(" ".repeat(room - used - end_width + 1));
        line.push_span(Span::styled(end, style));
    }
    paint.line(area, 0, line);
}

fn name(app: &App) -> &str {
    match app.model().names().program() {
        "" => "reify",
        program => program,
    }
}

fn parts(app: &App, paint: &Paint<'_>) -> Vec<Span<'static>> {
    let trace = app.model().trace();
    let dot = format!(" {} ", paint.glyphs.dot);
    let mut counts = vec![
        counted(app.model().polls(), "poll"),
        counted(trace.steps().len() as u64, "step"),
    ];
    if !trace.tasks().is_empty() {
        counts.push(counted(trace.tasks().len() as u64, "task"));
    }
    counts.push(paint.duration(trace.duration()));
    let mut parts = vec![paint.dim(format!("  {}", file(app)))];
    for (index, count) in counts.into_iter().enumerate() {
        let before = if index == 0 { "   " } else { &dot };
        parts.push(Span::raw(format!("{before}{count}")));
    }
    parts
}

/// The name of the file without its folders.
fn file(app: &App) -> String {
    let path = Path::new(&app.options().file);
    let name = path.file_name().unwrap_or(path.as_os_str());
    visible(&name.to_string_lossy()).into_owned()
}

/// How the recording ended, and whether there is something to know about it.
fn end(app: &App, paint: &Paint<'_>) -> (String, Style) {
    let trace = app.model().trace();
    let notes = trace.notices().len() as u64;
    let end = match trace.end() {
        Some(end) => visible(&end.reason).into_owned(),
        None => "no end".to_owned(),
    };
    if notes == 0 {
        return (end, paint.theme.dim);
    }
    let text = format!("{end} {} {}: i", paint.glyphs.dot, counted(notes, "note"));
    (text, paint.theme.warning)
}
