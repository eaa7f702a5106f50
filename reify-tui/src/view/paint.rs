//! [`Paint`]: what every part of the screen draws with.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, Pane};
use crate::glyphs::Glyphs;
use crate::model::Query;
use crate::text::{self, Duration};
use crate::theme::Theme;

/// The buffer, the styles and the glyphs.
pub(super) struct Paint<'a> {
    buffer: &'a mut Buffer,
    pub(super) theme: &'static Theme,
    pub(super) glyphs: &'static Glyphs,
    focus: Pane,
}

impl<'a> Paint<'a> {
    pub(super) fn new(app: &App, buffer: &'a mut Buffer) -> Self {
        Self {
            buffer,
            theme: Theme::named(app.options().theme),
            glyphs: Glyphs::new(app.options().ascii),
            focus: app.focus(),
        }
    }

    /// Draws a line of an area, as far as it fits.
    pub(super) fn line<'t>(&mut self, area: Rect, row: u16, line: impl Into<Line<'t>>) {
        if row < area.height && area.width > 0 {
            let y = area.y.saturating_add(row);
            self.buffer.set_line(area.x, y, &line.into(), area.width);
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
        let focused = pane == self.focus;
        let rule = if focused {
            self.glyphs.heavy_rule
        } else {
            self.glyphs.rule
        };
        let style = if focused {
            self.theme.title
        } else {
            self.theme.rule
        };
        self.line(
            area,
            0,
            Span::styled(rule.repeat(usize::from(area.width)), style),
        );
        let room = usize::from(area.width).saturating_sub(4);
        let left = text::cut(left, room, self.glyphs.ellipsis);
        let left_width = text::width(&left);
        let title = if focused {
            self.theme.title
        } else {
            Style::new()
        };
        self.inset(area, 1, Span::styled(format!(" {left} "), title));
        let right_width = text::width(right);
        if right_width > 0 && left_width + right_width + 3 <= room {
            let x = usize::from(area.width).saturating_sub(right_width + 2);
            self.inset(area, x, Span::styled(format!(" {right} "), self.theme.dim));
        }
        below(area)
    }

    fn inset(&mut self, area: Rect, x: usize, span: Span<'_>) {
        let x = u16::try_from(x).unwrap_or(u16::MAX).min(area.width);
        let inner = Rect {
            x: area.x.saturating_add(x),
            width: area.width.saturating_sub(x),
            ..area
        };
        self.line(inner, 0, span);
    }

    pub(super) fn dim<'t>(&self, text: impl Into<std::borrow::Cow<'t, str>>) -> Span<'t> {
        Span::styled(text, self.theme.dim)
    }

    /// A length of time; the unit as the terminal can show it.
    pub(super) fn duration(&self, ns: u64) -> String {
        self.unit(Duration(ns).to_string())
    }

    pub(super) fn unit(&self, time: String) -> String {
        if self.glyphs.micro == "µs" {
            time
        } else {
            time.replace("µs", self.glyphs.micro)
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

/// All of an area but its first line.
pub(super) fn below(area: Rect) -> Rect {
    Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}
