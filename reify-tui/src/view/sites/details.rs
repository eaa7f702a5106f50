//! The selected await point below the others: where it stands, and every number of it.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Paint, grouped, pad, until};
use crate::app::{App, Rows as _};
use crate::model::{SiteSummary, Spread};
use crate::text::{DURATION_WIDTH, counted, cut_left, pad_left, width};

/// In lower panes there is room for rows alone.
const LOWEST: usize = 8;
const LINES: usize = 3;
const INDENT: &str = "   ";
/// The longest word is `waiting`.
const WORD: usize = 7;

/// How many lines stand below the rows in a pane of a height.
pub(crate) fn foot(height: usize) -> usize {
    if height >= LOWEST { LINES } else { 0 }
}

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, body: Rect) {
    let lines = foot(usize::from(body.height)) as u16;
    let sites = &app.views().sites;
    let Some(&site) = sites.rows().get(sites.selection().row()) else {
        return;
    };
    if lines == 0 {
        return;
    }
    let area = Rect {
        y: body.y + (body.height - lines),
        height: lines,
        ..body
    };
    let summary = app.site_summary(site);
    let counts = summary.as_ref().map_or_else(String::new, counts);
    let room = usize::from(body.width).saturating_sub(INDENT.len() + WORD + 5 + width(&counts));
    let place = cut_left(app.model().names().place(site), room, paint.glyphs.ellipsis);
    let place = pad(&place, room);
    paint.line(
        area,
        0,
        entry(paint, "place", &format!("{place}  {counts}")),
    );
    let Some(summary) = summary else {
        return;
    };
    let mut waiting = entry(paint, "waiting", &spread(paint, &summary.waiting));
    let until = format!("   {}", until(app));
    if waiting.width() + width(&until) <= usize::from(area.width) {
        waiting.push_span(until);
    }
    paint.line(area, 1, waiting);
    let polling = spread(paint, &summary.polling);
    paint.line(area, 2, entry(paint, "polling", &polling));
}

fn counts(summary: &SiteSummary) -> String {
    let mut counts = vec![counted(summary.steps, "step")];
    if summary.cancelled > 0 {
        counts.push(format!("{} cancelled", grouped(summary.cancelled)));
    }
    counts.push(counted(summary.polls, "poll"));
    counts.join(", ")
}

fn entry(paint: &Paint<'_>, word: &str, text: &str) -> Line<'static> {
    let word = format!("{INDENT}{word:WORD$}  ");
    Line::from(vec![
        Span::styled(word, paint.theme.key),
        Span::raw(text.to_owned()),
    ])
}

fn spread(paint: &Paint<'_>, spread: &Spread) -> String {
    let time = |ns| pad_left(&paint.duration(ns), DURATION_WIDTH);
    format!(
        "{}   p50 {}   p95 {}   max {}",
        time(spread.total),
        time(spread.p50),
        time(spread.p95),
        time(spread.max)
    )
}
