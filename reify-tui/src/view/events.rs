//! The events around the time cursor, which is always in the middle, if there are as many.

mod columns;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::{Event, PollEvent, PollResult, StepId, ThreadId};

use self::columns::Columns;
use super::paint::Paint;
use crate::app::{App, Pane, Search};
use crate::model::{Query, Wakeup};
use crate::text::{Clock, cut, grouped, pad, pad_left};

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let model = app.model();
    let clock = Clock::for_duration(model.trace().duration());
    let columns = Columns::of(app, clock, usize::from(area.width));
    let view = EventsView {
        app,
        clock,
        columns,
        query: app.search().map(Search::query),
    };
    let title = view.title(paint);
    let right = view.wake_of_cursor(paint);
    let body = paint.title(Pane::Events, area, &title, &right);
    let height = usize::from(body.height);
    // The end of the recording is one more row.
    let rows = model.events() + 1;
    let top = app
        .cursor()
        .saturating_sub(height / 2)
        .min(rows.saturating_sub(height));
    for y in 0..body.height {
        let position = top + usize::from(y);
        if position >= rows {
            break;
        }
        let style = match (position == app.cursor(), app.focus()) {
            (true, Pane::Events) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let line = view.row(paint, position);
        paint.row(body, y, line, style);
    }
}

struct EventsView<'a> {
    app: &'a App,
    clock: Clock,
    columns: Columns,
    query: Option<&'a Query>,
}

impl EventsView<'_> {
    fn title(&self, paint: &Paint<'_>) -> String {
        let (model, moment) = (self.app.model(), self.app.moment());
        let all = grouped(model.events() as u64);
        let time = paint.unit(self.clock.show(moment.time));
        if self.app.cursor() == model.events() {
            return format!("Events end/{all}  {time}");
        }
        format!(
            "Events {}/{all}  {time}",
            grouped(self.app.cursor() as u64 + 1)
        )
    }

    /// Where the column for it is not shown, the title tells what woke the step of the time cursor.
    fn wake_of_cursor(&self, paint: &Paint<'_>) -> String {
        if self.columns.wake > 0 {
            return String::new();
        }
        let wakeup = self.app.model().wakeup(self.app.cursor());
        wakeup.map_or_else(String::new, |wakeup| self.woken(paint, &wakeup))
    }

    fn row(&self, paint: &Paint<'_>, position: usize) -> Line<'static> {
        let model = self.app.model();
        let mark = if position == self.app.cursor() {
            paint.glyphs.cursor
        } else {
            " "
        };
        let mut line = Line::from(Span::styled(mark, paint.theme.cursor));
        let Some(event) = model.trace().events().get(position) else {
            self.end(paint, &mut line);
            return line;
        };
        let columns = &self.columns;
        line.push_span(paint.dim(pad_left(&(position + 1).to_string(), columns.number)));
        line.push_span("  ");
        if columns.time > 0 {
            let time = paint.unit(self.clock.show(event.time()));
            line.push_span(format!("{}  ", pad_left(&time, columns.time)));
        }
        if columns.delta > 0 {
            let delta = self.delta(paint, position, event.time());
            line.push_span(paint.dim(format!("{}  ", pad_left(&delta, columns.delta))));
        }
        if columns.thread > 0 {
            let thread = self.thread(paint, event.thread(), columns.thread);
            line.push_span(paint.dim(format!("{}  ", pad(&thread, columns.thread))));
        }
        self.what(paint, &mut line, &event);
        if columns.wake > 0
            && let Some(wakeup) = model.wakeup(position)
        {
            let text = self.woken(paint, &wakeup);
            let text = cut(&text, columns.wake, paint.glyphs.ellipsis).into_owned();
            line.push_span(paint.dim(format!("  {text}")));
        }
        line
    }

    fn what(&self, paint: &Paint<'_>, line: &mut Line<'static>, event: &Event) {
        let (glyphs, theme) = (paint.glyphs, paint.theme);
        let (glyph, style, word, took) = match event {
            Event::Poll(poll) => {
                let (glyph, style) = result(paint, poll.result);
                (glyph, style, word(poll), paint.duration(poll.took))
            }
            Event::Wake(_) => (glyphs.wake, theme.wake, "woken", String::new()),
            _ => (
                glyphs.waker_drop,
                theme.warning,
                "waker lost",
                String::new(),
            ),
        };
        line.push_span(Span::styled(glyph, style));
        line.push_span(" ");
        let label = self.label(event.step());
        let columns = &self.columns;
        for span in paint.fitted(label, columns.label, Style::new(), self.query) {
            line.push_span(span);
        }
        if columns.result == 0 {
            return;
        }
        line.push_span(Span::styled(
            format!("  {}", pad(word, columns.result)),
            style,
        ));
        let by = match event {
            Event::Wake(wake) => self.source_of(wake.by, wake.thread),
            Event::WakerDrop(drop) => self.source_of(drop.by, drop.thread),
            _ => {
                line.push_span(format!(" {}", pad_left(&took, columns.took)));
                return;
            }
        };
        // What comes of another column in rows of polls is room for the cause here.
        let room = columns.took + columns.wake + if columns.wake > 0 { 2 } else { 0 };
        let by = cut(&by, room, paint.glyphs.ellipsis).into_owned();
        line.push_span(paint.dim(format!(" {by}")));
    }

    fn end(&self, paint: &Paint<'_>, line: &mut Line<'static>) {
        let trace = self.app.model().trace();
        let indent = " ".repeat(self.columns.number + 2);
        let time = paint.unit(self.clock.show(trace.duration()));
        let (text, style) = match trace.end() {
            Some(end) => {
                let reason = crate::text::visible(&end.reason).into_owned();
                (format!("end of the recording: {reason}"), paint.theme.dim)
            }
            None => (
                "no end: the program was killed, or runs still".to_owned(),
                paint.theme.warning,
            ),
        };
        let time = if self.columns.time > 0 {
            format!("{}  ", pad_left(&time, self.columns.time))
        } else {
            String::new()
        };
        let delta = if self.columns.delta > 0 {
            let delta = self.delta(paint, self.app.model().events(), trace.duration());
            format!("{}  ", pad_left(&delta, self.columns.delta))
        } else {
            String::new()
        };
        line.push_span(indent);
        line.push_span(time);
        line.push_span(paint.dim(delta));
        line.push_span(Span::styled(format!("{} {text}", paint.glyphs.end), style));
    }

    /// How long after the event before.
    fn delta(&self, paint: &Paint<'_>, position: usize, time: u64) -> String {
        let events = self.app.model().trace().events();
        let before = position
            .checked_sub(1)
            .and_then(|before| events.time_of(before));
        before.map_or_else(String::new, |before| {
            format!("+{}", paint.duration(time.saturating_sub(before)))
        })
    }

    fn woken(&self, paint: &Paint<'_>, wakeup: &Wakeup) -> String {
        let by = self.source_of(wakeup.wake.by, wakeup.wake.thread);
        format!("woken {} before {by}", paint.duration(wakeup.before))
    }

    /// From where a waker was called or dropped.
    fn source_of(&self, by: Option<StepId>, thread: ThreadId) -> String {
        match by {
            Some(step) => format!("by {}", self.label(step)),
            None => format!("from {}", self.app.model().names().thread(thread)),
        }
    }

    fn label(&self, step: StepId) -> &str {
        let model = self.app.model();
        model.names().expr(model.trace().step(step).site)
    }

    fn thread(&self, paint: &Paint<'_>, thread: ThreadId, columns: usize) -> String {
        let name = self.app.model().names().thread(thread);
        crate::text::cut_left(name, columns, paint.glyphs.ellipsis).into_owned()
    }
}

fn word(poll: &PollEvent) -> &'static str {
    match poll.result {
        PollResult::Pending => "pending",
        PollResult::Ready => "ready",
        PollResult::Cancelled => "cancelled",
        PollResult::Panicked => "panicked",
    }
}

fn result(paint: &Paint<'_>, result: PollResult) -> (&'static str, Style) {
    let (glyphs, theme) = (paint.glyphs, paint.theme);
    match result {
        PollResult::Pending => (glyphs.pending, theme.pending),
        PollResult::Ready => (glyphs.ready, theme.ready),
        PollResult::Cancelled => (glyphs.cancelled, theme.cancelled),
        PollResult::Panicked => (glyphs.panicked, theme.panicked),
    }
}
