//! The events around the time cursor, which is always in the middle, if there are as many.

mod cause;
mod columns;
mod row;

use ratatui::layout::Rect;
use ratatui::style::Style;
use reify_lib::Event;

use self::columns::Columns;
use super::hints::passed;
use super::paint::Paint;
use crate::app::{App, Pane, Search};
use crate::model::{Query, Wakeup};
use crate::text::{Clock, grouped};

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let clock = Clock::for_duration(app.model().trace().duration());
    let view = EventsView {
        app,
        clock,
        columns: Columns::of(app, clock, usize::from(area.width)),
        query: app.search().map(Search::query),
    };
    let (title, wake) = (view.title(paint), view.wake_of_cursor(paint));
    let body = paint.title(Pane::Events, area, &title, &wake);
    let height = usize::from(body.height);
    // All are looked up before any is drawn, so that what lies far apart in memory is waited for at once.
    let rows = app.event_rows(height).into_iter();
    let rows: Vec<Shown> = rows.map(|position| view.look_up(position)).collect();
    for (y, row) in (0..body.height).zip(&rows) {
        let style = match (row.position == app.cursor(), app.focus()) {
            (true, Pane::Events) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let line = view.row(paint, row);
        paint.row(body, y, line, style);
    }
}

struct EventsView<'a> {
    app: &'a App,
    clock: Clock,
    columns: Columns,
    query: Option<&'a Query>,
}

/// What is shown of an event, or of the end.
struct Shown {
    position: usize,
    event: Option<Event>,
    wakeup: Option<Wakeup>,
}

impl EventsView<'_> {
    fn look_up(&self, position: usize) -> Shown {
        let model = self.app.model();
        let has_wake = self.columns.wake > 0;
        Shown {
            position,
            event: model.trace().events().get(position),
            wakeup: has_wake.then(|| model.wakeup(position)).flatten(),
        }
    }

    fn title(&self, paint: &Paint<'_>) -> String {
        let (model, position) = (self.app.model(), self.app.cursor());
        let time = self.time(paint, self.app.moment().time);
        let all = grouped(model.events() as u64);
        let narrowed = self.app.narrowed();
        let passed = narrowed.map(|narrowed| passed(narrowed.passed_events(model)));
        let passed = passed.map_or_else(String::new, |passed| format!("  {passed}"));
        if position == model.events() {
            format!("Events end/{all}  {time}{passed}")
        } else {
            format!(
                "Events {}/{all}  {time}{passed}",
                grouped(position as u64 + 1)
            )
        }
    }

    /// Where the column for it is not shown, the title tells what woke the step of the time cursor.
    fn wake_of_cursor(&self, paint: &Paint<'_>) -> String {
        if self.columns.wake > 0 {
            return String::new();
        }
        let wakeup = self.app.model().wakeup(self.app.cursor());
        wakeup.map_or_else(String::new, |wakeup| self.woken(paint, &wakeup))
    }

    fn time(&self, paint: &Paint<'_>, at: u64) -> String {
        paint.unit(self.clock.show(at))
    }
}
