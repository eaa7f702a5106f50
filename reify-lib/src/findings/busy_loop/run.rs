//! [`Run`]: rounds that follow each other without rest.

use crate::StepId;

/// The rounds since the last rest, and the longest row of them so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    now: Row,
    best: Row,
    last_end: u64,
}

/// Rounds in a row.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    pub(super) rounds: u32,
    /// Wakes by its own task.
    pub(super) own_wakes: u32,
    /// Wakes by nobody that is known: a timer, the executor.
    pub(super) other_wakes: u32,
    pub(super) began: u64,
    pub(super) ended: u64,
    /// The positions of the first and the last event.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The step of the last round.
    pub(super) step: Option<StepId>,
}

impl Run {
    /// A poll; more than `rest` after the one before it begins a new row.
    pub(super) fn poll(&mut self, position: usize, (began, ended): (u64, u64), rest: u64) {
        if self.now.rounds == 0 || began.saturating_sub(self.last_end) > rest {
            self.now = Row {
                began,
                first: position,
                ..Row::default()
            };
        }
        self.last_end = ended;
    }

    /// The poll just told was a round.
    pub(super) fn round(&mut self, position: usize, step: StepId) {
        let row = &mut self.now;
        row.rounds = row.rounds.saturating_add(1);
        (row.ended, row.last, row.step) = (self.last_end, position, Some(step));
        if row.rounds >= self.best.rounds {
            self.best = *row;
        }
    }

    pub(super) fn own_wake(&mut self) {
        self.now.own_wakes = self.now.own_wakes.saturating_add(1);
    }

    pub(super) fn other_wake(&mut self) {
        self.now.other_wakes = self.now.other_wakes.saturating_add(1);
    }

    /// Something from outside: the next round is the first of a new row.
    pub(super) fn interrupt(&mut self) {
        self.now.rounds = 0;
    }

    /// The longest row of rounds.
    pub(super) fn longest(&self) -> &Row {
        &self.best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(run: &mut Run, times: std::ops::Range<u64>) {
        for at in times {
            run.poll(at as usize, (10 * at, 10 * at + 5), 100);
            run.round(at as usize, StepId(0));
        }
    }

    #[test]
    fn a_rest_begins_a_new_row_and_the_longest_is_kept() {
        let mut run = Run::default();
        rounds(&mut run, 0..7);
        rounds(&mut run, 100..103);
        let row = run.longest();
        assert_eq!((row.rounds, row.first, row.last), (7, 0, 6));
        assert_eq!((row.began, row.ended), (0, 65));
    }

    #[test]
    fn what_comes_from_outside_begins_a_new_row() {
        let mut run = Run::default();
        rounds(&mut run, 0..3);
        run.interrupt();
        rounds(&mut run, 3..8);
        assert_eq!((run.longest().rounds, run.longest().first), (5, 3));
    }
}
