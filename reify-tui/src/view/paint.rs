//! [`Paint`]: what every part of the screen draws with.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::Severity;

use crate::app::{App, Pane};
use crate::glyphs::Glyphs;
use crate::model::Query;
use crate::text::{self, Duration};
use crate::theme::Theme;

/// The buffer, the styles and the glyphs.
pub(crate) struct Paint<'a> {
    buffer: &'a mut Buffer,
    pub(super) theme: &'static Theme,
    pub(super) glyphs: &'static Glyphs,
    focus: Pane,
    /// The terminal shows nothing beyond ASCII, not even in what users wrote.
    ascii: bool,
}

impl<'a> Paint<'a> {
    pub(super) fn new(app: &App, buffer: &'a mut Buffer) -> Self {
        Self {
            buffer,
            theme: Theme::named(app.options().theme),
            glyphs: Glyphs::new(app.options().ascii),
            focus: app.focus(),
            ascii: app.options().ascii,
        }
    }

    /// Draws a line of an area, as far as it fits. Where text is cut, that is shown.
    pub(super) fn line<'t>(&mut self, area: Rect, row: u16, line: impl Into<Line<'t>>) {
        if row < area.height && area.width > 0 {
            let y = area.y.saturating_add(row);
            let mut line = line.into();
            if self.ascii {
                line.spans.iter_mut().for_each(to_ascii);
            }
            if !exceeds(&line, usize::from(area.width)) {
                self.buffer.set_line(area.x, y, &line, area.width);
                return;
            }
            let room = area.width - 1;
            let (end, _) = self.buffer.set_line(area.x, y, &line, room);
            let style = end
                .checked_sub(1)
                .filter(|last| *last >= area.x)
                .and_then(|last| self.buffer.cell((last, y)))
                .map_or(Style::new(), Cell::style);
            self.buffer
                .set_string(area.x + room, y, self.glyphs.ellipsis, style);
        }
    }

    /// Draws a line and gives the whole width of the area a style.
    pub(super) fn row<'t>(
        &mut self,
        area: Rect,
        row: u16,
        line: impl Into<Line<'t>>,
        style: Style,
    ) {
        self.line(area, row, line);
        let y = area.y.saturating_add(row);
        let whole = Rect {
            y,
            height: 1,
            ..area
        };
        self.buffer.set_style(whole.intersection(area), style);
    }

    /// Empties an area.
    pub(super) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            self.buffer[position].reset();
        }
    }

    /// Draws the title line of a pane, `left` at its beginning and `right` at its end, and gives back what is below.
    pub(super) fn title(&mut self, pane: Pane, area: Rect, left: &str, right: &str) -> Rect {
        let (rule, line_style, title_style) = if pane == self.focus {
            (self.glyphs.heavy_rule, self.theme.title, self.theme.title)
        } else {
            (self.glyphs.rule, self.theme.rule, Style::new())
        };
        let room = usize::from(area.width).saturating_sub(4);
        let left = text::cut(left, room, self.glyphs.ellipsis).into_owned();
        let free = room.saturating_sub(text::width(&left));
        // One more column of the rule stands between the two.
        let right = Some(right).filter(|right| !right.is_empty() && text::width(right) + 3 <= free);
        let rest = free.saturating_sub(right.map_or(0, |right| text::width(right) + 2));
        let mut line = Line::from(vec![
            Span::styled(rule, line_style),
            Span::styled(format!(" {left} "), title_style),
            Span::styled(rule.repeat(rest), line_style),
        ]);
        if let Some(right) = right {
            line.push_span(format!(" {right} "));
        }
        line.push_span(Span::styled(rule, line_style));
        self.line(area, 0, line);
        below(area)
    }

    /// Stands before a row: the mark of the time cursor, or nothing.
    pub(super) fn mark(&self, is_marked: bool) -> Span<'static> {
        if is_marked {
            Span::styled(self.glyphs.cursor, self.theme.cursor)
        } else {
            Span::raw(" ")
        }
    }

    /// Stands before what a finding is about: how bad it is, or nothing.
    pub(super) fn flag(&self, severity: Option<Severity>) -> Span<'static> {
        match severity {
            Some(Severity::Alarm) => Span::styled(self.glyphs.alarm, self.theme.warning),
            Some(_) => Span::styled(self.glyphs.info, self.theme.dim),
            None => Span::raw(" "),
        }
    }

    pub(super) fn dim<'t>(&self, text: impl Into<std::borrow::Cow<'t, str>>) -> Span<'t> {
        Span::styled(text, self.theme.dim)
    }

    /// A length of time; the unit as the terminal can show it.
    pub(super) fn duration(&self, ns: u64) -> String {
        self.unit(Duration(ns).to_string())
    }

    pub(super) fn unit(&self, time: String) -> String {
        if self.ascii {
            time.replace("µs", self.glyphs.micro)
        } else {
            time
        }
    }

    /// A label cut to a width and padded to it, with what a search found in it marked.
    pub(super) fn label(
        &self,
        text: &str,
        columns: usize,
        style: Style,
        query: Option<&Query>,
    ) -> Vec<Span<'static>> {
        let text = text::cut_path(text, columns, self.glyphs.ellipsis);
        let rest = columns.saturating_sub(text::width(&text));
        let mut spans = self.marked(&text, style, query);
        if rest > 0 {
            spans.push(Span::styled(" ".repeat(rest), style));
        }
        spans
    }

    /// A text with what a search found in it marked.
    pub(super) fn marked(
        &self,
        text: &str,
        style: Style,
        query: Option<&Query>,
    ) -> Vec<Span<'static>> {
        let span = |text: &str, style| Span::styled(text.to_owned(), style);
        match query.and_then(|query| query.find(text)) {
            None => vec![span(text, style)],
            Some(found) => vec![
                span(&text[..found.start], style),
                span(&text[found.clone()], style.patch(self.theme.matched)),
                span(&text[found.end..], style),
            ],
        }
    }
}

/// Whether a line is wider than so many columns, but for the spaces at its end.
fn exceeds(line: &Line<'_>, columns: usize) -> bool {
    let mut before = 0;
    line.spans.iter().any(|span| {
        let shown = text::width(span.content.trim_end());
        let is_beyond = shown > 0 && before + shown > columns;
        before += text::width(&span.content);
        is_beyond
    })
}

/// Puts question marks in the place of all other characters, as many as these take columns.
fn to_ascii(span: &mut Span<'_>) {
    if span.content.is_ascii() {
        return;
    }
    let mut ascii = String::new();
    for c in span.content.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            ascii.push_str(&"?".repeat(text::width(c.encode_utf8(&mut [0; 4]))));
        }
    }
    span.content = ascii.into();
}

/// All of an area but its first line.
pub(super) fn below(area: Rect) -> Rect {
    Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}
