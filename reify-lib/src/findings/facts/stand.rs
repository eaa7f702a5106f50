//! [`Stand`]: how a step stands, in a byte.

use crate::PollResult;

/// How a step stands at the end of the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::findings) enum State {
    NeverPolled,
    Pending,
    Finished(PollResult),
}

/// The state of a step, and what is true of it or not.
#[derive(Clone, Copy, Default)]
pub(super) struct Stand(u8);

/// The bits of the state: zero, or one more than the number of the last result.
const STATE: u8 = 0b111;

impl Stand {
    /// It is being polled when the trace ends.
    pub(super) const IN_POLL: u8 = 1 << 3;
    /// Something inside of it was pending when its last poll returned, or is alive.
    pub(super) const HAS_INNER: u8 = 1 << 4;
    /// Something happened to its waker since its last poll.
    pub(super) const HAS_NEWS: u8 = 1 << 5;
    /// What polled it last is not the step that it was made in.
    pub(super) const IS_ELSEWHERE: u8 = 1 << 6;

    #[inline]
    pub(super) fn state(self) -> State {
        let result = usize::from(self.0 & STATE).checked_sub(1);
        match result.and_then(|result| PollResult::ALL.get(result)) {
            None => State::NeverPolled,
            Some(PollResult::Pending) => State::Pending,
            Some(&result) => State::Finished(result),
        }
    }

    /// What its last poll returned.
    #[inline]
    pub(super) fn set_state(&mut self, result: PollResult) {
        self.0 = self.0 & !STATE | (result as u8 + 1);
    }

    #[inline]
    pub(super) fn is(self, what: u8) -> bool {
        self.0 & what != 0
    }

    #[inline]
    pub(super) fn set(&mut self, what: u8, is_so: bool) {
        self.0 = if is_so { self.0 | what } else { self.0 & !what };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_marks_do_not_touch_each_other() {
        let mut stand = Stand::default();
        assert_eq!(stand.state(), State::NeverPolled);
        stand.set(Stand::HAS_NEWS, true);
        for result in PollResult::ALL {
            stand.set_state(result);
            let state = match result {
                PollResult::Pending => State::Pending,
                result => State::Finished(result),
            };
            assert_eq!(stand.state(), state);
            assert!(stand.is(Stand::HAS_NEWS) && !stand.is(Stand::IN_POLL));
        }
        stand.set(Stand::HAS_NEWS, false);
        assert!(!stand.is(Stand::HAS_NEWS));
        assert_eq!(stand.state(), State::Finished(PollResult::Panicked));
    }
}
