//! The first line: what was recorded, how much, and how it ended.

use std::path::Path;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::Severity;

use super::paint::Paint;
use crate::app::{App, Followed};
use crate::load::{Beginning, Phase};
use crate::text::{counted, grouped, visible, width};

/// A piece of the line.
struct Piece {
    /// In a narrow line those with the lowest ranks are shown. What is left out stands in full behind `i`.
    rank: u8,
    side: Side,
    span: Span<'static>,
}

/// Where a piece stands, and what is before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Name,
    Count,
    End,
}

/// What stands before a count and before what is at the end, at least.
const GAP: usize = 3;

/// Draws the line. How many notices there are is said here if they have no line of their own.
pub(super) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect, has_notices: bool) {
    let room = usize::from(area.width).saturating_sub(1);
    let mut pieces = names(app, paint);
    pieces.extend(counts(app, paint));
    pieces.extend(ends(app, paint, has_notices));
    let mut by_rank: Vec<usize> = (0..pieces.len()).collect();
    by_rank.sort_by_key(|&index| pieces[index].rank);
    let (mut used, mut is_shown) = (0, vec![false; pieces.len()]);
    for index in by_rank {
        let columns = pieces[index].columns();
        is_shown[index] = used + columns <= room;
        used += if is_shown[index] { columns } else { 0 };
    }
    let shown = pieces
        .into_iter()
        .zip(is_shown)
        .filter(|(_, is_shown)| *is_shown);
    let mut line = Line::default();
    let (mut last, mut free) = (None, room - used);
    for (piece, _) in shown {
        let before = match (last, piece.side) {
            (_, Side::Name) => " ".repeat(piece.before()),
            (Some(Side::Count), Side::Count) => format!(" {} ", paint.glyphs.dot),
            (_, Side::Count) | (Some(Side::End), Side::End) => " ".repeat(GAP),
            (_, Side::End) => " ".repeat(GAP + std::mem::take(&mut free)),
        };
        last = Some(piece.side);
        line.push_span(before);
        line.push_span(piece.span);
    }
    paint.line(area, 0, line);
}

impl Piece {
    fn new(rank: u8, side: Side, span: Span<'static>) -> Self {
        Self { rank, side, span }
    }

    fn before(&self) -> usize {
        match (self.side, self.rank) {
            (Side::Name, 0) => 1,
            (Side::Name, _) => 2,
            _ => GAP,
        }
    }

    fn columns(&self) -> usize {
        self.before() + width(&self.span.content)
    }
}

fn names(app: &App, paint: &Paint<'_>) -> Vec<Piece> {
    let name = Span::styled(name(app).to_owned(), paint.theme.title);
    let file = paint.dim(file(app));
    vec![
        Piece::new(0, Side::Name, name),
        Piece::new(8, Side::Name, file),
    ]
}

fn name(app: &App) -> &str {
    match app.model().names().program() {
        "" => "reify",
        program => program,
    }
}

fn counts(app: &App, paint: &Paint<'_>) -> Vec<Piece> {
    let trace = app.model().trace();
    let tasks = trace.tasks().len() as u64;
    let mut counts = vec![
        (3, counted(app.model().polls(), "poll")),
        (5, counted(trace.steps().len() as u64, "step")),
        (6, counted(tasks, "task")),
        (4, paint.duration(trace.duration())),
    ];
    counts.retain(|(rank, _)| *rank != 6 || tasks > 0);
    let pieces = counts.into_iter();
    let piece = |(rank, text)| Piece::new(rank, Side::Count, Span::raw(text));
    pieces.map(piece).collect()
}

/// The name of the file without its folders.
fn file(app: &App) -> String {
    let path = Path::new(&app.options().file);
    let name = path.file_name().unwrap_or(path.as_os_str());
    visible(&name.to_string_lossy()).into_owned()
}

/// What was found, and how the recording ended.
fn ends(app: &App, paint: &Paint<'_>, has_notices: bool) -> Vec<Piece> {
    let findings = app.model().findings();
    let followed = followed(app, paint);
    let (end, style) = end(app, paint, has_notices);
    // That all went well tells less than that it did not.
    let is_fine = style == paint.theme.dim && app.model().trace().end().is_some();
    let rank = if is_fine { 7 } else { 2 };
    let mut ends = vec![Piece::new(rank, Side::End, Span::styled(end, style))];
    if !followed.is_empty() {
        ends = followed;
    }
    if !findings.is_empty() {
        let worst = findings.worst();
        let count = counted(findings.list().len() as u64, "finding");
        let style = match worst {
            Some(Severity::Alarm) => paint.theme.warning,
            _ => Style::new(),
        };
        let flag = paint.flag(worst).content;
        let found = Span::styled(format!("{flag} {count}: F"), style);
        ends.insert(0, Piece::new(1, Side::End, found));
    }
    ends
}

/// What a file that is followed is doing, until its recording has ended.
fn followed(app: &App, paint: &Paint<'_>) -> Vec<Piece> {
    let Some(Followed { live, seconds_ago }) = app.followed() else {
        return Vec::new();
    };
    let (phase, style) = match (live.phase, live.beginning) {
        _ if live.is_unreadable => ("it cannot be read any more", paint.theme.warning),
        (Phase::Finished, _) => return Vec::new(),
        (Phase::Waiting, _) => ("the file is gone, waiting for it", paint.theme.warning),
        (Phase::Following, None) => ("following", paint.theme.title),
        (Phase::Following, Some(Beginning::Replaced)) => {
            ("replaced, following", paint.theme.warning)
        }
        (Phase::Following, Some(Beginning::Truncated)) => {
            ("truncated, following", paint.theme.warning)
        }
    };
    let mut pieces = vec![Piece::new(1, Side::End, Span::styled(phase, style))];
    // Of what is not shown any more they are not counted.
    if live.phase == Phase::Following && !live.is_unreadable {
        let events = counted(live.events, "event");
        pieces.push(Piece::new(6, Side::End, paint.dim(events)));
    }
    if let Some(seconds) = *seconds_ago {
        let written = format!("written {}", ago(seconds));
        pieces.push(Piece::new(2, Side::End, paint.dim(written)));
    }
    pieces
}

fn ago(seconds: u64) -> String {
    match seconds {
        0 => "just now".to_owned(),
        1..60 => format!("{seconds} s ago"),
        60..3600 => format!("{} min ago", seconds / 60),
        _ => format!("{} h ago", grouped(seconds / 3600)),
    }
}

/// How the recording ended, and whether there is something to know about it.
fn end(app: &App, paint: &Paint<'_>, has_notices: bool) -> (String, Style) {
    let trace = app.model().trace();
    let end = match trace.end() {
        Some(end) if end.reason.is_empty() => "ended".to_owned(),
        Some(end) => visible(&end.reason).into_owned(),
        None => "no end".to_owned(),
    };
    let count = app.notices().len() as u64;
    if count == 0 || has_notices {
        return (end, paint.theme.dim);
    }
    let text = format!("{end} {} {}: !", paint.glyphs.dot, counted(count, "notice"));
    (text, paint.theme.warning)
}
