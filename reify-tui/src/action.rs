//! [`Action`]: what a key asks the app to do.

use crate::app::Pane;

/// Where the row of interest goes within its pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Into the middle.
    Center,
    /// To the top.
    Top,
    /// To the bottom.
    Bottom,
}

/// What is put into the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The expression.
    Label,
    /// File and line.
    Place,
    /// The expression with its file and line.
    LabelAndPlace,
    /// The event at the time cursor, as JSON.
    Event,
}

/// What a key asks the app to do. Where a count was typed before the key, most are done so many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action {
    /// The time cursor goes to the next event.
    NextEvent,
    /// The time cursor goes to the event before.
    PreviousEvent,
    /// The time cursor goes ten events on.
    NextTenEvents,
    /// The time cursor goes ten events back.
    PreviousTenEvents,
    /// The time cursor goes to the next event of the same step.
    NextOfStep,
    /// The time cursor goes to the event of the same step before.
    PreviousOfStep,
    /// The time cursor goes to where a step next becomes ready.
    NextReady,
    /// The time cursor goes back to where a step became ready.
    PreviousReady,
    /// The time cursor goes to the next poll that took long by itself.
    NextSlow,
    /// The time cursor goes back to a poll that took long by itself.
    PreviousSlow,
    /// Asks from where on a poll is slow.
    SlowIsOver,
    /// The time cursor goes from a poll to the wake that it answered, or from a wake to its poll.
    Counterpart,
    /// The time cursor goes to the first event of the step.
    FirstOfStep,
    /// The time cursor goes to the last event of the step.
    LastOfStep,
    /// To the poll around the event, or to the row above.
    Parent,
    /// To the last poll within the poll, or to the first row under it.
    Child,
    /// The time cursor goes to the first event.
    FirstEvent,
    /// The time cursor goes to the end of the recording.
    LastEvent,

    /// A row down in the focused pane.
    Down,
    /// A row up.
    Up,
    /// To the first row, or to the row of the count.
    First,
    /// To the last row, or to the row of the count.
    Last,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// Scrolls so that the row of interest stands at a place.
    Align(Align),
    /// Folds the node, or unfolds it.
    Fold,
    /// Folds every node.
    FoldAll,
    /// Unfolds every node.
    UnfoldAll,
    /// Puts the rows into the next order.
    NextSort,
    /// Puts the rows into the order before.
    PreviousSort,
    /// Goes to what the row stands for.
    Open,

    /// The timeline shows half as much time.
    ZoomIn,
    /// The timeline shows twice as much time.
    ZoomOut,
    /// The timeline shows the whole recording.
    ZoomToAll,
    /// The timeline goes on by a quarter.
    PanLater,
    /// The timeline goes back by a quarter.
    PanEarlier,

    /// To the next pane.
    NextPane,
    /// To the pane before.
    PreviousPane,
    /// To a pane.
    Focus(Pane),

    /// Numbers are those of the whole recording, or again those until the time cursor.
    Whole,
    /// The focused pane takes the whole screen, or gives it back.
    Maximise,

    /// Asks what to search for.
    Search,
    /// Asks what to show.
    Filter,
    /// To the next match.
    NextMatch,
    /// To the match before.
    PreviousMatch,

    /// Asks for an event or a time to go to.
    GoTo,
    /// Remembers the position of the time cursor under a letter.
    SetMark(char),
    /// The time cursor goes to a position that was remembered.
    GoToMark(char),
    /// Back to where the user stood before the last move.
    JumpBack,
    /// Forward again, after going back.
    JumpForward,
    /// The time cursor goes on by itself, as many events in a second as the count says.
    Play,

    /// Puts something into the clipboard.
    Copy(Copied),
    /// Takes the mouse, or gives it back to the terminal.
    Mouse,
    /// Opens the line in the editor.
    Edit,
    /// Reads the trace file again.
    Reload,
    /// Shows the keys.
    Help,
    /// Shows all that is known of the row and of the recording.
    About,
    /// One level back: out of a page, out of the search.
    Back,
    /// Ends the explorer.
    Quit,
    /// Stops the explorer.
    Suspend,
    /// Draws everything anew.
    Repaint,
}

impl Action {
    /// The name in a configuration: `next-event`, `focus-steps`.
    pub fn name(self) -> String {
        let mut name = String::new();
        // `Focus(Steps)` is a fact that is written down once; a letter in quotes stands for any.
        for c in format!("{self:?}").chars() {
            match c {
                '(' => break_word(&mut name),
                '\'' => {
                    name.truncate(name.trim_end_matches('-').len());
                    break;
                }
                ')' => {}
                c => {
                    if c.is_ascii_uppercase() {
                        break_word(&mut name);
                    }
                    name.push(c.to_ascii_lowercase());
                }
            }
        }
        name
    }

    /// Whether it goes on by a little, and is done again and again.
    pub(crate) const fn is_step(self) -> bool {
        matches!(
            self,
            Self::NextEvent
                | Self::PreviousEvent
                | Self::NextTenEvents
                | Self::PreviousTenEvents
                | Self::Down
                | Self::Up
                | Self::HalfPageDown
                | Self::HalfPageUp
                | Self::PageDown
                | Self::PageUp
        )
    }

    /// Whether it is a jump among rows too, where it leaves the time cursor alone.
    pub(crate) const fn is_jump(self) -> bool {
        matches!(
            self,
            Self::Parent
                | Self::Child
                | Self::First
                | Self::Last
                | Self::NextMatch
                | Self::PreviousMatch
        )
    }

    /// The action with the letter that was typed for it.
    #[must_use]
    pub fn with_letter(self, letter: char) -> Self {
        match self {
            Self::SetMark(_) => Self::SetMark(letter),
            Self::GoToMark(_) => Self::GoToMark(letter),
            action => action,
        }
    }
}

fn break_word(name: &mut String) {
    if !name.is_empty() && !name.ends_with('-') {
        name.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_with_hyphens() {
        let cases = [
            (Action::NextEvent, "next-event"),
            (Action::Focus(Pane::Steps), "focus-steps"),
            (Action::Copy(Copied::LabelAndPlace), "copy-label-and-place"),
            (Action::SetMark('a'), "set-mark"),
            (Action::Quit, "quit"),
        ];
        for (action, name) in cases {
            assert_eq!(action.name(), name);
        }
    }
}
