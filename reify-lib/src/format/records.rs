//! A [`Trace`] taken apart into the records that make it.

use crate::builder::unknown_site;
use crate::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use crate::{Event, InProgress, Record, Step, StepId, Sync, Trace};

impl Trace {
    /// The records that make the trace, in the order in which [`save`](Self::save) writes them: the header, what
    /// is described once, then steps and events in their total order, and how the recording ended.
    ///
    /// A [`TraceBuilder`](crate::TraceBuilder) makes an equal trace of them.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let sites = self.sites.iter().enumerate();
        let described = sites.filter(|(_, site)| **site != unknown_site());
        let sites = described.map(|(id, site)| {
            let (id, site) = (id as u64, site.clone());
            Record::Site(SiteRecord { id, site })
        });
        let threads = self.threads.iter().map(|thread| {
            let (id, name) = (thread.id, thread.name.clone());
            Record::Thread(ThreadRecord { id, name })
        });
        let untraced = self.untraced.iter().cloned().map(Record::Untraced);
        std::iter::once(Record::Header(self.header.clone()))
            .chain(sites)
            .chain(threads)
            .chain(untraced)
            .chain(Happenings::of(self))
            .chain(self.sync_record())
            .chain(self.end.clone().map(Record::End))
    }

    /// The event at a position as the JSON object that stands for it in a file, if there is such an event.
    pub fn event_json(&self, index: usize) -> Option<String> {
        let record = self.event_record(self.events.get(index)?);
        let mut json = Vec::new();
        super::write::object(&record, &mut json);
        // The writer puts nothing but UTF-8.
        String::from_utf8(json).ok()
    }

    fn event_record(&self, event: Event) -> Record {
        let id = |step| self.step(step).id;
        let thread = |thread| self.thread(thread).id;
        match event {
            Event::Poll(poll) => Record::Poll(PollRecord {
                seq: poll.seq,
                step: id(poll.step),
                at: poll.at,
                took: poll.took,
                thread: thread(poll.thread),
                result: poll.result,
                wakers: poll.wakers,
                within: poll.within.map(id),
            }),
            Event::Wake(wake) => Record::Wake(WakeRecord {
                seq: wake.seq,
                step: id(wake.step),
                at: wake.at,
                by: wake.by.map(id),
                thread: thread(wake.thread),
                last: wake.last,
            }),
            Event::WakerDrop(drop) => Record::WakerDrop(WakerDropRecord {
                seq: drop.seq,
                step: id(drop.step),
                at: drop.at,
                by: drop.by.map(id),
                thread: thread(drop.thread),
            }),
        }
    }

    fn sync_record(&self) -> Option<Record> {
        let sync = self.last_sync.as_ref()?;
        let polling = sync.polling.iter().map(|poll| InProgress {
            step: self.step(poll.step).id,
            since: poll.since,
            thread: poll.thread,
        });
        Some(Record::Sync(Sync {
            at: sync.at,
            recorded: sync.recorded,
            lost: sync.lost,
            polling: polling.collect(),
        }))
    }
}

/// Steps and events in their total order, each task before its first step.
struct Happenings<'a> {
    trace: &'a Trace,
    tasks: usize,
    steps: usize,
    events: usize,
}

impl<'a> Happenings<'a> {
    fn of(trace: &'a Trace) -> Self {
        Self {
            trace,
            tasks: 0,
            steps: 0,
            events: 0,
        }
    }

    /// The next step that was made before the next event.
    fn next_step(&mut self) -> Option<Step> {
        let next_event = self.trace.events.get(self.events).map(|event| event.seq());
        let step = self.trace.steps.get(self.steps)?;
        next_event.is_none_or(|seq| step.seq <= seq).then_some(step)
    }

    fn take_step(&mut self, step: &Step) -> Record {
        let trace = self.trace;
        let inherited = step.parent.and_then(|parent| trace.step(parent).task);
        let task = step.task.filter(|_| step.task != inherited);
        if let Some(task) = task.filter(|task| task.index() >= self.tasks) {
            debug_assert!(task.index() < trace.tasks.len());
            return self.take_task();
        }
        self.steps += 1;
        // A step shares its place only where it was given none.
        let event = trace.events.get(self.events).map(|event| event.seq());
        let next = trace.steps.get(self.steps).map(|step| step.seq);
        let shared = [event, next].contains(&Some(step.seq));
        Record::Step(StepRecord {
            seq: if shared {
                StepRecord::UNNUMBERED
            } else {
                step.seq
            },
            id: step.id,
            site: u64::from(step.site.0),
            parent: step.parent.map(|parent| self.id(parent)),
            task: task.map(|task| trace.task(task).id),
            at: step.at,
            borrowed: step.borrowed,
        })
    }

    fn take_task(&mut self) -> Record {
        let task = &self.trace.tasks[self.tasks];
        self.tasks += 1;
        Record::Task(TaskRecord {
            id: task.id,
            name: task.name.clone(),
            runtime_id: task.runtime_id,
            spawned_by: task.spawned_by.map(|step| self.id(step)),
        })
    }

    fn take_event(&mut self, event: Event) -> Record {
        self.events += 1;
        self.trace.event_record(event)
    }

    fn id(&self, step: StepId) -> u64 {
        self.trace.step(step).id
    }

    /// A step of which nothing is known but its id comes back from where that is mentioned.
    fn is_stand_in(&self, step: &Step) -> bool {
        let event = self.trace.events.get(self.events).map(|event| event.seq());
        let child = self.trace.steps.get(self.steps + 1).map(|step| step.seq);
        let is_before_its_mention = [event, child, Some(u64::MAX)].contains(&Some(step.seq));
        is_before_its_mention && *self.trace.site(step.site) == unknown_site()
    }
}

impl Iterator for Happenings<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while let Some(step) = self.next_step() {
            if !self.is_stand_in(&step) {
                return Some(self.take_step(&step));
            }
            self.steps += 1;
        }
        if let Some(event) = self.trace.events.get(self.events) {
            return Some(self.take_event(event));
        }
        (self.tasks < self.trace.tasks.len()).then(|| self.take_task())
    }
}
