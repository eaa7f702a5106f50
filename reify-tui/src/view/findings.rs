//! The findings: a line each, and below them all that is known of the one that is selected.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::Finding;

use super::paint::Paint;
use crate::app::{App, FindingsPane, Pane, Rows as _, Search};
use crate::model::entries;
use crate::text::{cut, grouped, pad, visible, wrap};

/// The longest kind is `sequential-awaits`.
const KIND: usize = 17;
/// The longest certainty is `possible`.
const CERTAINTY: usize = 8;
/// The longest word is `threshold`.
const WORD: usize = 9;
const INDENT: &str = "   ";
/// From this width on kinds and certainties stand in columns of their own.
const ROOMY: usize = 60;
/// From this height on a line is left empty between the list and what is known of one.
const SPACIOUS: usize = 12;

pub(crate) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let (findings, pane) = (app.model().findings().list(), &app.views().findings);
    let all = pane.len();
    let number = (pane.selection().row() + 1).min(all);
    let title = format!(
        "Findings {}/{}",
        grouped(number as u64),
        grouped(all as u64)
    );
    let body = paint.title(Pane::Findings, area, &title, &evidence(app));
    if all == 0 {
        let text = match findings {
            [] if !app.model().is_checked() => " looking for what is wrong ..",
            [] => " nothing was found",
            _ => " no finding passes the filter",
        };
        paint.line(body, 0, paint.dim(text));
        return;
    }
    let height = usize::from(body.height);
    let listed = height - FindingsPane::about_lines(height);
    let (rows, top) = (all.min(listed), pane.top(listed));
    let mut y = 0;
    let shown = pane
        .rows()
        .iter()
        .filter_map(|&index| findings.get(index as usize));
    for (index, finding) in shown.enumerate().skip(top).take(rows) {
        let is_selected = index == pane.selection().row();
        let style = match (is_selected, app.focus()) {
            (true, Pane::Findings) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let line = row(app, paint, finding, usize::from(area.width));
        paint.row(body, y, line, style);
        y += 1;
    }
    if height >= SPACIOUS {
        y += 1;
    }
    if let Some(finding) = app.finding() {
        for line in about(app, paint, finding, usize::from(area.width)) {
            paint.line(body, y, line);
            y = y.saturating_add(1);
        }
    }
}

/// Which of the events that show the selected finding the time cursor was taken to.
fn evidence(app: &App) -> String {
    let all = app.finding().map_or(0, |finding| finding.evidence.len());
    match (app.evidence_shown(), all) {
        (_, 0) => "no event shows it".to_owned(),
        (None, 1) => "enter: the event that shows it".to_owned(),
        (None, _) => format!("enter: the {all} events that show it"),
        (Some(shown), _) => format!("evidence {}/{all}", shown + 1),
    }
}

fn row(app: &App, paint: &Paint<'_>, finding: &Finding, columns: usize) -> Line<'static> {
    let mut line = Line::from(" ");
    line.push_span(paint.flag(Some(finding.severity)));
    let (kind, certainty) = (finding.kind.as_str(), finding.certainty.as_str());
    let head = if columns >= ROOMY {
        format!(" {}  {}", pad(kind, KIND), pad(certainty, CERTAINTY))
    } else {
        format!(" {kind} ({certainty})")
    };
    line.push_span(head);
    let room = columns.saturating_sub(line.width() + 3);
    let message = paint.unit(visible(&finding.message).into_owned());
    let message = cut(&message, room, paint.glyphs.ellipsis).into_owned();
    line.push_span("  ");
    for span in paint.marked(&message, Style::new(), app.search().map(Search::query)) {
        line.push_span(span);
    }
    line
}

/// What is known of a finding, the sentence first, wrapped.
fn about(app: &App, paint: &Paint<'_>, finding: &Finding, columns: usize) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(INDENT.len() + 1);
    let mut lines = Vec::new();
    for text in wrap(&visible(&finding.message), room) {
        lines.push(Line::from(format!("{INDENT}{}", paint.unit(text))));
    }
    for (word, text) in entries(app.model().trace(), finding) {
        // The sentence has named the place.
        if matches!(word, "place" | "step") {
            continue;
        }
        let mut word = word;
        for text in wrap(&visible(&text), room.saturating_sub(WORD + 2)) {
            let shown = Span::styled(format!("{INDENT}{word:WORD$}  "), paint.theme.key);
            lines.push(Line::from(vec![shown, Span::raw(paint.unit(text))]));
            word = "";
        }
    }
    lines
}
