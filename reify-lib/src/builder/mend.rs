//! Steps that do not stand as a recorder writes them: put into their order, and what is impossible made possible.

use super::TraceBuilder;
use super::steps::Steps;
use crate::{Event, NoticeKind, Step, StepId, StepTable};

impl TraceBuilder {
    /// Puts the steps into the order in which they were made, and all that names them with them.
    pub(super) fn mend(&mut self, steps: Steps) -> StepTable {
        let (mut steps, is_made) = steps.into_vecs();
        self.date_unknown(&mut steps, &is_made);
        self.sort_steps(&mut steps, &is_made);
        self.cut_impossible_parents(&mut steps);
        inherit_tasks(&mut steps);
        steps.into_iter().collect()
    }

    /// What nothing is known of was there at least when it was first mentioned: before its children and events.
    fn date_unknown(&mut self, steps: &mut [Step], is_made: &[bool]) {
        if is_made.iter().all(|is_made| *is_made) {
            return;
        }
        for child in 0..steps.len() {
            let (seq, at) = (steps[child].seq, steps[child].at);
            if let Some(parent) = steps[child].parent.map(StepId::index)
                && !is_made[parent]
                && steps[parent].seq > seq
            {
                (steps[parent].seq, steps[parent].at) = (seq, at);
            }
        }
        let late = self.late.iter().map(|(event, _)| *event);
        for event in self.events.log().iter().chain(late) {
            let step = event.step().index();
            if !is_made[step] && steps[step].seq > event.seq() {
                (steps[step].seq, steps[step].at) = (event.seq(), event.time());
            }
        }
    }

    /// Steps stand in the order in which they were made, and what stands in for one before what it is mentioned by.
    fn sort_steps(&mut self, steps: &mut Vec<Step>, is_made: &[bool]) {
        let mut order: Vec<u32> = (0..steps.len() as u32).collect();
        let place = |old: &u32| (steps[*old as usize].seq, is_made[*old as usize]);
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
        let events = self.events.log().iter();
        self.events = events.map(|event| renamed(event, &new_of)).collect();
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

    /// A parent was made before its child: what says otherwise is cut off, and circles with it.
    fn cut_impossible_parents(&mut self, steps: &mut [Step]) {
        for (index, step) in steps.iter_mut().enumerate() {
            if step.parent.is_some_and(|parent| parent.index() >= index) {
                step.parent = None;
                let (at, id) = (self.met.orphans.get(&step.id).copied(), step.id);
                self.notices.add(NoticeKind::ParentCycle, at, || {
                    format!("step {id} was made before its parent, or is its own ancestor")
                });
            }
        }
    }
}

/// A step belongs to the task of its parent unless it says otherwise.
fn inherit_tasks(steps: &mut [Step]) {
    for index in 0..steps.len() {
        if let (None, Some(parent)) = (steps[index].task, steps[index].parent) {
            steps[index].task = steps[parent.index()].task;
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
