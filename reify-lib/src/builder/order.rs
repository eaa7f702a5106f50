//! The end of building: everything into its order, and what is impossible made possible.

use super::TraceBuilder;
use crate::{Event, EventLog, NoticeKind, Step, StepId, TaskId, Trace};

impl TraceBuilder {
    /// Makes the trace.
    pub fn finish(mut self) -> Trace {
        self.position = None;
        self.report_unknown();
        self.sort_steps();
        self.sort_events();
        if self.unordered {
            self.count_gaps_again();
        }
        self.cut_parent_cycles();
        self.inherit_tasks();
        self.report_end();
        Trace {
            header: self.header.unwrap_or_default(),
            sites: self.sites.entries,
            steps: self.steps.entries,
            tasks: self.tasks.entries,
            threads: self.threads.entries,
            events: self.events,
            untraced: self.untraced,
            last_sync: self.last_sync,
            end: self.end,
            notices: self.notices.into_vec(),
        }
    }

    fn report_unknown(&mut self) {
        let steps = self.steps.undefined();
        if steps > 0 {
            self.notices.add(NoticeKind::UnknownId, None, || {
                format!("{steps} steps are never described")
            });
        }
        // What nothing is known of was there at least when it was first mentioned.
        if steps > 0 {
            for event in self.events.iter().chain(self.late.iter().copied()) {
                let index = event.step().index();
                if !self.steps.defined[index] && self.steps.entries[index].seq > event.seq() {
                    let step = &mut self.steps.entries[index];
                    (step.seq, step.at) = (event.seq(), event.time());
                }
            }
        }
    }

    /// Steps stand in the order in which they were made.
    fn sort_steps(&mut self) {
        let steps = &mut self.steps.entries;
        if steps.is_sorted_by_key(|step| step.seq) {
            return;
        }
        let mut order: Vec<u32> = (0..steps.len() as u32).collect();
        order.sort_by_key(|&old| steps[old as usize].seq);
        let mut new_of = vec![StepId(0); steps.len()];
        for (new, &old) in order.iter().enumerate() {
            new_of[old as usize] = StepId::from(new);
        }
        let mut sorted: Vec<Step> = order
            .iter()
            .map(|&old| steps[old as usize].clone())
            .collect();
        for step in &mut sorted {
            step.parent = step.parent.map(|parent| new_of[parent.index()]);
        }
        *steps = sorted;
        let events = std::mem::take(&mut self.events);
        for event in events.iter() {
            self.events.push(&renamed(event, &new_of));
        }
        for event in &mut self.late {
            *event = renamed(*event, &new_of);
        }
        for task in &mut self.tasks.entries {
            task.spawned_by = task.spawned_by.map(|step| new_of[step.index()]);
        }
        if let Some(sync) = &mut self.last_sync {
            for poll in &mut sync.polling {
                poll.step = new_of[poll.step.index()];
            }
        }
    }

    fn sort_events(&mut self) {
        if self.late.is_empty() {
            return;
        }
        let mut all: Vec<Event> = self.events.iter().chain(self.late.drain(..)).collect();
        all.sort_by_key(Event::seq);
        let mut events = EventLog::default();
        for event in all {
            if events.last_seq() == Some(event.seq()) {
                let seq = event.seq();
                self.notices.add(NoticeKind::DuplicateSeq, None, || {
                    format!("two events have the number {seq}")
                });
            } else {
                events.push(&event);
            }
        }
        self.events = events;
    }

    /// In a file without order the gaps met on the way were none, perhaps.
    fn count_gaps_again(&mut self) {
        let mut seqs: Vec<u64> = self.events.iter().map(|event| event.seq()).collect();
        seqs.extend(self.steps.entries.iter().map(|step| step.seq));
        seqs.sort_unstable();
        seqs.dedup();
        let mut next = 0;
        let (mut missing, mut first) = (0_u64, None);
        for seq in seqs {
            if seq > next {
                missing = missing.saturating_add(seq - next);
                first.get_or_insert((next, seq - 1));
            }
            next = seq.saturating_add(1);
        }
        self.missing = missing;
        self.notices.remove(NoticeKind::Gap);
        if let Some((from, to)) = first {
            self.notices.add_many(NoticeKind::Gap, missing, None, || {
                format!("events {from} to {to} are missing")
            });
        }
    }

    /// A parent that was made after its child, or a step that is its own ancestor, is cut off at the step with the
    /// smallest position of the cycle.
    fn cut_parent_cycles(&mut self) {
        let steps = &mut self.steps.entries;
        // A parent made before its child cannot be part of a cycle.
        let suspects: Vec<usize> = (0..steps.len())
            .filter(|&index| {
                steps[index]
                    .parent
                    .is_some_and(|parent| parent.index() >= index)
            })
            .collect();
        for index in suspects {
            let mut ancestor = steps[index].parent;
            let mut seen = 0;
            while let Some(id) = ancestor {
                seen += 1;
                if id.index() == index || seen > steps.len() {
                    break;
                }
                ancestor = steps[id.index()].parent;
            }
            if ancestor.is_some() {
                steps[index].parent = None;
                let id = steps[index].id;
                self.notices.add(NoticeKind::ParentCycle, None, || {
                    format!("step {id} is its own ancestor")
                });
            }
        }
    }

    /// A step belongs to the task of its parent unless it says otherwise.
    fn inherit_tasks(&mut self) {
        let steps = &mut self.steps.entries;
        let mut path = Vec::new();
        for index in 0..steps.len() {
            let mut at = index;
            while steps[at].task.is_none() {
                let Some(parent) = steps[at].parent else {
                    break;
                };
                path.push(at);
                at = parent.index();
            }
            let task: Option<TaskId> = steps[at].task;
            for step in path.drain(..) {
                steps[step].task = task;
            }
        }
    }

    fn report_end(&mut self) {
        let lost = self
            .end
            .as_ref()
            .map(|end| end.lost)
            .or(self.last_sync.as_ref().map(|sync| sync.lost));
        if let Some(lost) = lost.filter(|lost| *lost > 0) {
            self.notices.add_many(NoticeKind::Lost, lost, None, || {
                "the recorder had to leave an event out".to_owned()
            });
        }
        if self.end.is_none() {
            let message = match &self.last_sync {
                Some(sync) => format!(
                    "the recording has no end: the program was killed, or runs still; its last sign of life is \
                     {}.{:03} s after its start",
                    sync.at / 1_000_000_000,
                    sync.at / 1_000_000 % 1000
                ),
                None => {
                    "the recording has no end: the program was killed, or runs still".to_owned()
                }
            };
            self.notices.add(NoticeKind::NoEnd, None, || message);
        }
    }
}

fn renamed(event: Event, new_of: &[StepId]) -> Event {
    let new = |step: StepId| new_of[step.index()];
    match event {
        Event::Poll(mut poll) => {
            (poll.step, poll.within) = (new(poll.step), poll.within.map(new));
            Event::Poll(poll)
        }
        Event::Wake(mut wake) => {
            (wake.step, wake.by) = (new(wake.step), wake.by.map(new));
            Event::Wake(wake)
        }
        Event::WakerDrop(mut drop) => {
            (drop.step, drop.by) = (new(drop.step), drop.by.map(new));
            Event::WakerDrop(drop)
        }
    }
}
