//! The notices: a line under the header where there are any, and a view of them, with what is known of the selected one
//! and of what is missing in all.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::{Harm, Notice};

use super::entry;
use super::paint::Paint;
use crate::action::Action;
use crate::app::{App, NoticesPane, Pane, Rows as _};
use crate::model::{completeness, notice_entries};
use crate::text::{counted, cut, grouped, pad, visible, width, wrap};

/// The longest kind is `misplaced-header`.
const KIND: usize = 16;
/// The longest word is `missing`.
const WORD: usize = 7;
const INDENT: &str = "   ";
/// From this width on kinds stand in a column of their own.
const ROOMY: usize = 60;
/// From this height on lines are left empty between the parts.
const SPACIOUS: usize = 12;

/// The line that says that there are some: the worst one, how many there are, and the keys that lead to them.
pub(super) fn draw_line(app: &App, paint: &mut Paint<'_>, area: Rect) {
    let notices = app.notices();
    let Some(worst) = notices.first() else {
        return;
    };
    let count = counted(notices.len() as u64, "notice");
    let count = match app.keys().map().first_keys(Action::Focus(Pane::Notices)) {
        Some(keys) => format!("{count}: {keys} "),
        None => format!("{count} "),
    };
    let room = usize::from(area.width).saturating_sub(width(&count) + 5);
    let text = paint.unit(visible(&worst.to_string()).into_owned());
    let text = pad(&cut(&text, room, paint.glyphs.ellipsis), room);
    let style = style(paint, worst);
    let line = vec![
        Span::raw(" "),
        flag(paint, worst),
        Span::styled(format!(" {text}"), style),
        Span::styled(format!("  {count}"), style),
    ];
    paint.line(area, 0, line);
}

fn style(paint: &Paint<'_>, notice: &Notice) -> Style {
    match notice.kind.harm() {
        Harm::Loss | Harm::Doubt => paint.theme.warning,
        Harm::Slight => paint.theme.dim,
    }
}

/// Whether something is missing or doubtful, also without colors.
fn flag(paint: &Paint<'_>, notice: &Notice) -> Span<'static> {
    let glyph = match notice.kind.harm() {
        Harm::Loss | Harm::Doubt => paint.glyphs.alarm,
        Harm::Slight => paint.glyphs.info,
    };
    Span::styled(glyph, style(paint, notice))
}

pub(crate) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let (notices, pane) = (app.notices(), &app.views().notices);
    let all = notices.len();
    let number = (pane.selection().row() + 1).min(all);
    let title = format!("Notices {}/{}", grouped(number as u64), grouped(all as u64));
    let body = paint.title(
        Pane::Notices,
        area,
        &title,
        "about the file, the worst first",
    );
    let height = usize::from(body.height);
    let listed = height - NoticesPane::about_lines(height);
    let (rows, top) = (all.min(listed), pane.top(listed));
    let columns = usize::from(area.width);
    let mut y = 0;
    for (index, notice) in notices.iter().enumerate().skip(top).take(rows) {
        let style = match (index == pane.selection().row(), app.focus()) {
            (true, Pane::Notices) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let line = row(paint, notice, columns);
        paint.row(body, y, line, style);
        y += 1;
    }
    if all == 0 {
        paint.line(body, 0, paint.dim(" nothing is missing or odd"));
        y = 1;
    }
    let gap = u16::from(height >= SPACIOUS);
    if let Some(notice) = app.notice() {
        y = draw_lines(paint, body, y + gap, about(paint, notice, columns));
    }
    let in_all = completeness(app.model().trace());
    let in_all = in_all
        .iter()
        .flat_map(|(word, text)| entry::lines(paint, (word, text), WORD, (INDENT, columns)));
    let in_all = in_all.collect();
    draw_lines(paint, body, y + gap, in_all);
}

fn draw_lines(paint: &mut Paint<'_>, body: Rect, from: u16, lines: Vec<Line<'static>>) -> u16 {
    let mut y = from;
    for line in lines {
        paint.line(body, y, line);
        y = y.saturating_add(1);
    }
    y
}

fn row(paint: &Paint<'_>, notice: &Notice, columns: usize) -> Line<'static> {
    let mut line = Line::from(" ");
    line.push_span(flag(paint, notice));
    let kind = notice.kind.as_str();
    line.push_span(if columns >= ROOMY {
        format!(" {}  ", pad(kind, KIND))
    } else {
        format!(" {kind}  ")
    });
    let room = columns.saturating_sub(line.width() + 1);
    let text = paint.unit(visible(&notice.to_string()).into_owned());
    line.push_span(cut(&text, room, paint.glyphs.ellipsis).into_owned());
    line
}

/// What is known of a notice, the sentence first, wrapped.
fn about(paint: &Paint<'_>, notice: &Notice, columns: usize) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(INDENT.len() + 1);
    let mut lines: Vec<Line<'static>> = wrap(&visible(&notice.message), room)
        .into_iter()
        .map(|text| Line::from(format!("{INDENT}{}", paint.unit(text))))
        .collect();
    for (word, text) in notice_entries(notice) {
        lines.extend(entry::lines(paint, (word, &text), WORD, (INDENT, columns)));
    }
    lines
}
