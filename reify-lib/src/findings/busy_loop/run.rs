//! [`Run`]: rounds that follow each other without rest.

use crate::StepId;

/// A wait for a wake that is this many times as long as a rest is the end of a row.
const PAUSE: u64 = 50;
/// So is any gap that is so many times as long. A shorter one may be due to a machine that had something else to do.
const GAP: u64 = 2_000;
/// When something was woken of which no wake is on record.
pub(super) const SOME_TIME: u64 = u64::MAX;

/// The rounds since the last pause, and the longest row of them so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    now: Row,
    best: Row,
    last_end: u64,
    /// When it was woken first since its last poll.
    woken: Option<u64>,
}

/// Rounds in a row.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    pub(super) rounds: u32,
    /// Wakes by its own task.
    own_wakes: u32,
    /// Wakes by nobody on record: a timer, a socket, the executor.
    other_wakes: u32,
    /// Wakes by other tasks.
    foreign_wakes: u32,
    pub(super) began: u64,
    pub(super) ended: u64,
    /// How often it rested. A thread that is interrupted rests too.
    rests: u32,
    /// The positions of the first and the last event.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The step of the last round.
    pub(super) step: Option<StepId>,
}

impl Row {
    pub(super) fn lasted(&self) -> u64 {
        self.ended.saturating_sub(self.began)
    }

    /// Whether most rounds came right after the one before.
    pub(super) fn is_restless(&self) -> bool {
        self.are_few(self.rests)
    }

    /// Whether it was mostly itself that it was woken by.
    pub(super) fn wakes_itself(&self) -> bool {
        self.are_few(self.rounds.saturating_sub(self.own_wakes))
    }

    /// Whether it was woken, and hardly by other tasks.
    pub(super) fn is_left_alone(&self) -> bool {
        let woken = self.own_wakes.saturating_add(self.other_wakes);
        self.are_few(self.foreign_wakes) && woken >= self.rounds / 2
    }

    /// Whether it was hardly woken by anything but itself.
    pub(super) fn waits_for_nothing(&self) -> bool {
        self.are_few(self.foreign_wakes.saturating_add(self.other_wakes))
    }

    fn are_few(&self, count: u32) -> bool {
        count <= self.rounds / 10
    }
}

/// Who woke something.
#[derive(Clone, Copy)]
pub(super) enum By {
    Itself,
    Another,
    Unknown,
}

impl Run {
    /// A poll. What lies between it and the one before is a rest, if it is longer than `rest`. Where much of that was a wait
    /// for a wake, a new row begins.
    pub(super) fn poll(&mut self, position: usize, (began, ended): (u64, u64), rest: u64) {
        let between = began.saturating_sub(self.last_end);
        let waited = match self.woken.take() {
            Some(SOME_TIME) => between,
            // A wake within this poll is not what led to it.
            Some(at) if at <= began => at.saturating_sub(self.last_end),
            _ => 0,
        };
        let is_pause = waited > rest.saturating_mul(PAUSE) || between > rest.saturating_mul(GAP);
        if self.now.rounds == 0 || is_pause {
            self.now = Row {
                began,
                first: position,
                ..Row::default()
            };
        } else if between > rest {
            self.now.rests += 1;
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

    pub(super) fn wake(&mut self, by: By, at: u64) {
        self.woken.get_or_insert(at);
        let count = match by {
            By::Itself => &mut self.now.own_wakes,
            By::Another => &mut self.now.foreign_wakes,
            By::Unknown => &mut self.now.other_wakes,
        };
        *count = count.saturating_add(1);
    }

    /// The longest row of rounds.
    pub(super) fn longest(&self) -> &Row {
        &self.best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(run: &mut Run, times: std::ops::Range<u64>, every: u64) {
        for at in times {
            run.poll(at as usize, (every * at, every * at + 5), 10);
            run.round(at as usize, StepId(0));
        }
    }

    #[test]
    fn a_wait_begins_a_new_row_and_the_longest_is_kept() {
        let mut run = Run::default();
        rounds(&mut run, 0..7, 10);
        run.wake(By::Unknown, 900);
        rounds(&mut run, 100..103, 10);
        let row = run.longest();
        assert_eq!((row.rounds, row.first, row.last), (7, 0, 6));
        assert_eq!((row.began, row.lasted()), (0, 65));
    }

    #[test]
    fn a_few_wakes_from_outside_do_not_matter() {
        for (every, waits_for_nothing) in [(1, false), (2, false), (20, true)] {
            let mut run = Run::default();
            for at in 0..100 {
                rounds(&mut run, at..at + 1, 10);
                if at % every == 0 {
                    run.wake(By::Unknown, 0);
                }
            }
            assert_eq!(run.longest().waits_for_nothing(), waits_for_nothing);
        }
    }

    #[test]
    fn an_interrupted_thread_is_restless_and_a_timer_is_not() {
        let mut interrupted = Run::default();
        rounds(&mut interrupted, 0..50, 10);
        rounds(&mut interrupted, 160..200, 10);
        assert_eq!(interrupted.longest().rounds, 90);
        assert!(interrupted.longest().is_restless());
        let mut timer = Run::default();
        rounds(&mut timer, 0..50, 100);
        assert_eq!(timer.longest().rounds, 50);
        assert!(!timer.longest().is_restless());
    }
}
