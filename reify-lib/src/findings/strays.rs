//! [`Strays`]: what was polled of tasks that are not known, by thread and time.

use crate::{StepId, ThreadId};

/// The last polls of steps that may be woken and of which only the root is known.
#[derive(Default)]
pub(super) struct Strays {
    /// The thread, when the poll began, and the root; sorted.
    polls: Vec<(ThreadId, u64, StepId)>,
    /// Where behind each the next one of another root stands: there may be any number of one root.
    others: Vec<usize>,
}

impl Strays {
    pub(super) fn new(mut polls: Vec<(ThreadId, u64, StepId)>) -> Self {
        polls.sort_unstable();
        let mut others = vec![polls.len(); polls.len()];
        for index in (1..polls.len()).rev() {
            let is_other = polls[index].2 != polls[index - 1].2;
            others[index - 1] = if is_other { index } else { others[index] };
        }
        Self { polls, others }
    }

    /// Whether a thread polled something of another root between two times.
    pub(super) fn has_other(
        &self,
        thread: ThreadId,
        (from, until): (u64, u64),
        root: StepId,
    ) -> bool {
        let first = self
            .polls
            .partition_point(|&(its, began, _)| (its, began) < (thread, from));
        let is_other = |index: usize| {
            let poll = self.polls.get(index);
            poll.is_some_and(|&(its, began, other)| {
                its == thread && began <= until && other != root
            })
        };
        is_other(first) || self.others.get(first).is_some_and(|next| is_other(*next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_root_on_the_same_thread_and_in_time_is_company() {
        let poll = |thread, began, root| (ThreadId(thread), began, StepId(root));
        let strays = Strays::new(vec![
            poll(2, 50, 7),
            poll(1, 10, 3),
            poll(1, 12, 3),
            poll(1, 30, 4),
        ]);
        let company = |thread, times, root| strays.has_other(ThreadId(thread), times, StepId(root));
        assert!(company(1, (0, 30), 3));
        assert!(!company(1, (0, 29), 3));
        assert!(company(1, (0, 10), 4));
        assert!(!company(1, (13, 99), 4));
        assert!(!company(2, (0, 99), 7));
        assert!(!company(3, (0, 99), 7));
    }
}
