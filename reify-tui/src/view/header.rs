//! The first line: what was recorded, how much, and how it ended.

use std::path::Path;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::Severity;

use super::paint::Paint;
use crate::app::App;
use crate::text::{counted, visible, width};

/// Draws the line. How many notices there are is said here if they have no line of their own.
pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect, has_notices: bool) {
    let mut ends = ends(app, paint, has_notices);
    let room = usize::from(area.width);
    let mut line = Line::from(vec![
        Span::raw(" "),
        Span::styled(name(app).to_owned(), paint.theme.title),
    ]);
    let mut used = line.width();
    // What is wrong goes before how it ended.
    while !ends.is_empty() && used + columns(&ends) + 2 > room {
        ends.pop();
    }
    let end_width = columns(&ends) + 2;
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
        for span in ends {
            line.push_span(span);
        }
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

fn columns(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| width(&span.content)).sum()
}

/// What was found, and how the recording ended.
fn ends(app: &App, paint: &Paint<'_>, has_notices: bool) -> Vec<Span<'static>> {
    let findings = app.model().findings();
    let mut ends = Vec::new();
    if !findings.is_empty() {
        let worst = findings.worst();
        let count = counted(findings.list().len() as u64, "finding");
        let style = match worst {
            Some(Severity::Alarm) => paint.theme.warning,
            _ => Style::new(),
        };
        let flag = paint.flag(worst).content;
        ends.push(Span::styled(format!("{flag} {count}: F"), style));
    }
    let (end, style) = end(app, paint, has_notices);
    let between = if ends.is_empty() { "" } else { "   " };
    ends.push(Span::styled(format!("{between}{end}"), style));
    ends
}

/// How the recording ended, and whether there is something to know about it.
fn end(app: &App, paint: &Paint<'_>, has_notices: bool) -> (String, Style) {
    let trace = app.model().trace();
    let end = match trace.end() {
        Some(end) => visible(&end.reason).into_owned(),
        None => "no end".to_owned(),
    };
    let count = app.notices().len() as u64;
    if count == 0 || has_notices {
        return (end, paint.theme.dim);
    }
    let text = format!("{end} {} {}: !", paint.glyphs.dot, counted(count, "notice"));
    (text, paint.theme.warning)
}
