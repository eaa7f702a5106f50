//! How far a recording is read, while there is nothing else to show.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::glyphs::Glyphs;
use crate::load::{Progress, Stage};
use crate::text::{bytes, counted, cut_left, visible};

/// The gauge is no wider: a longer one tells no more.
const WIDEST: u16 = 60;

/// What is to come true before there is something to show.
const WAITING: [&str; 2] = [
    " It is not there, or empty. It is shown as soon as a program",
    " records to it, such as one that REIFY_TRACE tells to.",
];

/// Draws how far a recording is read, and the keys that end it.
pub fn draw_loading(
    progress: &Progress,
    name: &str,
    ascii: bool,
    quit: Option<&str>,
    frame: &mut Frame<'_>,
) {
    render_loading(
        progress,
        name,
        ascii,
        quit,
        frame.area(),
        frame.buffer_mut(),
    );
}

fn render_loading(
    progress: &Progress,
    name: &str,
    ascii: bool,
    quit: Option<&str>,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.width == 0 {
        return;
    }
    let glyphs = Glyphs::new(ascii);
    let room = usize::from(area.width).saturating_sub(progress.stage().as_str().len() + 3);
    let name = visible(name);
    let name = cut_left(&name, room, glyphs.ellipsis);
    let name = format!(" {} {name}", progress.stage().as_str());
    let mut lines = vec![name];
    if progress.stage() == Stage::Waiting {
        lines.extend(WAITING.map(str::to_owned));
    } else {
        lines.extend(amount(progress, area.width, glyphs));
    }
    if let Some(quit) = quit {
        lines.extend([String::new(), format!(" {quit} quits")]);
    }
    for (y, line) in (0..area.height).zip(lines) {
        let y = area.y.saturating_add(y);
        buffer.set_line(area.x, y, &Line::raw(line), area.width);
    }
}

/// How much was read, and of how much, as far as that is known.
fn amount(progress: &Progress, columns: u16, glyphs: &Glyphs) -> [String; 2] {
    let (read, total) = (progress.bytes(), progress.total());
    let amount = if total > 0 {
        format!("{} of {}", bytes(read), bytes(total))
    } else {
        bytes(read)
    };
    let events = counted(progress.events(), "event");
    [
        format!(" {}", gauge(read, total, columns.saturating_sub(2), glyphs)),
        format!(" {amount} {} {events}", glyphs.dot),
    ]
}

fn gauge(read: u64, total: u64, columns: u16, glyphs: &Glyphs) -> String {
    let columns = u64::from(columns.min(WIDEST));
    let full = match total {
        0 => 0,
        _ => u128::from(read.min(total)) * u128::from(columns) / u128::from(total),
    };
    let (full, columns) = (full as usize, columns as usize);
    glyphs.heavy_rule.repeat(full) + &glyphs.rule.repeat(columns.saturating_sub(full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    fn drawn(progress: &Progress, ascii: bool, width: u16, height: u16) -> TestBackend {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| draw_loading(progress, "traces/shop.json", ascii, Some("q"), frame))
            .unwrap();
        terminal.backend().clone()
    }

    #[test]
    fn the_gauge_tells_bytes_and_events() {
        let progress = Progress::default();
        progress.expect(100_000_000);
        progress.read(25_000_000, 250_000);
        insta::assert_snapshot!(drawn(&progress, false, 42, 5), @r#"
        " reading traces/shop.json                 "
        " ━━━━━━━━━━────────────────────────────── "
        " 25 MB of 100 MB · 250 000 events         "
        "                                          "
        " q quits                                  "
        "#);
        progress.read_all(1_000_000);
        progress.enter(Stage::Indexing);
        insta::assert_snapshot!(drawn(&progress, true, 42, 5), @r#"
        " indexing traces/shop.json                "
        " ======================================== "
        " 100 MB of 100 MB | 1 000 000 events      "
        "                                          "
        " q quits                                  "
        "#);
    }

    #[test]
    fn a_file_that_is_not_there_is_waited_for_in_words() {
        let progress = Progress::default();
        progress.enter(Stage::Waiting);
        insta::assert_snapshot!(drawn(&progress, false, 66, 6), @r#"
        " waiting for traces/shop.json                                     "
        " It is not there, or empty. It is shown as soon as a program      "
        " records to it, such as one that REIFY_TRACE tells to.            "
        "                                                                  "
        " q quits                                                          "
        "                                                                  "
        "#);
    }

    #[test]
    fn the_gauge_fits_everywhere() {
        let progress = Progress::default();
        for (total, read) in [(0, 0), (0, 5), (10, 20), (u64::MAX, u64::MAX)] {
            progress.expect(total);
            progress.read(read, u64::MAX);
            for (width, height) in [(0, 0), (1, 1), (3, 2), (20, 4), (200, 60)] {
                drawn(&progress, false, width, height);
            }
        }
    }

    #[test]
    fn it_can_be_drawn_at_every_size() {
        let progress = Progress::default();
        progress.expect(10);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
        for stage in [Stage::Reading, Stage::Waiting] {
            progress.enter(stage);
            for (width, height) in (0..=130).flat_map(|width| (0..=40).map(move |y| (width, y))) {
                let area = Rect::new(0, 0, width, height);
                render_loading(
                    &progress,
                    "traces/shop.json",
                    true,
                    Some("q"),
                    area,
                    &mut buffer,
                );
            }
        }
    }
}
