//! A page over the panes.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::paint::{Paint, below};
use crate::app::{App, Line, OverlayKind};
use crate::layout::page_area;

pub(super) fn draw(app: &App, paint: &mut Paint<'_>, screen: Rect) {
    let Some(overlay) = app.overlay() else { return };
    let area = page_area(screen);
    let page = app.page(overlay.kind(), usize::from(area.width));
    let lines = page.lines();
    paint.clear(Rect {
        x: screen.x,
        width: screen.width,
        ..area
    });
    let body = below(area);
    let rows = usize::from(body.height);
    let top = overlay.top(lines.len(), rows);
    let name = match overlay.kind() {
        OverlayKind::Help => "Keys",
        OverlayKind::About => "About",
    };
    let query = Some(overlay.query());
    let last = (top + rows).min(lines.len());
    paint.title(
        app.focus(),
        area,
        name,
        &format!("{}-{last}/{}", top + 1, lines.len()),
    );
    for (y, line) in (0..body.height).zip(lines.iter().skip(top)) {
        let line = match line {
            Line::Title(title) => TextLine::from(paint.marked(title, paint.theme.title, query)),
            Line::Entry(word, text) => {
                let mut spans = paint.marked(word, paint.theme.key, query);
                spans.extend(paint.marked(&paint.unit(text.clone()), Style::new(), query));
                TextLine::from(spans)
            }
            Line::Empty => TextLine::default(),
        };
        paint.line(body, y, line);
    }
}
