//! The end of building: everything into its order, and what is impossible made possible.

use std::sync::Arc;

use super::finished::{Finished, placed};
use super::odd::polled_after_end;
use super::{Table, TraceBuilder};
use crate::{Event, EventLog, NoticeKind, Position, Step, StepId, Trace};

impl TraceBuilder {
    /// Makes the trace.
    pub fn finish(mut self) -> Trace {
        self.met.last = self.position.take();
        self.report_awaited();
        self.date_unknown();
        self.sort_steps();
        self.sort_events();
        if self.unordered {
            self.count_gaps_again();
        }
        self.cut_impossible_parents();
        self.inherit_tasks();
        self.report_end();
        Trace {
            header: self.header.unwrap_or_default(),
            sites: self.sites.entries,
            steps: Arc::new(self.steps.entries.into_iter().collect()),
            tasks: self.tasks.entries,
            threads: self.threads.entries,
            events: self.events,
            untraced: self.untraced,
            last_sync: self.last_sync,
            end: self.end,
            notices: self.notices.into_vec(),
        }
    }

    /// What nothing is known of was there at least when it was first mentioned: before its children and events.
    fn date_unknown(&mut self) {
        if self.steps.is_whole() {
            return;
        }
        let Table {
            entries: steps,
            defined,
            ..
        } = &mut self.steps;
        for child in 0..steps.len() {
            let (seq, at) = (steps[child].seq, steps[child].at);
            if let Some(parent) = steps[child].parent.map(StepId::index)
                && !defined[parent]
                && steps[parent].seq > seq
            {
                (steps[parent].seq, steps[parent].at) = (seq, at);
            }
        }
        let late = self.late.iter().map(|(event, _)| *event);
        for event in self.events.iter().chain(late) {
            let step = event.step().index();
            if !defined[step] && steps[step].seq > event.seq() {
                (steps[step].seq, steps[step].at) = (event.seq(), event.time());
            }
        }
    }

    /// Steps stand in the order in which they were made, and what stands in for one before what it is mentioned by.
    fn sort_steps(&mut self) {
        let Table {
            entries: steps,
            defined,
            ..
        } = &mut self.steps;
        let mut order: Vec<u32> = (0..steps.len() as u32).collect();
        let place = |old: &u32| (steps[*old as usize].seq, defined[*old as usize]);
        if order.is_sorted_by_key(place) {
            return;
        }
        order.sort_by_key(place);
        let mut new_of = vec![StepId(0); steps.len()];
        for (new, &old) in order.iter().enumerate() {
            new_of[old as usize] = StepId::from(new);
        }
        let mut sorted: Vec<Step> = order.iter().map(|&old| steps[old as usize]).collect();
        for step in &mut sorted {
            step.parent = step.parent.map(|parent| new_of[parent.index()]);
        }
        *steps = sorted;
        let events = std::mem::take(&mut self.events);
        for event in events.iter() {
            self.events.push(&renamed(event, &new_of));
        }
        for (event, _) in &mut self.late {
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

    /// By the numbers it is told which events are there twice, and which polls come too late.
    fn sort_events(&mut self) {
        if self.late.is_empty() {
            return;
        }
        // What came before the first late one was in order: these places need not be known.
        let early = self.events.iter().map(|event| (event, Position::default()));
        let late = self.late.drain(..);
        let late = late.map(|(event, at)| (event, at.unwrap_or_default()));
        let mut all: Vec<(Event, Position)> = early.chain(late).collect();
        all.sort_by_key(|(event, _)| event.seq());
        let mut events = EventLog::default();
        let known = self.notices.remove(NoticeKind::PollAfterEnd);
        let mut finished = Finished::new(self.steps.entries.len(), known);
        for (event, at) in all {
            if events.last_seq() == Some(event.seq()) {
                let seq = event.seq();
                self.notices.add(NoticeKind::DuplicateSeq, placed(at), || {
                    format!("two events have the number {seq}")
                });
                continue;
            }
            if let Event::Poll(poll) = &event {
                let step = poll.step.index();
                if let Some(shown) = finished.poll(step, poll.result, at) {
                    let id = self.steps.entries[step].id;
                    self.notices
                        .add(NoticeKind::PollAfterEnd, placed(shown), || {
                            polled_after_end(id)
                        });
                }
            }
            events.push(&event);
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
        self.notices.remove(NoticeKind::Gap);
        if let Some((from, to)) = first {
            self.gap(from, to, missing, self.met.skipped.at(from));
        }
    }

    /// A parent was made before its child: what says otherwise is cut off, and circles with it.
    fn cut_impossible_parents(&mut self) {
        for (index, step) in self.steps.entries.iter_mut().enumerate() {
            if step.parent.is_some_and(|parent| parent.index() >= index) {
                step.parent = None;
                let (at, id) = (self.met.orphans.get(&step.id).copied(), step.id);
                self.notices.add(NoticeKind::ParentCycle, at, || {
                    format!("step {id} was made before its parent, or is its own ancestor")
                });
            }
        }
    }

    /// A step belongs to the task of its parent unless it says otherwise.
    fn inherit_tasks(&mut self) {
        let steps = &mut self.steps.entries;
        for index in 0..steps.len() {
            if let (None, Some(parent)) = (steps[index].task, steps[index].parent) {
                steps[index].task = steps[parent.index()].task;
            }
        }
    }

    fn report_end(&mut self) {
        self.report_missing_end();
        let lost = self
            .end
            .as_ref()
            .map(|end| end.lost)
            .or(self.last_sync.as_ref().map(|sync| sync.lost));
        if let Some(lost) = lost.filter(|lost| *lost > 0) {
            self.notices
                .add_many(NoticeKind::Lost, lost, self.met.report, || {
                    "the recorder had to leave events out".to_owned()
                });
        }
        if self.end.is_none() {
            let alive = self.last_sync.as_ref().map(|sync| {
                format!(
                    "; its last sign of life is {}.{:03} s after its start",
                    sync.at / 1_000_000_000,
                    sync.at / 1_000_000 % 1000
                )
            });
            self.notices.add(NoticeKind::NoEnd, self.met.last, || {
                format!(
                    "the recording has no end: the program was killed, or runs still{}",
                    alive.unwrap_or_default()
                )
            });
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
