//! [`Returned`]: what a poll came to, in the one set of words of the screen, of filters and of prints.

use reify_lib::{PollResult, StepId, StepOutcome, Trace};

/// What a poll came to. Unlike [`PollResult`], which has the words of the file, it tells a step that was cancelled from one
/// of which only a `&mut` was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returned {
    /// It is not finished.
    Pending,
    /// It finished.
    Ready,
    /// It was dropped unfinished.
    Cancelled,
    /// The `&mut` through which it was awaited was dropped: what that borrowed goes on.
    LetGo,
    /// It unwound.
    Panicked,
}

impl Returned {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Ready,
        Self::Cancelled,
        Self::LetGo,
        Self::Panicked,
    ];

    /// What a poll of a step came to.
    pub fn of(trace: &Trace, step: StepId, result: PollResult) -> Self {
        match result {
            PollResult::Pending => Self::Pending,
            PollResult::Ready => Self::Ready,
            PollResult::Cancelled if trace.steps().is_borrowed(step) => Self::LetGo,
            PollResult::Cancelled => Self::Cancelled,
            PollResult::Panicked => Self::Panicked,
        }
    }

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Ready => "ready",
            Self::Cancelled => "cancelled",
            Self::LetGo => StepOutcome::LetGo.as_str(),
            Self::Panicked => "panicked",
        }
    }

    /// What a word stands for.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|returned| returned.as_str() == word)
    }
}

impl From<Returned> for StepOutcome {
    fn from(returned: Returned) -> Self {
        match returned {
            Returned::Pending => Self::Pending,
            Returned::Ready => Self::Completed,
            Returned::Cancelled => Self::Cancelled,
            Returned::LetGo => Self::LetGo,
            Returned::Panicked => Self::Panicked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_again_and_none_is_used_twice() {
        for returned in Returned::ALL {
            assert_eq!(Returned::parse(returned.as_str()), Some(returned));
        }
        assert_eq!(Returned::parse("let go"), None);
    }
}
