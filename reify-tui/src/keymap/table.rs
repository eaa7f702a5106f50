//! The one table of keys.

use super::{Binding, Group, Hint, When};
use crate::action::{Action, Align, Copied};
use crate::app::Pane;

const fn bind(
    group: Group,
    keys: &'static [&'static str],
    action: Action,
    help: &'static str,
) -> Binding {
    Binding {
        when: When::Always,
        keys,
        action,
        group,
        counts: false,
        hint: None,
        help,
    }
}

impl Binding {
    const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    const fn counts(mut self) -> Self {
        self.counts = true;
        self
    }

    const fn hint(mut self, rank: u8, keys: &'static str, text: &'static str) -> Self {
        self.hint = Some(Hint { rank, keys, text });
        self
    }
}

/// Every key there is. The help has them in this order.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    bind(Group::Time, &["l", "<right>"], Action::NextEvent, "next event").counts().hint(1, "h/l", "event"),
    bind(Group::Time, &["h", "<left>"], Action::PreviousEvent, "previous event").counts(),
    bind(Group::Time, &["L"], Action::NextTenEvents, "ten events on").counts(),
    bind(Group::Time, &["H"], Action::PreviousTenEvents, "ten events back").counts(),
    bind(Group::Time, &["]"], Action::NextOfStep, "next event of the same step").counts().hint(2, "[/]", "step"),
    bind(Group::Time, &["["], Action::PreviousOfStep, "previous event of the same step").counts(),
    bind(Group::Time, &["}"], Action::NextReady, "next step that becomes ready").counts().hint(7, "{/}", "ready"),
    bind(Group::Time, &["{"], Action::PreviousReady, "previous step that became ready").counts(),
    bind(Group::Time, &["s"], Action::NextSlow, "next slow poll, without what it awaits").counts(),
    bind(Group::Time, &["S"], Action::PreviousSlow, "previous slow poll").counts(),
    bind(Group::Time, &["w"], Action::Counterpart, "from a poll to the wake before it, and back").hint(8, "w", "wake"),
    bind(Group::Time, &["("], Action::FirstOfStep, "first event of the step"),
    bind(Group::Time, &[")"], Action::LastOfStep, "last event of the step"),
    bind(Group::Time, &["p"], Action::Parent, "to the parent: the poll around the event, or the row above"),
    bind(Group::Time, &["c"], Action::Child, "to a child: the last poll within the poll, or the row below"),
    bind(Group::Time, &["0"], Action::FirstEvent, "first event").hint(5, "0/$", "ends"),
    bind(Group::Time, &["$"], Action::LastEvent, "end of the recording"),
    bind(Group::Time, &["go"], Action::GoTo, "go to an event (1204), a time (12.4ms) or a seq (@1310)"),
    bind(Group::Time, &["g>"], Action::SlowIsOver, "say what a slow poll takes more than (1ms); else the slowest hundredth"),
    bind(Group::Time, &["r"], Action::Play, "run on, N events a second; again to stop").counts(),
    bind(Group::Time, &["m<letter>"], Action::SetMark('a'), "mark this event with a letter"),
    bind(Group::Time, &["'<letter>"], Action::GoToMark('a'), "to the mark of a letter"),
    bind(Group::Time, &["u", "''", "<ctrl-o>"], Action::JumpBack, "back to before the last move").counts().hint(8, "u", "back"),
    bind(Group::Time, &["U"], Action::JumpForward, "forward again, after going back").counts(),

    bind(Group::Move, &["j", "<down>"], Action::Down, "down").counts(),
    bind(Group::Move, &["k", "<up>"], Action::Up, "up").counts(),
    bind(Group::Move, &["gg", "<home>"], Action::First, "first row, or row N").counts(),
    bind(Group::Move, &["G", "<end>"], Action::Last, "last row, or row N; of a file that is followed its end, to stay there").counts(),
    bind(Group::Move, &["<ctrl-d>"], Action::HalfPageDown, "half a page down").counts(),
    bind(Group::Move, &["<ctrl-u>"], Action::HalfPageUp, "half a page up").counts(),
    bind(Group::Move, &["<ctrl-f>", "<pgdn>"], Action::PageDown, "a page down").counts(),
    bind(Group::Move, &["<ctrl-b>", "<pgup>"], Action::PageUp, "a page up").counts(),
    bind(Group::Move, &["zz"], Action::Align(Align::Center), "row to the middle"),
    bind(Group::Move, &["zt"], Action::Align(Align::Top), "row to the top"),
    bind(Group::Move, &["zb"], Action::Align(Align::Bottom), "row to the bottom"),
    bind(Group::Move, &["<space>"], Action::Fold, "fold or unfold")
        .when(When::In(Pane::Steps)).hint(4, "space", "fold"),
    bind(Group::Move, &["<space>"], Action::Fold, "fold or unfold a lane").when(When::In(Pane::Timeline)),
    bind(Group::Move, &["zM"], Action::FoldAll, "fold all rows of the tree"),
    bind(Group::Move, &["zR"], Action::UnfoldAll, "unfold all rows of the tree"),
    bind(Group::Move, &["+", "="], Action::ZoomIn, "half as much time").counts()
        .when(When::In(Pane::Timeline)).hint(3, "+/-", "zoom"),
    bind(Group::Move, &["-"], Action::ZoomOut, "twice as much time").counts().when(When::In(Pane::Timeline)),
    bind(Group::Move, &["_"], Action::ZoomToAll, "all the time").when(When::In(Pane::Timeline)),
    bind(Group::Move, &[">"], Action::PanLater, "later by a quarter of the screen").counts()
        .when(When::In(Pane::Timeline)).hint(4, "</>", "pan"),
    bind(Group::Move, &["<lt>"], Action::PanEarlier, "earlier by a quarter of the screen").counts()
        .when(When::In(Pane::Timeline)),
    bind(Group::Move, &["o"], Action::NextSort, "next order: as they were made, by polls, by waiting, by polling").hint(10, "o", "order"),
    bind(Group::Move, &["O"], Action::PreviousSort, "the order before"),
    bind(Group::Move, &["<enter>"], Action::Open, "go to the next event that shows the finding, or to the N-th").counts()
        .when(When::In(Pane::Findings)).hint(1, "enter", "evidence"),
    bind(Group::Move, &["<enter>"], Action::Open, "go to the first event of the row, or to the source of the event").hint(9, "enter", "open"),

    bind(Group::Panes, &["<tab>"], Action::NextPane, "next pane").hint(3, "tab", "pane"),
    bind(Group::Panes, &["<backtab>"], Action::PreviousPane, "previous pane"),
    bind(Group::Panes, &["gs"], Action::Focus(Pane::Steps), "to the steps"),
    bind(Group::Panes, &["gt"], Action::Focus(Pane::Timeline), "to the timeline"),
    bind(Group::Panes, &["ga"], Action::Focus(Pane::Sites), "to the awaits"),
    bind(Group::Panes, &["F", "gf"], Action::Focus(Pane::Findings), "to the findings").hint(3, "F", "findings"),
    bind(Group::Panes, &["!", "gn"], Action::Focus(Pane::Notices), "to the notices: what is missing or odd in the file"),
    bind(Group::Panes, &["ge"], Action::Focus(Pane::Events), "to the events"),
    bind(Group::Panes, &["gc"], Action::Focus(Pane::Source), "to the source"),

    bind(Group::Panes, &["t"], Action::Whole, "numbers of the whole recording, or until the time cursor").hint(10, "t", "totals"),
    bind(Group::Panes, &["f"], Action::Maximise, "the pane alone, or all again"),

    bind(Group::Search, &["/"], Action::Search, "search in the pane; a capital makes case matter").hint(5, "/", "search"),
    bind(Group::Search, &["n"], Action::NextMatch, "next match").counts(),
    bind(Group::Search, &["N"], Action::PreviousMatch, "previous match").counts(),

    bind(Group::Search, &["&"], Action::Filter, "show only what matches, such as polls:>10 cart; tab completes").hint(7, "&", "filter"),

    bind(Group::Copy, &["yy"], Action::Copy(Copied::Label), "copy the expression"),
    bind(Group::Copy, &["yp"], Action::Copy(Copied::Place), "copy file and line"),
    bind(Group::Copy, &["yl"], Action::Copy(Copied::LabelAndPlace), "copy the expression with file and line"),
    bind(Group::Copy, &["ye"], Action::Copy(Copied::Event), "copy the event as JSON"),

    bind(Group::Explorer, &["e"], Action::Edit, "open the line in the editor").hint(6, "e", "edit"),
    bind(Group::Explorer, &["i"], Action::About, "all about the row and the recording").hint(11, "i", "about"),
    bind(Group::Explorer, &["R"], Action::Reload, "read the file again"),
    bind(Group::Explorer, &["M"], Action::Mouse, "take the mouse, or give it back"),
    bind(Group::Explorer, &["<esc>"], Action::Back, "one level back"),
    bind(Group::Explorer, &["?", "<F1>"], Action::Help, "show these keys").hint(12, "?", "help"),
    bind(Group::Explorer, &["q", "<ctrl-c>"], Action::Quit, "quit").hint(13, "q", "quit"),
    bind(Group::Explorer, &["<ctrl-z>"], Action::Suspend, "suspend"),
    bind(Group::Explorer, &["<ctrl-l>"], Action::Repaint, "draw the screen anew"),

    bind(Group::Move, &["j", "<down>"], Action::Down, "down").when(When::Overlay).counts().hint(1, "j/k", "scroll"),
    bind(Group::Move, &["k", "<up>"], Action::Up, "up").when(When::Overlay).counts(),
    bind(Group::Move, &["gg", "<home>"], Action::First, "first row").when(When::Overlay),
    bind(Group::Move, &["G", "<end>"], Action::Last, "last row").when(When::Overlay),
    bind(Group::Move, &["<ctrl-d>"], Action::HalfPageDown, "half a page down").when(When::Overlay).counts(),
    bind(Group::Move, &["<ctrl-u>"], Action::HalfPageUp, "half a page up").when(When::Overlay).counts(),
    bind(Group::Move, &["<ctrl-f>", "<pgdn>", "<space>"], Action::PageDown, "a page down").when(When::Overlay).counts(),
    bind(Group::Move, &["<ctrl-b>", "<pgup>"], Action::PageUp, "a page up").when(When::Overlay).counts(),
    bind(Group::Search, &["/"], Action::Search, "search on the page").when(When::Overlay).hint(3, "/", "search"),
    bind(Group::Search, &["n"], Action::NextMatch, "next match").when(When::Overlay).counts().hint(4, "n/N", "match"),
    bind(Group::Search, &["N"], Action::PreviousMatch, "previous match").when(When::Overlay).counts(),
    bind(Group::Explorer, &["<esc>", "q", "?", "i", "<F1>"], Action::Back, "back to the panes").when(When::Overlay).hint(2, "esc", "back"),
    bind(Group::Explorer, &["<ctrl-c>"], Action::Quit, "quit").when(When::Overlay),
    bind(Group::Explorer, &["<ctrl-z>"], Action::Suspend, "suspend").when(When::Overlay),
    bind(Group::Explorer, &["<ctrl-l>"], Action::Repaint, "draw the screen anew").when(When::Overlay),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Key;

    fn sequences() -> Vec<(When, Vec<Key>)> {
        let all = BINDINGS
            .iter()
            .flat_map(|binding| binding.keys.iter().map(|keys| (binding.when, *keys)));
        all.map(|(when, keys)| (when, Key::parse(keys).unwrap()))
            .collect()
    }

    #[test]
    fn no_two_bindings_of_a_place_have_the_same_keys() {
        let sequences = sequences();
        for (index, one) in sequences.iter().enumerate() {
            assert!(!sequences[..index].contains(one), "{one:?}");
        }
    }

    #[test]
    fn no_binding_hides_a_longer_one() {
        let sequences = sequences();
        for (when, short) in &sequences {
            for (other, long) in &sequences {
                let hidden = when.covers(*other) && long.len() > short.len();
                assert!(!(hidden && long.starts_with(short)), "{short:?} {long:?}");
            }
        }
    }

    #[test]
    fn every_hint_names_keys_that_are_bound() {
        for binding in BINDINGS {
            let Some(hint) = binding.hint else { continue };
            let first = hint
                .keys
                .split_once('/')
                .filter(|(one, two)| !one.is_empty() && !two.is_empty());
            let shown = first.map_or(vec![hint.keys], |(one, two)| vec![one, two]);
            for key in shown {
                let found = BINDINGS.iter().any(|other| {
                    other.when.covers(binding.when)
                        && other.keys.iter().any(|keys| {
                            let keys = Key::parse(keys).unwrap();
                            keys.iter().map(ToString::to_string).collect::<String>() == key
                        })
                });
                assert!(found, "{key}");
            }
        }
    }
}
