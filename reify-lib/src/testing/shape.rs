//! [`shape`]: an execution as a text that is the same whenever the same is done.

use std::fmt::Write as _;

use crate::{StepId, Trace};

/// What each step did, as a tree: its expression and what its polls returned, in order. No times, no ids, no lines: what is
/// said again is done again, wherever the code has moved to. Steps side by side that are alike and have nothing inside are
/// one line with their number.
///
/// The order of siblings is that in which they were made.
pub fn shape(trace: &Trace) -> String {
    let steps = trace.steps().len();
    let mut polls = vec![Runs::default(); steps];
    for poll in trace.polls() {
        polls[poll.step.index()].push(poll.result.as_str());
    }
    let mut children = vec![Vec::new(); steps];
    let mut roots = Vec::new();
    for step in trace.step_ids() {
        match trace.step(step).parent {
            Some(parent) => children[parent.index()].push(step),
            None => roots.push(step),
        }
    }
    let mut lines = Lines::default();
    let mut open: Vec<(StepId, usize)> = roots.into_iter().rev().map(|root| (root, 0)).collect();
    while let Some((step, depth)) = open.pop() {
        let inner = &children[step.index()];
        let line = Line {
            depth,
            expr: &trace.site_of(step).expr,
            polls: &polls[step.index()],
        };
        lines.push(line, inner.is_empty());
        open.extend(inner.iter().rev().map(|inner| (*inner, depth + 1)));
    }
    lines.finish()
}

/// Words, each with how often it comes in a row.
#[derive(Clone, Default, PartialEq, Eq)]
struct Runs(Vec<(&'static str, u32)>);

impl Runs {
    fn push(&mut self, word: &'static str) {
        match self.0.last_mut() {
            Some((last, count)) if *last == word => *count += 1,
            _ => self.0.push((word, 1)),
        }
    }
}

impl std::fmt::Display for Runs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() {
            return f.write_str("never polled");
        }
        for (index, (word, count)) in self.0.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{word}")?;
            if *count > 1 {
                write!(f, " ×{count}")?;
            }
        }
        Ok(())
    }
}

/// A step.
#[derive(PartialEq, Eq)]
struct Line<'a> {
    depth: usize,
    expr: &'a str,
    polls: &'a Runs,
}

/// Lines of which like ones in a row become one.
#[derive(Default)]
struct Lines<'a> {
    text: String,
    last: Option<Line<'a>>,
    count: u32,
}

impl<'a> Lines<'a> {
    fn push(&mut self, line: Line<'a>, is_leaf: bool) {
        if is_leaf && self.last.as_ref() == Some(&line) {
            self.count += 1;
            return;
        }
        self.flush();
        (self.last, self.count) = (Some(line), 1);
        if !is_leaf {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let Some(Line { depth, expr, polls }) = self.last.take() else {
            return;
        };
        let many = match self.count {
            1 => String::new(),
            count => format!(" ×{count}"),
        };
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.text, "{}{expr}{many}: {polls}", "  ".repeat(depth));
    }

    fn finish(mut self) -> String {
        self.flush();
        self.text
    }
}
