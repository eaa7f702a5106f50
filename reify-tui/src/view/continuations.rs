//! A box with the ways in which the keys pressed so far go on.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::Paint;
use crate::app::App;
use crate::text::{cut, pad, width};

/// Before the keys, and between them and what they do.
const GAP: usize = 2;
/// Less of a text says nothing: then the keys stand alone.
const SHORTEST: usize = 6;

/// Draws the box over the lower right corner, above the last line. On low screens it has several columns.
pub(super) fn draw(app: &App, paint: &mut Paint<'_>, screen: Rect) {
    let rows = app.keys().continuations(app.place());
    // The last line says that esc cancels, and one of the box is its title.
    let most = usize::from(screen.height.saturating_sub(2));
    if rows.is_empty() || most == 0 {
        return;
    }
    let keys = rows.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0);
    let texts = rows.iter().map(|(_, binding)| width(binding.help)).max();
    let columns = rows.len().div_ceil(most);
    let height = rows.len().div_ceil(columns);
    let wanted = GAP + keys + GAP + texts.unwrap_or(0);
    let column = wanted.min((usize::from(screen.width) / columns).saturating_sub(1));
    let (across, down) = (columns * (column + 1) + 1, height + 1);
    let across = u16::try_from(across).unwrap_or(u16::MAX).min(screen.width);
    let down = u16::try_from(down).unwrap_or(u16::MAX).min(screen.height);
    let area = Rect {
        x: screen.x + (screen.width - across),
        y: screen.y + (screen.height - down).saturating_sub(1),
        width: across,
        height: down,
    };
    paint.clear(area);
    let body = paint.title(app.focus(), area, &app.keys().pending(), "");
    for (index, (next, binding)) in rows.iter().enumerate() {
        let room = column.saturating_sub(GAP + keys + GAP);
        let (before, help) = if room < SHORTEST {
            (1, String::new())
        } else {
            let help = cut(binding.help, room, paint.glyphs.ellipsis);
            (GAP, format!("{}{help}", " ".repeat(GAP)))
        };
        let line = Line::from(vec![
            Span::raw(" ".repeat(before)),
            Span::styled(pad(next, keys), paint.theme.key),
            Span::raw(help),
        ]);
        let x = (index / height * (column + 1)) as u16;
        let area = Rect {
            x: body.x.saturating_add(x),
            width: body.width.saturating_sub(x),
            ..body
        };
        paint.line(area, (index % height) as u16, line);
    }
}
