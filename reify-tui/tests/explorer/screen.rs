//! The screen as text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use reify_tui::app::App;
use reify_tui::view;

pub(crate) fn buffer(app: &App, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    view::render(app, area, &mut buffer);
    buffer
}

/// What is seen at a size, without the spaces at the ends of lines.
pub(crate) fn screen(app: &mut App, width: u16, height: u16) -> String {
    app.resize(width, height);
    let buffer = buffer(app, width, height);
    let lines = (0..height).map(|y| row(&buffer, y));
    lines.collect::<Vec<_>>().join("\n")
}

pub(crate) fn row(buffer: &Buffer, y: u16) -> String {
    let mut line = String::new();
    let mut covered = 0;
    for x in 0..buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        // A wide character covers the cell behind it.
        if covered > 0 {
            covered -= 1;
            continue;
        }
        covered = reify_tui::text::width(symbol).saturating_sub(1);
        line.push_str(symbol);
    }
    line.trim_end().to_owned()
}

/// The stretches of each row that have a style, as `r3 10..18 REVERSED`.
pub(crate) fn styles(app: &mut App, width: u16, height: u16) -> String {
    app.resize(width, height);
    let buffer = buffer(app, width, height);
    let mut runs = Vec::new();
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let style = named(&buffer, x, y);
            let end = (x..width)
                .find(|&x| named(&buffer, x, y) != style)
                .unwrap_or(width);
            if !style.is_empty() {
                runs.push(format!("r{y} {x}..{end} {style}"));
            }
            x = end;
        }
    }
    runs.join("\n")
}

/// The style of a cell; nothing for the terminal's own.
fn named(buffer: &Buffer, x: u16, y: u16) -> String {
    let cell = &buffer[(x, y)];
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(format!("{:?}", cell.fg));
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {:?}", cell.bg));
    }
    if !cell.modifier.is_empty() {
        words.push(format!("{:?}", cell.modifier));
    }
    words.join(" ")
}
