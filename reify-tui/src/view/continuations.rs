//! A box with the ways in which the keys pressed so far go on.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::Paint;
use crate::app::App;
use crate::text::{cut, pad, width};

/// On lower screens the last line has to do.
const LOWEST: u16 = 12;
const NARROWEST: u16 = 40;

/// Whether there is such a box.
pub(super) fn is_shown(app: &App) -> bool {
    let screen = app.screen();
    screen.height >= LOWEST
        && screen.width >= NARROWEST
        && !app.keys().continuations(app.place()).is_empty()
}

/// Draws the box over the lower right corner, above the last line.
pub(super) fn draw(app: &App, paint: &mut Paint<'_>, screen: Rect) {
    if !is_shown(app) {
        return;
    }
    let rows = app.keys().continuations(app.place());
    let keys = rows.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0);
    let texts = rows.iter().map(|(_, binding)| width(binding.help)).max();
    // Before and behind stand two columns, and two between.
    let columns = keys + texts.unwrap_or(0) + 6;
    let columns = u16::try_from(columns).unwrap_or(u16::MAX).min(screen.width);
    let below = screen.height.saturating_sub(1);
    let height = u16::try_from(rows.len() + 1).unwrap_or(u16::MAX).min(below);
    let area = Rect {
        x: screen.x + (screen.width - columns),
        y: screen.y + (below - height),
        width: columns,
        height,
    };
    paint.clear(area);
    let body = paint.title(app.focus(), area, &app.keys().pending(), "");
    let room = usize::from(columns).saturating_sub(keys + 6);
    for (y, (next, binding)) in (0..body.height).zip(rows) {
        let help = cut(binding.help, room, paint.glyphs.ellipsis).into_owned();
        let line = Line::from(vec![
            Span::raw("  "),
            Span::styled(pad(&next, keys), paint.theme.key),
            Span::raw(format!("  {help}")),
        ]);
        paint.line(body, y, line);
    }
}
