//! A line of the source: what stands before it, and its words in their styles.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::model::Query;
use crate::model::source::{Run, Syntax};
use crate::model::{Costs, LineCost};
use crate::text::{DURATION_WIDTH, cut, pad_left};
use crate::theme::Theme;
use crate::view::paint::Paint;

/// Code needs at least so many columns, before a number is given up for it.
const CODE: usize = 30;

/// The numbers before the lines of a file. A number without width is not shown.
pub(super) struct Gutter {
    digits: usize,
    polls: usize,
    waiting: usize,
    pub(super) code: usize,
}

impl Gutter {
    pub(super) fn new(costs: &Costs, lines: usize, width: usize) -> Self {
        let digits = lines.to_string().len();
        // The mark before, that of a finding, and a space.
        let mut room = width.saturating_sub(digits + 3);
        let mut take = |wanted: usize| {
            let fits = wanted > 0 && room > CODE + wanted;
            if fits {
                room -= wanted + 1;
            }
            if fits { wanted } else { 0 }
        };
        let polls = match costs.most_polls() {
            0 => 0,
            most => take(most.to_string().len() + 1),
        };
        let waiting = if polls > 0 { take(DURATION_WIDTH) } else { 0 };
        Self {
            digits,
            polls,
            waiting,
            code: room,
        }
    }

    pub(super) fn number(&self, paint: &Paint<'_>, number: usize) -> Span<'static> {
        paint.dim(pad_left(&number.to_string(), self.digits))
    }

    /// How often the awaits of the line were polled, and how long they were pending.
    pub(super) fn push_cost(
        &self,
        paint: &Paint<'_>,
        line: &mut Line<'static>,
        cost: Option<LineCost>,
    ) {
        if self.polls > 0 {
            let polled = cost.filter(|cost| cost.polls > 0);
            let polls = polled.map_or_else(String::new, |cost| {
                format!("{}{}", cost.polls, paint.glyphs.times)
            });
            line.push_span(format!("{} ", pad_left(&polls, self.polls)));
        }
        if self.waiting > 0 {
            let waiting = cost.filter(|cost| cost.waiting > 0);
            let waiting = waiting.map_or_else(String::new, |cost| paint.duration(cost.waiting));
            let waiting = format!("{} ", pad_left(&waiting, self.waiting));
            line.push_span(waiting);
        }
    }
}

/// A line of code.
pub(super) struct Code<'a> {
    pub(super) text: &'a str,
    pub(super) runs: &'a [Run],
    /// Whether something that was recorded is awaited here.
    pub(super) has_await: bool,
    /// What the whole line has.
    pub(super) style: Style,
    pub(super) query: Option<&'a Query>,
}

impl Code<'_> {
    /// Its words in their styles, with what a search found marked, cut to a width.
    pub(super) fn push(&self, paint: &Paint<'_>, line: &mut Line<'static>, columns: usize) {
        let text = cut(self.text, columns, paint.glyphs.ellipsis);
        let found = self.query.and_then(|query| query.find(&text));
        let mut edges: Vec<usize> = vec![0, text.len()];
        edges.extend(self.runs.iter().flat_map(|(run, _)| [run.start, run.end]));
        edges.extend(found.iter().flat_map(|found| [found.start, found.end]));
        // Where the text was cut, a run may end within what stands for the rest.
        edges.retain(|&edge| text.is_char_boundary(edge));
        edges.sort_unstable();
        edges.dedup();
        for edge in edges.windows(2) {
            let piece = edge[0]..edge[1];
            let mut style = self.style.patch(self.style_at(paint.theme, &piece));
            if found
                .as_ref()
                .is_some_and(|found| found.contains(&piece.start))
            {
                style = style.patch(paint.theme.matched);
            }
            line.push_span(Span::styled(text[piece].to_owned(), style));
        }
    }

    fn style_at(&self, theme: &Theme, piece: &Range<usize>) -> Style {
        let index = self.runs.partition_point(|(run, _)| run.end <= piece.start);
        let run = self
            .runs
            .get(index)
            .filter(|(run, _)| run.contains(&piece.start));
        match run.map(|(_, syntax)| *syntax) {
            Some(Syntax::Await) if self.has_await => theme.keyword.patch(theme.await_point),
            Some(Syntax::Await | Syntax::Keyword) => theme.keyword,
            Some(Syntax::Type) => theme.type_name,
            Some(Syntax::Literal) => theme.literal,
            Some(Syntax::Comment) => theme.comment,
            Some(Syntax::Macro) => theme.macro_name,
            None => Style::new(),
        }
    }
}
