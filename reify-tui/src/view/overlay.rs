//! A page over the panes.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::paint::{Paint, below};
use crate::app::{App, OverlayKind, OverlayLine};
use crate::text::{cut, pad, width};

/// No page is wider.
const WIDEST: u16 = 84;

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, screen: Rect) {
    let Some(overlay) = app.overlay() else { return };
    let lines = app.overlay_lines(overlay.kind());
    // The last line stays for the hints.
    let room = screen.height.saturating_sub(1);
    let height = room.min(u16::try_from(lines.len() + 1).unwrap_or(u16::MAX));
    let page_width = screen.width.min(WIDEST);
    let area = Rect {
        x: screen.x + (screen.width - page_width) / 2,
        y: screen.y,
        width: page_width,
        height,
    };
    let frame = Rect {
        height: room,
        ..screen
    };
    paint.clear(frame);
    let name = match overlay.kind() {
        OverlayKind::Help => "Keys",
        OverlayKind::About => "About",
    };
    let body = below(area);
    let rows = usize::from(body.height);
    let top = overlay.top(lines.len(), rows);
    let last = (top + rows).min(lines.len());
    let position = format!("{}-{last}/{}", top + 1, lines.len());
    paint.title(app.focus(), area, name, &position);
    let entry_width = lines.iter().map(word_width).max().unwrap_or(0);
    for (y, line) in (0..body.height).zip(&lines[top.min(lines.len())..]) {
        let line = show(paint, line, entry_width, usize::from(body.width));
        paint.line(body, y, line);
    }
}

fn word_width(line: &OverlayLine) -> usize {
    match line {
        OverlayLine::Entry(word, _) => width(word),
        _ => 0,
    }
}

fn show(
    paint: &Paint<'_>,
    line: &OverlayLine,
    entry_width: usize,
    columns: usize,
) -> Line<'static> {
    match line {
        OverlayLine::Title(title) => {
            Line::from(Span::styled(format!(" {title}"), paint.theme.title))
        }
        OverlayLine::Text(text) => Line::from(format!(" {text}")),
        OverlayLine::Entry(word, text) => {
            let room = columns.saturating_sub(entry_width + 5);
            let text = cut(text, room, paint.glyphs.ellipsis).into_owned();
            Line::from(vec![
                Span::styled(format!("   {}", pad(word, entry_width)), paint.theme.key),
                Span::styled(format!("  {text}"), Style::new()),
            ])
        }
    }
}
