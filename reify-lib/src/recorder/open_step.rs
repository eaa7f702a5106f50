//! [`OpenStep`]: the part of a recorded future that records it.

use std::sync::Weak;
use std::task::{Context, Poll, Waker};

use super::entry::{Entry, SiteRef, StepRef, TaskRef};
use super::lent::Lent;
use super::log::{self, ThreadLog};
use super::running::{Begun, Running};
use super::runtime_task::{self, NewTask};
use super::token::{Token, Woken};
use super::{Recorder, RecorderId, registry};
use crate::call_site::CallSite;
use crate::context::{self, Current};
use crate::{PollResult, Site, clock};

/// The state of one step while its future lives.
///
/// It is dropped before the future that it stands for, so that a cancellation is on record before what that future does
/// on its way out.
#[derive(Debug)]
pub(crate) struct OpenStep {
    pub(super) phase: Phase,
    pub(super) recorder: RecorderId,
    /// Of a step that is not made yet, its parent's id plus one, zero for none; else its own id.
    pub(super) id: u32,
    site: SiteRef,
    /// The waker of the last poll, where somebody keeps a clone of it.
    pub(super) token: Weak<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nothing is recorded (any more).
    Off,
    /// The step will be made by the first poll, or by the end if none comes.
    Announced,
    /// Made, and not polled.
    Made,
    Pending,
}

impl OpenStep {
    /// A step of the recording that this thread's current poll belongs to, else of the process-wide one, else of none.
    ///
    /// It is made by its first poll, which follows at once nearly always, with one reading of the clock for both.
    #[inline]
    pub(crate) fn ambient(site: &'static CallSite) -> Self {
        let current = context::current();
        Self::announced(ambient(current), current, SiteRef::Static(site))
    }

    /// A step of the given recording.
    pub(crate) fn of(recorder: RecorderId, site: &'static CallSite) -> Self {
        Self::announced(recorder, context::current(), SiteRef::Static(site))
    }

    /// A step of the given recording at a site that is named at run time.
    pub(crate) fn named(recorder: &Recorder, site: Site) -> Self {
        match recorder.name(site) {
            Some(site) => Self::announced(recorder.id(), context::current(), site),
            None => Self::off(),
        }
    }

    /// A step that nothing is recorded of.
    fn off() -> Self {
        Self::announced(RecorderId::NONE, Current::NONE, SiteRef::Named(0))
    }

    #[inline]
    fn announced(recorder: RecorderId, current: Current, site: SiteRef) -> Self {
        let phase = if recorder.is_none() {
            Phase::Off
        } else {
            Phase::Announced
        };
        Self {
            phase,
            recorder,
            id: current.step_in(recorder),
            site,
            token: Weak::new(),
        }
    }

    /// The root step of a task, made at once.
    pub(crate) fn root(recorder: &Recorder, name: &str, site: Site, spawned_by: StepRef) -> Self {
        Self::task_root(recorder, name, site, spawned_by).map_or_else(Self::off, |(step, _)| step)
    }

    fn task_root(
        recorder: &Recorder,
        name: &str,
        site: Site,
        spawned_by: StepRef,
    ) -> Option<(Self, u64)> {
        let site = recorder.name(site)?;
        let task = recorder.task(name, spawned_by);
        let mut step = Self::announced(recorder.id(), Current::NONE, site);
        step.make(Some(TaskRef::Own(task)));
        Some((step, task))
    }

    /// The root step of a task of the ambient recording, whose origin is the step being polled.
    pub(crate) fn spawned(name: &str, site: Site) -> (Self, Option<NewTask>) {
        let current = context::current();
        let spawned = registry::find(ambient(current)).and_then(|recorder| {
            let origin = current.step_in(recorder.id());
            let (step, task) = Self::task_root(&recorder, name, site, origin)?;
            Some((step, NewTask::new(recorder.id(), task)))
        });
        match spawned {
            Some((step, task)) => (step, task),
            None => (Self::off(), None),
        }
    }

    /// Makes an announced step now, where it is known to be polled later or never.
    pub(crate) fn made(mut self) -> Self {
        if self.phase == Phase::Announced {
            self.make(None);
        }
        self
    }

    /// Makes the step.
    fn make(&mut self, task: Option<TaskRef>) {
        self.make_with(task, |_, _, _| ());
    }

    /// Makes the step, and does something with its log, its id and the time at that occasion.
    fn make_with<T>(
        &mut self,
        task: Option<TaskRef>,
        and: impl FnOnce(&ThreadLog, u32, u64) -> T,
    ) -> Option<T> {
        let (parent, site, recorder) = (self.id, self.site, self.recorder);
        let task = match task {
            None if parent == 0 => runtime_task::here().map(TaskRef::Runtime),
            task => task,
        };
        let made = log::with(recorder, |log| {
            let (id, at) = log.push_made(recorder, site, parent, task)?;
            Some((id, and(log, id, at)))
        });
        let Some((id, done)) = made.flatten() else {
            self.phase = Phase::Off;
            return None;
        };
        (self.id, self.phase) = (id, Phase::Made);
        Some(done)
    }

    /// Begins a poll, the first of which makes the step; nothing where it could not be made.
    #[inline]
    fn begin(&mut self) -> Option<Begun> {
        if self.phase == Phase::Announced {
            return self.make_with(None, |log, id, at| Begun {
                at,
                before: log.set_polling((id + 1, at)),
            });
        }
        let (polled, at) = (self.id + 1, clock::ticks());
        let before = log::with(self.recorder, |log| log.set_polling((polled, at)));
        let before = before.unwrap_or_default();
        Some(Begun { at, before })
    }

    /// Polls the future that the step stands for, and records it.
    #[inline]
    pub(crate) fn poll<T>(
        &mut self,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        if self.phase == Phase::Off {
            return poll(cx);
        }
        self.poll_recorded(cx, poll)
    }

    fn poll_recorded<T>(
        &mut self,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        let Some(begun) = self.begin() else {
            return poll(cx);
        };
        let lent = self.recorder.wakes().then(|| self.lend(cx.waker()));
        let mut running = Running::new(self, begun, lent.as_ref());
        let result = match &lent {
            None => poll(cx),
            Some(lent) => lent.poll(poll),
        };
        running.result = match result {
            Poll::Pending => PollResult::Pending,
            Poll::Ready(_) => PollResult::Ready,
        };
        result
    }

    fn lend<'a>(&self, waker: &'a Waker) -> Lent<'a> {
        let woken = Woken {
            recorder: self.recorder,
            step: self.id,
        };
        Lent::new(woken, waker, self.token.upgrade())
    }
}

impl Drop for OpenStep {
    fn drop(&mut self) {
        if self.phase == Phase::Announced {
            self.make(None);
        }
        if self.phase != Phase::Pending {
            return;
        }
        if let Some(token) = self.token.upgrade() {
            token.settle();
        }
        let step = self.id;
        let within = context::current().step_in(self.recorder);
        log::with(self.recorder, |log| {
            log.push(|_| Entry::Poll {
                step,
                took: 0,
                result: PollResult::Cancelled,
                wakers: None,
                within,
            });
        });
    }
}

/// The recording that the current poll belongs to, else the process-wide one.
#[inline]
fn ambient(current: Current) -> RecorderId {
    if current.recorder.is_none() {
        registry::process_wide()
    } else {
        current.recorder
    }
}
