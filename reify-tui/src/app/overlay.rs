//! [`Overlay`]: a page that lies over the panes: the keys, or all that is known of a row and of the recording.

use super::App;
use crate::action::Action;
use crate::keymap::{BINDINGS, Group, When};
use crate::text::{Duration, counted, visible};

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayKind {
    /// The keys.
    Help,
    /// The row and the recording.
    About,
}

/// A page that lies over the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlay {
    kind: OverlayKind,
    top: usize,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverlayLine {
    /// A heading.
    Title(String),
    /// A word or keys, and what there is to say of it.
    Entry(String, String),
    /// Text.
    Text(String),
}

impl Overlay {
    /// What the page is about.
    pub fn kind(&self) -> OverlayKind {
        self.kind
    }

    /// The first line on the screen, as far as it can be.
    pub fn top(&self, lines: usize, height: usize) -> usize {
        self.top.min(lines.saturating_sub(height))
    }
}

impl App {
    /// The lines of a page.
    pub fn overlay_lines(&self, kind: OverlayKind) -> Vec<OverlayLine> {
        match kind {
            OverlayKind::Help => help(),
            OverlayKind::About => self.about(),
        }
    }

    pub(super) fn open_overlay(&mut self, kind: OverlayKind) {
        self.overlay = Some(Overlay { kind, top: 0 });
    }

    /// Does what an action asks of the page. Gives back false for what is not its business.
    pub(super) fn move_overlay(&mut self, action: Action, count: Option<usize>) -> bool {
        let Some(overlay) = self.overlay else {
            return false;
        };
        // Two lines are the frame of the page.
        let height = usize::from(self.screen.height.saturating_sub(2)).max(1);
        let times = count.unwrap_or(1).max(1);
        let lines = self.overlay_lines(overlay.kind).len();
        let top = overlay.top(lines, height);
        let moved = match action {
            Action::Down => top.saturating_add(times),
            Action::Up => top.saturating_sub(times),
            Action::HalfPageDown => top.saturating_add(times.saturating_mul(height / 2)),
            Action::HalfPageUp => top.saturating_sub(times.saturating_mul(height / 2)),
            Action::PageDown => top.saturating_add(times.saturating_mul(height)),
            Action::PageUp => top.saturating_sub(times.saturating_mul(height)),
            Action::First => 0,
            Action::Last => usize::MAX,
            Action::Back => {
                self.overlay = None;
                return true;
            }
            _ => return false,
        };
        let mut overlay = Overlay {
            top: moved,
            ..overlay
        };
        overlay.top = overlay.top(lines, height);
        self.overlay = Some(overlay);
        true
    }

    fn about(&self) -> Vec<OverlayLine> {
        let mut lines = Vec::new();
        self.about_node(&mut lines);
        self.about_recording(&mut lines);
        lines
    }

    fn about_node(&self, lines: &mut Vec<OverlayLine>) {
        let Some(node) = self.node().map(|node| self.model.graph().node(node)) else {
            return;
        };
        let (names, now) = (
            self.model.names(),
            self.model.node_at(node.id, &self.moment()),
        );
        lines.push(OverlayLine::Title("Step".to_owned()));
        let mut entry = |word: &str, text: String| {
            if !text.is_empty() {
                lines.push(OverlayLine::Entry(word.to_owned(), text));
            }
        };
        let site = self.model.site(node.id);
        entry("expression", names.expr(node.site).to_owned());
        entry("place", names.place(node.site).to_owned());
        entry("function", names.function(node.site).to_owned());
        entry("future", visible(&site.future).into_owned());
        entry(
            "task",
            node.task
                .map(|task| names.task(task).to_owned())
                .unwrap_or_default(),
        );
        entry(
            "so far",
            summary(
                u64::from(now.steps),
                u64::from(now.polls),
                now.waiting,
                now.polling,
            ),
        );
        entry(
            "in all",
            summary(
                u64::from(node.steps),
                node.polls,
                node.waiting,
                node.polling,
            ),
        );
        entry("outcome", node.outcome.to_string());
        lines.push(OverlayLine::Text(String::new()));
    }

    fn about_recording(&self, lines: &mut Vec<OverlayLine>) {
        let trace = self.model.trace();
        lines.push(OverlayLine::Title("Recording".to_owned()));
        let mut entry = |word: &str, text: String| {
            if !text.is_empty() {
                lines.push(OverlayLine::Entry(
                    word.to_owned(),
                    visible(&text).into_owned(),
                ));
            }
        };
        let header = trace.header();
        entry("file", self.options.file.clone());
        entry("program", header.program.clone());
        entry("started", header.started.clone());
        entry("root", header.root.clone());
        entry("written by", header.writer.clone());
        let end = trace.end().map(|end| end.reason.clone());
        entry("end", end.unwrap_or_else(|| "none".to_owned()));
        if !header.wakes {
            entry("wakes", "not recorded".to_owned());
        }
        for notice in self.model.names().notices() {
            entry("note", notice.clone());
        }
        for await_ in trace.untraced() {
            let place = format!("{}:{} in {}", await_.file, await_.line, await_.within);
            entry("untraced", place);
        }
    }
}

fn summary(steps: u64, polls: u64, waiting: u64, polling: u64) -> String {
    format!(
        "{}, {}, waiting {}, polling {}",
        counted(steps, "step"),
        counted(polls, "poll"),
        Duration(waiting),
        Duration(polling)
    )
}

fn help() -> Vec<OverlayLine> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        lines.push(OverlayLine::Title(group.title().to_owned()));
        let shown = BINDINGS
            .iter()
            .filter(|binding| binding.group == group && binding.when != When::Overlay);
        for binding in shown {
            let count = if binding.counts { "[N] " } else { "" };
            let keys = format!("{count}{}", binding.shown_keys().join(" "));
            lines.push(OverlayLine::Entry(keys, binding.help.to_owned()));
        }
        lines.push(OverlayLine::Text(String::new()));
    }
    lines.pop();
    lines
}
