//! The last line: what is being typed, what there is to say, or which keys do something now.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::Paint;
use crate::action::Action;
use crate::app::{App, Matches, Pane, Passed, Prompt, PromptKind, Slot, StatusKind};
use crate::text::{cut, cut_left, grouped, width};

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    let columns = usize::from(area.width);
    let line = if let Some(prompt) = app.prompt() {
        typed(app, paint, prompt, columns)
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

/// What is being typed, and what comes of it so far.
fn typed(app: &App, paint: &Paint<'_>, prompt: &Prompt, columns: usize) -> Line<'static> {
    let result = match prompt.kind() {
        PromptKind::Search => matches(app.matches()),
        PromptKind::Page => matches(app.page_matches()),
        PromptKind::Filter => passing(app).unwrap_or_default(),
        PromptKind::GoTo | PromptKind::Slow => String::new(),
    };
    let (result, style) = match prompt.problem() {
        Some(problem) => (problem, paint.theme.warning),
        None => (result.as_str(), paint.theme.dim),
    };
    let result = crate::text::visible(result);
    let sign = prompt.kind().sign();
    let most = columns.saturating_sub(16);
    // What is wrong may take more room than a count, but not all of it.
    let room = most.min(
        columns
            .saturating_sub(width(&result) + sign.len() + 3)
            .max(16),
    );
    let text = crate::text::visible(prompt.text());
    let text = cut_left(&text, room, paint.glyphs.ellipsis);
    let text = format!("{sign}{text}{}", paint.glyphs.caret);
    let room = columns.saturating_sub(width(&text) + 2);
    let result = cut(&result, room, paint.glyphs.ellipsis).into_owned();
    Line::from(vec![
        Span::raw(text),
        Span::styled(format!("  {result}"), style),
    ])
}

/// `3/17`, once something was searched for.
fn matches(matches: Option<Matches>) -> String {
    matches.map_or_else(String::new, |matches| {
        format!("{}/{}", grouped(matches.here), grouped(matches.all))
    })
}

/// `12 of 340`: how much of the focused pane passes the filter; nothing where it narrows nothing, and dots
/// until that is known.
fn passing(app: &App) -> Option<String> {
    if app.is_sifting() {
        return Some("..".to_owned());
    }
    let (narrowed, model) = (app.narrowed()?, app.model());
    let passing = match app.focus().slot() {
        Slot::Main => app.rows().passed(model, narrowed)?,
        Slot::Events => narrowed.passed_events(model),
        Slot::Source => narrowed.passed_nodes(model),
    };
    Some(passed(passing))
}

pub(super) fn passed(passed: Passed) -> String {
    let more = if passed.is_whole { "" } else { "+" };
    format!("{}{more} of {}", grouped(passed.shown), grouped(passed.all))
}

fn pending(app: &App, paint: &Paint<'_>, columns: usize) -> Line<'static> {
    let mut line = Line::from(format!(" {}", app.keys().pending()));
    push_hint(paint, &mut line, "esc", "cancel", columns);
    line
}

/// The hints of what works now: the last two, help and quit, are always there if there is room for anything.
fn hints(app: &App, paint: &Paint<'_>, columns: usize) -> Line<'static> {
    let (right, left): (Vec<_>, Vec<_>) = app
        .keys()
        .map()
        .hints(app.place())
        .into_iter()
        .filter(|(action, ..)| is_of_use(app, *action))
        .partition(|(action, ..)| matches!(action, Action::Help | Action::Quit));
    let mut end = Line::default();
    for (_, keys, text) in right {
        push_hint(paint, &mut end, &keys, text, columns);
    }
    let mut line = Line::default();
    let room = columns.saturating_sub(end.width() + 1);
    for (keys, text) in going_on(app, paint) {
        push_hint(paint, &mut line, &keys, &text, room);
    }
    for (_, keys, text) in left {
        push_hint(paint, &mut line, &keys, text, room);
    }
    let gap = columns.saturating_sub(line.width() + end.width() + 1);
    line.push_span(" ".repeat(gap));
    for span in end {
        line.push_span(span);
    }
    line
}

/// What was asked for and goes on: playing, a filter, a search.
fn going_on(app: &App, paint: &Paint<'_>) -> Vec<(String, String)> {
    let typed = |sign: &str, text: &str| {
        let text = crate::text::visible(text);
        format!("{sign}{}", cut(&text, 24, paint.glyphs.ellipsis))
    };
    if let Some(overlay) = app.overlay() {
        let found = app.page_matches().map(|found| matches(Some(found)));
        let found = found.map(|found| (typed("/", overlay.query().text()), found));
        return found.into_iter().collect();
    }
    let mut all = Vec::new();
    if let Some(playing) = app.playing() {
        let speed = grouped(playing.speed() as u64);
        all.push(("r".to_owned(), format!("stops; {speed} events/s")));
    }
    if let Some(filter) = app.filter() {
        let passing = passing(app).unwrap_or_default();
        all.push((typed("&", filter.text()), passing));
    }
    if app.has_whole_numbers() {
        all.push(("t".to_owned(), "in all".to_owned()));
    }
    if let Some(search) = app.search() {
        all.push((typed("/", search.query().text()), matches(app.matches())));
    }
    all
}

/// Whether an action leads anywhere in this recording.
fn is_of_use(app: &App, action: Action) -> bool {
    let has_findings = !app.model().findings().is_empty();
    match action {
        Action::Focus(pane) if pane == app.focus() => false,
        Action::Focus(Pane::Findings) => has_findings,
        _ => true,
    }
}

fn push_hint(paint: &Paint<'_>, line: &mut Line<'static>, keys: &str, text: &str, room: usize) {
    let before = if line.spans.is_empty() { " " } else { "  " };
    let columns = before.len() + width(keys) + 1 + width(text);
    if line.width() + columns <= room {
        line.push_span(before.to_owned());
        line.push_span(Span::styled(keys.to_owned(), paint.theme.key));
        line.push_span(format!(" {text}"));
    }
}
