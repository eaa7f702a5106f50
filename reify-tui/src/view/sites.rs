//! The await points with what their steps add up to, and all that is known of the selected one below. What the time cursor
//! did not come to yet is dim.

mod columns;
mod details;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::SiteId;

use self::columns::Columns;
pub(crate) use self::details::foot;
use super::paint::Paint;
use super::steps::sorted_by;
use crate::app::{App, Pane, Rows as _, Search};
use crate::text::{grouped, pad, pad_left, width};

/// Behind a title, while there are no numbers of the recording yet.
pub(super) const ADDING_UP: &str = ", adding up ..";

/// What a title line has beside its two texts.
const TITLE: usize = 7;

pub(crate) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let sites = &app.views().sites;
    let columns = Columns::of(app, usize::from(area.width));
    let (number, all) = (sites.selection().row() + 1, sites.len());
    let mut title = format!(
        "Awaits {}/{}",
        grouped(number.min(all) as u64),
        grouped(all as u64),
    );
    let mut heads = columns.heads();
    if app.is_adding_up() {
        // There are no numbers, so they are in no order.
        title.push_str(ADDING_UP);
        heads.clear();
    } else {
        title.push_str(&sorted_by(sites.sort()));
        let whole = format!("{title}, {}", until(app));
        if width(&whole) + width(&heads) + TITLE <= usize::from(area.width) {
            title = whole;
        }
    }
    let mut body = paint.title(Pane::Sites, area, &title, &heads);
    if all == 0 {
        let text = match app.narrowed() {
            Some(_) => " no await passes the filter",
            None => " no await was recorded",
        };
        paint.line(body, 0, paint.dim(text));
        return;
    }
    details::draw(app, paint, body);
    body.height -= foot(usize::from(body.height)) as u16;
    let at_cursor = app.model().step_at(app.cursor());
    let marked = at_cursor.map(|step| app.model().trace().step(step).site);
    let top = sites.top(usize::from(body.height));
    for (y, (index, &site)) in (0..body.height).zip(sites.rows().iter().enumerate().skip(top)) {
        let style = match (index == sites.selection().row(), app.focus()) {
            (true, Pane::Sites) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let line = row(app, paint, &columns, site, marked == Some(site));
        paint.row(body, y, line, style);
    }
}

/// What the numbers are of.
fn until(app: &App) -> String {
    match app.cursor() {
        _ if app.counts_whole() => "in all".to_owned(),
        end if end == app.model().events() => "until the end".to_owned(),
        position => format!("until event {}", grouped(position as u64 + 1)),
    }
}

fn row(
    app: &App,
    paint: &Paint<'_>,
    columns: &Columns,
    site: SiteId,
    is_marked: bool,
) -> Line<'static> {
    let (model, query) = (app.model(), app.search().map(Search::query));
    let style = match model.first_poll_of_site(site) {
        Some(first) if first <= app.cursor() => Style::new(),
        _ => paint.theme.dim,
    };
    let mut line = Line::from(paint.mark(is_marked));
    let mut room = columns.label;
    // The mark has a column where there is something to mark.
    if !model.findings().is_empty() && room > 0 {
        room -= 1;
        line.push_span(paint.flag(model.findings().of_site(site)));
    }
    for span in paint.label(model.names().expr(site), room, style, query) {
        line.push_span(span);
    }
    let place = (model.names(), site);
    columns.place.push(paint, &mut line, place, style, query);
    let Some(summary) = app.site_summary(site) else {
        return line;
    };
    for column in columns.numbers() {
        let text = column.text(&summary, |ns| paint.duration(ns));
        let text = format!("  {}", pad_left(&text, column.width()));
        line.push_span(Span::styled(text, style));
    }
    line
}
