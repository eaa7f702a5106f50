//! [`Trace`]: one recording, as data.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{
    End, Event, EventLog, Header, Notice, PollEvent, Site, SiteId, Step, StepId, StepTable, Sync,
    Task, TaskId, Thread, ThreadId, Untraced,
};

/// Sites, steps and events of one recording, with a header.
///
/// A trace is data and never changes. It comes from [`TracedFuture::run`](crate::TracedFuture::run), from
/// [`SharedTrace::snapshot`](crate::SharedTrace::snapshot), or from a file; see [`Trace::load`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    pub(crate) header: Header,
    pub(crate) sites: Arc<[Site]>,
    /// Shared with the graphs of the trace.
    pub(crate) steps: Arc<StepTable>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) threads: Vec<Thread>,
    pub(crate) events: EventLog,
    pub(crate) untraced: Vec<Untraced>,
    pub(crate) last_sync: Option<Sync>,
    pub(crate) end: Option<End>,
    pub(crate) notices: Vec<Notice>,
}

impl Trace {
    /// What the trace says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The await points.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// An await point.
    ///
    /// # Panics
    ///
    /// Where the id is of another trace and larger than any here.
    pub fn site(&self, id: SiteId) -> &Site {
        &self.sites[id.index()]
    }

    /// The await instances, in the order in which they were made.
    pub fn steps(&self) -> &StepTable {
        &self.steps
    }

    /// An await instance.
    ///
    /// # Panics
    ///
    /// Where the id is of another trace and larger than any here.
    #[inline]
    pub fn step(&self, id: StepId) -> Step {
        self.steps.at(id.index())
    }

    /// The ids of all steps, in the order in which they were made.
    pub fn step_ids(&self) -> impl DoubleEndedIterator<Item = StepId> + ExactSizeIterator + use<> {
        (0..self.steps.len()).map(StepId::from)
    }

    /// The site that a step is an execution of.
    ///
    /// # Panics
    ///
    /// Where the id is of another trace and larger than any here.
    pub fn site_of(&self, step: StepId) -> &Site {
        self.site(self.steps.site(step))
    }

    /// The tasks.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// A task.
    ///
    /// # Panics
    ///
    /// Where the id is of another trace and larger than any here.
    pub fn task(&self, id: TaskId) -> &Task {
        &self.tasks[id.index()]
    }

    /// The threads.
    pub fn threads(&self) -> &[Thread] {
        &self.threads
    }

    /// A thread.
    ///
    /// # Panics
    ///
    /// Where the id is of another trace and larger than any here.
    pub fn thread(&self, id: ThreadId) -> &Thread {
        &self.threads[id.index()]
    }

    /// The events, in their total order.
    pub fn events(&self) -> &EventLog {
        &self.events
    }

    /// The polls among the events, in their total order.
    pub fn polls(&self) -> impl DoubleEndedIterator<Item = PollEvent> + '_ {
        self.events.iter().filter_map(|event| match event {
            Event::Poll(poll) => Some(poll),
            _ => None,
        })
    }

    /// The awaits that were not traced though the attribute stood over them.
    pub fn untraced(&self) -> &[Untraced] {
        &self.untraced
    }

    /// The last sign of life, where the recording left any.
    pub fn last_sync(&self) -> Option<&Sync> {
        self.last_sync.as_ref()
    }

    /// The steps that the last sign of life saw within a poll, sorted, and since when at least. Some of those polls may have
    /// returned after it.
    ///
    /// The sign names the deepest step being polled: those above it are being polled too, for as long at least.
    ///
    /// ```
    /// use reify_lib::{StepId, Trace};
    ///
    /// let trace = Trace::from_slice(
    ///     br#"{"reify":{"version":1}}
    ///     {"site":{"id":0,"expr":"spin()"}}
    ///     {"step":[0,0,0,5]}
    ///     {"step":[1,1,0,6,0]}
    ///     {"sync":{"at":90,"recorded":2,"polling":[{"step":1,"since":40,"thread":1}]}}
    ///     "#,
    /// )?;
    /// let [outer, inner] = [0, 1].map(StepId::from);
    /// assert_eq!(trace.in_progress(), [(outer, 40), (inner, 40)]);
    /// # Ok::<(), reify_lib::Error>(())
    /// ```
    pub fn in_progress(&self) -> Vec<(StepId, u64)> {
        let polling = self.last_sync.iter().flat_map(|sync| &sync.polling);
        let mut polling: Vec<_> = polling.map(|poll| (poll.since, poll.step)).collect();
        polling.sort_unstable();
        let mut found = BTreeMap::new();
        for (since, step) in polling {
            let mut step = Some(step);
            // Above a step that was met before, all were met, and for longer.
            while let Some(id) = step.filter(|id| !found.contains_key(id)) {
                found.insert(id, since);
                step = self.steps.parent(id);
            }
        }
        found.into_iter().collect()
    }

    /// How the recording ended; nothing if it did not, because the program was killed or runs still.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }

    /// What to know about the trace before one trusts it.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// How long the recording went on, in ns: up to its end, its last sign of life, or its last event.
    pub fn duration(&self) -> u64 {
        let last_event = self
            .events
            .len()
            .checked_sub(1)
            .and_then(|last| self.events.time_of(last));
        [
            self.end.as_ref().map(|end| end.at),
            self.last_sync.as_ref().map(|sync| sync.at),
            last_event,
        ]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(0)
    }
}
