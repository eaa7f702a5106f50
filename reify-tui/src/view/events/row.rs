//! One event as a row.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::{Event, PollEvent, PollResult};

use super::{EventsView, Shown};
use crate::model::{Returned, Wakeup};
use crate::text::{cut, cut_left, pad, pad_left, visible};
use crate::theme::Theme;
use crate::view::paint::Paint;

impl EventsView<'_> {
    pub(super) fn row(&self, paint: &Paint<'_>, row: &Shown) -> Line<'static> {
        let position = row.position;
        let mut line = Line::from(paint.mark(position == self.app.cursor()));
        match &row.event {
            Some(event) => {
                self.when(paint, &mut line, position, event.time());
                self.what(paint, &mut line, event, row.wakeup.as_ref());
            }
            None => self.end(paint, &mut line, position),
        }
        line
    }

    /// The number, the time, and how long after the event before.
    fn when(&self, paint: &Paint<'_>, line: &mut Line<'static>, position: usize, time: u64) {
        let (columns, events) = (&self.columns, self.app.model().trace().events());
        let number = if position < events.len() {
            (position + 1).to_string()
        } else {
            String::new()
        };
        line.push_span(paint.dim(format!("{}  ", pad_left(&number, columns.number))));
        if columns.time > 0 {
            let time = self.time(paint, time);
            line.push_span(format!("{}  ", pad_left(&time, columns.time)));
        }
        if columns.delta > 0 {
            let before = position.checked_sub(1);
            let before = before.and_then(|before| events.time_of(before));
            let delta = before.map_or_else(String::new, |before| {
                format!("+{}", paint.duration(time.saturating_sub(before)))
            });
            line.push_span(paint.dim(format!("{}  ", pad_left(&delta, columns.delta))));
        }
    }

    fn what(
        &self,
        paint: &Paint<'_>,
        line: &mut Line<'static>,
        event: &Event,
        wakeup: Option<&Wakeup>,
    ) {
        let (columns, glyphs, theme) = (&self.columns, paint.glyphs, paint.theme);
        if columns.thread > 0 {
            let name = self.app.model().names().thread(event.thread());
            let name = cut_left(name, columns.thread, glyphs.ellipsis);
            line.push_span(paint.dim(format!("{}  ", pad(&name, columns.thread))));
        }
        let (glyph, style) = match event {
            Event::Poll(poll) => self.result(paint, poll),
            Event::Wake(_) => (glyphs.wake, theme.wake),
            _ => (glyphs.waker_drop, theme.warning),
        };
        line.push_span(Span::styled(glyph, style));
        line.push_span(paint.flag(self.app.model().findings().of_step(event.step())));
        let label = self.label(event.step());
        for span in paint.label(label, columns.label, Style::new(), self.query) {
            line.push_span(span);
        }
        if columns.result == 0 {
            return;
        }
        line.push_span("  ");
        match event {
            Event::Poll(poll) => self.returned(paint, line, (poll, wakeup), style),
            Event::Wake(wake) => {
                let cause = self.cause(wake.step, wake.by, wake.thread);
                self.sentence(paint, line, "woken", &cause, style);
            }
            Event::WakerDrop(drop) => {
                let cause = self.cause(drop.step, drop.by, drop.thread);
                self.sentence(paint, line, "waker dropped", &cause, style);
            }
            _ => {}
        }
    }

    fn returned(
        &self,
        paint: &Paint<'_>,
        line: &mut Line<'static>,
        (poll, wakeup): (&PollEvent, Option<&Wakeup>),
        style: Style,
    ) {
        let columns = &self.columns;
        let word = self.app.model().returned(poll).as_str();
        let word = pad(word, columns.result);
        line.push_span(Span::styled(word, Theme::word(style)));
        if columns.took > 0 {
            // A drop is no poll, and takes no time worth telling.
            let took = match poll.result {
                PollResult::Cancelled if poll.took == 0 => String::new(),
                _ => paint.duration(poll.took),
            };
            line.push_span(format!(" {}", pad_left(&took, columns.took)));
        }
        if let Some(wakeup) = wakeup {
            let delay = self.delay(paint, wakeup);
            let room = columns.wake.saturating_sub(2);
            let delay = cut(&delay, room, paint.glyphs.ellipsis).into_owned();
            line.push_span(Span::styled(
                format!("  {} ", paint.glyphs.wake),
                paint.theme.wake,
            ));
            line.push_span(delay);
        }
    }

    /// A word and what follows, over the columns of polls.
    fn sentence(
        &self,
        paint: &Paint<'_>,
        line: &mut Line<'static>,
        word: &'static str,
        rest: &str,
        style: Style,
    ) {
        let columns = &self.columns;
        let gaps = usize::from(columns.took > 0) + if columns.wake > 0 { 2 } else { 0 };
        let room = columns.result + columns.took + columns.wake + gaps;
        let rest = cut(
            rest,
            room.saturating_sub(word.len() + 1),
            paint.glyphs.ellipsis,
        );
        line.push_span(Span::styled(word, Theme::word(style)));
        line.push_span(format!(" {rest}"));
    }

    /// The row behind the last event.
    fn end(&self, paint: &Paint<'_>, line: &mut Line<'static>, position: usize) {
        let trace = self.app.model().trace();
        self.when(paint, line, position, trace.duration());
        let (text, style) = if let Some(end) = trace.end() {
            let text = format!("end of the recording: {}", visible(&end.reason));
            (text, paint.theme.dim)
        } else if self.app.is_growing() {
            ("the end so far: more may come".to_owned(), paint.theme.dim)
        } else {
            let text = "no end: the program was killed, or runs still".to_owned();
            (text, paint.theme.warning)
        };
        let text = format!("{} {text}", paint.glyphs.end);
        line.push_span(Span::styled(text, style));
    }

    fn result(&self, paint: &Paint<'_>, poll: &PollEvent) -> (&'static str, Style) {
        let (glyphs, theme) = (paint.glyphs, paint.theme);
        match self.app.model().returned(poll) {
            Returned::Pending => (glyphs.pending, theme.pending),
            Returned::Ready => (glyphs.ready, theme.ready),
            Returned::Cancelled => (glyphs.cancelled, theme.cancelled),
            Returned::LetGo => (glyphs.let_go, theme.dim),
            Returned::Panicked => (glyphs.panicked, theme.panicked),
        }
    }
}
