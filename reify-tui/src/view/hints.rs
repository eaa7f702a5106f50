//! The last line: what is being typed, what there is to say, or which keys do something now.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::Paint;
use crate::action::Action;
use crate::app::{App, StatusKind};
use crate::keymap::hints as hints_of;
use crate::text::{cut, cut_left, grouped, width};

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    let columns = usize::from(area.width);
    let line = if let Some(prompt) = app.prompt() {
        let room = columns.saturating_sub(16);
        let text = cut_left(prompt.text(), room, paint.glyphs.ellipsis);
        let text = format!("/{}{}", crate::text::visible(&text), paint.glyphs.caret);
        Line::from(vec![
            Span::raw(text),
            paint.dim(format!("  {}", matches(app))),
        ])
    } else if app.keys().is_pending() {
        pending(app, paint, columns)
    } else if let Some(status) = app.status() {
        let style = match status.kind() {
            StatusKind::Info => Style::new(),
            StatusKind::Warning => paint.theme.warning,
        };
        let text = cut(
            status.text(),
            columns.saturating_sub(2),
            paint.glyphs.ellipsis,
        );
        Line::from(Span::styled(format!(" {text}"), style))
    } else {
        hints(app, paint, columns)
    };
    paint.clear(area);
    paint.line(area, 0, line);
}

/// `3/17`, once something was searched for.
fn matches(app: &App) -> String {
    let matches = app.matches();
    matches.map_or_else(String::new, |matches| {
        format!("{}/{}", grouped(matches.here), grouped(matches.all))
    })
}

fn pending(app: &App, paint: &Paint<'_>, columns: usize) -> Line<'static> {
    let mut line = Line::from(format!(" {}", app.keys().pending()));
    for (keys, binding) in app.keys().continuations(app.place()) {
        push_hint(paint, &mut line, &keys, binding.help, columns);
    }
    line
}

/// The hints of what works now: the last two, help and quit, are always there if there is room for anything.
fn hints(app: &App, paint: &Paint<'_>, columns: usize) -> Line<'static> {
    let (right, left): (Vec<_>, Vec<_>) = hints_of(app.place())
        .into_iter()
        .partition(|(action, _)| matches!(action, Action::Help | Action::Quit));
    let mut end = Line::default();
    for (_, hint) in right {
        push_hint(paint, &mut end, hint.keys, hint.text, columns);
    }
    let mut line = Line::default();
    if let Some(search) = app.search() {
        let query = crate::text::visible(search.query().text()).into_owned();
        let query = cut(&query, 24, paint.glyphs.ellipsis).into_owned();
        push_hint(
            paint,
            &mut line,
            &format!("/{query}"),
            &matches(app),
            columns,
        );
    }
    let room = columns.saturating_sub(end.width() + 1);
    for (_, hint) in left {
        push_hint(paint, &mut line, hint.keys, hint.text, room);
    }
    let gap = columns.saturating_sub(line.width() + end.width() + 1);
    line.push_span(" ".repeat(gap));
    for span in end {
        line.push_span(span);
    }
    line
}

fn push_hint(paint: &Paint<'_>, line: &mut Line<'static>, keys: &str, text: &str, room: usize) {
    let before = if line.spans.is_empty() { " " } else { "  " };
    let columns = before.len() + width(keys) + 1 + width(text);
    if line.width() + columns <= room {
        line.push_span(before.to_owned());
        line.push_span(Span::styled(keys.to_owned(), paint.theme.key));
        line.push_span(paint.dim(format!(" {text}")));
    }
}
