//! [`Glyphs`]: every character of the screen that is no text, with an alternative in ASCII.

use crate::model::StepState;

/// The characters that the views draw with. All are one column wide, except for the units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// A step that was not made yet.
    pub unmade: &'static str,
    /// A step that was made and not polled yet.
    pub made: &'static str,
    /// A step within a poll.
    pub polling: &'static str,
    /// A step that returned `Pending`.
    pub pending: &'static str,
    /// A step that returned `Pending` and was woken since.
    pub woken: &'static str,
    /// A finished step.
    pub ready: &'static str,
    /// A step that was dropped unfinished.
    pub cancelled: &'static str,
    /// Awaited through a `&mut` that was dropped.
    pub let_go: &'static str,
    /// A step that panicked.
    pub panicked: &'static str,
    /// A wake.
    pub wake: &'static str,
    /// The last waker of a step was dropped.
    pub waker_drop: &'static str,
    /// Something is wrong with a step.
    pub alarm: &'static str,
    /// There is something to know of a step.
    pub info: &'static str,
    /// The end of the recording.
    pub end: &'static str,
    /// Marks the row or line of the time cursor.
    pub cursor: &'static str,
    /// A line of the source in which something is awaited.
    pub await_point: &'static str,
    /// A node with others under it.
    pub unfolded: &'static str,
    /// A node with others under it that are hidden.
    pub folded: &'static str,
    /// A node with a later sibling.
    pub branch: &'static str,
    /// A node without one.
    pub last_branch: &'static str,
    /// Passes by a deeper node.
    pub trunk: &'static str,
    /// The title line of a pane.
    pub rule: &'static str,
    /// The title line of the focused pane.
    pub heavy_rule: &'static str,
    /// Between panes that stand side by side.
    pub divider: &'static str,
    /// Where text was cut.
    pub ellipsis: &'static str,
    /// So many steps.
    pub times: &'static str,
    /// Between counts.
    pub dot: &'static str,
    /// The unit of a millionth of a second.
    pub micro: &'static str,
    /// Where typed text goes.
    pub caret: &'static str,
    /// In the timeline: within a poll for one to eight eighths of the time.
    pub polled: [&'static str; 8],
    /// In the timeline: made, and not polled yet.
    pub lane_made: &'static str,
    /// In the timeline: pending, without and with the time cursor.
    pub lane_pending: [&'static str; 2],
    /// In the timeline: pending and woken, without and with the time cursor.
    pub lane_woken: [&'static str; 2],
    /// In the timeline: where the time above it is.
    pub tick: &'static str,
    /// In the timeline: the time cursor where there is nothing else.
    pub lane_cursor: &'static str,
}

/// For terminals that show Unicode.
pub const UNICODE: Glyphs = Glyphs {
    unmade: "·",
    made: "◌",
    polling: "◐",
    pending: "○",
    woken: "◎",
    ready: "●",
    cancelled: "✗",
    let_go: "◇",
    panicked: "!",
    wake: "↑",
    waker_drop: "⊘",
    alarm: "▲",
    info: "△",
    end: "■",
    cursor: "▶",
    await_point: "•",
    unfolded: "▾",
    folded: "▸",
    branch: "├",
    last_branch: "└",
    trunk: "│",
    rule: "─",
    heavy_rule: "━",
    divider: "│",
    ellipsis: "…",
    times: "×",
    dot: "·",
    micro: "µs",
    caret: "▏",
    polled: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    lane_made: "·",
    lane_pending: ["─", "┼"],
    lane_woken: ["═", "╪"],
    tick: "╷",
    lane_cursor: "│",
};

/// For all others.
pub const ASCII: Glyphs = Glyphs {
    unmade: ".",
    made: "o",
    polling: "*",
    pending: "?",
    woken: "@",
    ready: "R",
    cancelled: "x",
    let_go: "&",
    panicked: "!",
    wake: "^",
    waker_drop: "#",
    alarm: "%",
    info: ":",
    end: "=",
    cursor: ">",
    await_point: "*",
    unfolded: "-",
    folded: "+",
    branch: "|",
    last_branch: "`",
    trunk: "|",
    rule: "-",
    heavy_rule: "=",
    divider: "|",
    ellipsis: "~",
    times: "x",
    dot: "|",
    micro: "us",
    caret: "_",
    polled: ["i", "i", "i", "I", "I", "I", "#", "#"],
    lane_made: ".",
    lane_pending: ["-", "+"],
    lane_woken: ["=", "%"],
    tick: "'",
    lane_cursor: "|",
};

impl Glyphs {
    /// The glyphs to draw with.
    pub const fn new(ascii: bool) -> &'static Self {
        if ascii { &ASCII } else { &UNICODE }
    }

    /// What a state looks like.
    pub const fn of_state(&self, state: StepState) -> &'static str {
        match state {
            StepState::Unmade => self.unmade,
            StepState::Made => self.made,
            StepState::Polling { .. } => self.polling,
            StepState::Pending { .. } => self.pending,
            StepState::Woken { .. } => self.woken,
            StepState::Ready => self.ready,
            StepState::Cancelled => self.cancelled,
            StepState::LetGo => self.let_go,
            StepState::Panicked => self.panicked,
        }
    }
}

impl Glyphs {
    /// What the signs mean.
    pub const fn legend(&self) -> [(&'static str, &'static str); 20] {
        [
            (self.cursor, "the time cursor"),
            (self.unmade, "a step that is not made yet"),
            (self.made, "made, and not polled yet"),
            (self.polling, "being polled"),
            (self.pending, "pending: polled, and not finished"),
            (self.woken, "pending, and woken since"),
            (self.ready, "ready: finished"),
            (self.cancelled, "cancelled: dropped unfinished"),
            (self.let_go, "let-go: only a &mut was dropped, it goes on"),
            (self.panicked, "panicked"),
            (
                self.wake,
                "a wake; before a poll, how long ago and from where",
            ),
            (
                self.waker_drop,
                "the last waker was dropped: nothing can wake the step",
            ),
            (self.alarm, "something is wrong with the step: F"),
            (self.info, "something to know of the step: F"),
            (self.end, "the end of the recording"),
            (self.await_point, "a line of the source with awaits"),
            (
                self.polled[3],
                "timeline: polled, the higher the more of the time",
            ),
            (self.lane_pending[0], "timeline: pending"),
            (self.lane_woken[0], "timeline: pending, and woken since"),
            (self.lane_made, "timeline: made, and not polled yet"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    fn all(glyphs: &Glyphs) -> Vec<&'static str> {
        let lanes = [
            &glyphs.polled[..],
            &glyphs.lane_pending,
            &glyphs.lane_woken,
            &[
                glyphs.lane_made,
                glyphs.lane_cursor,
                glyphs.tick,
                glyphs.await_point,
            ],
        ];
        let others = [
            glyphs.unmade,
            glyphs.made,
            glyphs.polling,
            glyphs.pending,
            glyphs.woken,
            glyphs.ready,
            glyphs.cancelled,
            glyphs.let_go,
            glyphs.panicked,
            glyphs.wake,
            glyphs.waker_drop,
            glyphs.alarm,
            glyphs.info,
            glyphs.end,
            glyphs.cursor,
            glyphs.unfolded,
            glyphs.folded,
            glyphs.branch,
            glyphs.last_branch,
            glyphs.trunk,
            glyphs.rule,
            glyphs.heavy_rule,
            glyphs.divider,
            glyphs.ellipsis,
            glyphs.times,
            glyphs.dot,
            glyphs.caret,
        ];
        lanes.concat().into_iter().chain(others).collect()
    }

    #[test]
    fn glyphs_are_one_column_wide() {
        for glyph in all(&UNICODE).into_iter().chain(all(&ASCII)) {
            assert_eq!(width(glyph), 1, "{glyph}");
        }
    }

    #[test]
    fn the_alternative_is_ascii() {
        assert!(all(&ASCII).iter().all(|glyph| glyph.is_ascii()));
        assert!(ASCII.micro.is_ascii());
    }

    #[test]
    fn no_two_states_look_alike() {
        let states = [
            StepState::Unmade,
            StepState::Made,
            StepState::Polling { since: 0 },
            StepState::Pending { since: 0 },
            StepState::Woken { since: 0 },
            StepState::Ready,
            StepState::Cancelled,
            StepState::LetGo,
            StepState::Panicked,
        ];
        for glyphs in [UNICODE, ASCII] {
            let mut shown = states.map(|state| glyphs.of_state(state));
            shown.sort_unstable();
            assert!(shown.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
