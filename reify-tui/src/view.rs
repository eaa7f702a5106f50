//! Drawing: [`draw`] puts the app on the screen and changes nothing.
//!
//! One file a part of the screen. Each draws only the rows that are seen, whatever the length of the trace.

mod continuations;
mod entry;
mod events;
pub(crate) mod findings;
mod header;
mod hints;
mod loading;
pub(crate) mod notices;
mod overlay;
mod paint;
mod place;
mod room;
pub(crate) mod sites;
mod source;
pub(crate) mod steps;
pub(crate) mod timeline;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use self::loading::draw_loading;
pub(crate) use self::paint::Paint;
use crate::app::App;
use crate::text;
use crate::views::view;

/// Draws the app.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    render(app, frame.area(), frame.buffer_mut());
}

/// Draws the app into a part of a buffer.
pub fn render(app: &App, area: Rect, buffer: &mut Buffer) {
    let layout = app.layout(area);
    let mut paint = Paint::new(app, buffer);
    if layout.tiny.area() > 0 {
        let (width, height) = (area.width, area.height);
        let text = format!("terminal too small ({width}x{height})");
        let text = text::cut(&text, usize::from(width), paint.glyphs.ellipsis);
        paint.line(layout.tiny, 0, text.into_owned());
        return;
    }
    let has_notices = layout.notices.area() > 0;
    header::draw(app, &mut paint, layout.header, has_notices);
    notices::draw_line(app, &mut paint, layout.notices);
    (view(app.main()).draw)(app, &mut paint, layout.main);
    for y in 0..layout.divider.height {
        paint.line(layout.divider, y, paint.dim(paint.glyphs.divider));
    }
    source::draw(app, &mut paint, layout.source);
    events::draw(app, &mut paint, layout.events);
    overlay::draw(app, &mut paint, area);
    continuations::draw(app, &mut paint, area);
    hints::draw(app, &mut paint, layout.hints);
}
