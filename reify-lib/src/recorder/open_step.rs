//! [`OpenStep`]: the part of a recorded future that records it.

use std::sync::Weak;
use std::task::{Context, Poll};

use super::entry::{Entry, SiteNumber, StepRef, TaskRef};
use super::pen::{self, Pen};
use super::running::Running;
use super::runtime_task::{self, NewTask};
use super::token::Token;
use super::{Recorder, RecorderId, registry};
use crate::call_site::CallSite;
use crate::context::{self, Current};
use crate::{PollResult, Site};

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
    site: SiteNumber,
    /// The waker of the last poll, where somebody keeps a clone of it.
    pub(super) token: Weak<Token>,
}

/// As wide as its neighbours: a step is moved into place where it is awaited, and without gaps that goes word by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
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
    pub(crate) fn ambient<F>(site: &'static CallSite) -> Self {
        let current = context::current();
        let recorder = ambient(current);
        let site = if recorder.is_none() {
            0
        } else {
            site.id::<F>()
        };
        Self::announced(recorder, current, SiteNumber(site))
    }

    /// A step of the given recording, where a future is awaited.
    #[inline]
    pub(crate) fn of<F>(recorder: RecorderId, site: &'static CallSite) -> Self {
        let site = SiteNumber(site.id::<F>());
        Self::announced(recorder, context::current(), site)
    }

    /// A step of the given recording at a site that is named at run time.
    pub(crate) fn named(recorder: &Recorder, site: Site) -> Self {
        match recorder.name(site) {
            Some(site) => Self::announced(recorder.id(), context::current(), site),
            None => Self::off(),
        }
    }

    /// A step that nothing is recorded of.
    #[inline]
    fn off() -> Self {
        Self::announced(RecorderId::NONE, Current::NONE, SiteNumber(0))
    }

    #[inline]
    fn announced(recorder: RecorderId, current: Current, site: SiteNumber) -> Self {
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
        step.make_in(Some(TaskRef::Own(task)));
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
    pub(crate) fn make_now(&mut self) {
        if self.phase == Phase::Announced {
            self.make();
        }
    }

    /// Makes the step. Says whether there was room for it.
    #[cold]
    pub(super) fn make(&mut self) -> bool {
        self.make_in(None)
    }

    fn make_in(&mut self, task: Option<TaskRef>) -> bool {
        pen::with(self.recorder, |pen| self.make_with(pen, task))
            .flatten()
            .is_some()
            || self.turn_off()
    }

    fn turn_off(&mut self) -> bool {
        self.phase = Phase::Off;
        false
    }

    /// Makes the step, and gives back when; nothing where there is no room for it.
    pub(super) fn make_with(&mut self, pen: &Pen, task: Option<TaskRef>) -> Option<u64> {
        let parent = self.id;
        let task = match task {
            None if parent == 0 => runtime_task::here().map(TaskRef::Runtime),
            task => task,
        };
        let made = pen.push_made(self.site, parent, task);
        self.phase = Phase::Off;
        let (id, at) = made?;
        (self.id, self.phase) = (id, Phase::Made);
        Some(at)
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
        let mut running = Running::new(self);
        running.lend(cx.waker());
        let result = match &running.waker {
            None => poll(cx),
            Some(lent) => lent.poll(poll),
        };
        running.result = match result {
            Poll::Pending => PollResult::Pending,
            Poll::Ready(_) => PollResult::Ready,
        };
        result
    }
}

impl OpenStep {
    /// Ends a step that is dropped before it is ready.
    fn abandon(&mut self) {
        if self.phase == Phase::Announced {
            self.make();
        }
        if self.phase != Phase::Pending {
            return;
        }
        if let Some(token) = self.token.upgrade() {
            token.settle();
        }
        let step = self.id;
        let within = context::current().step_in(self.recorder);
        pen::with(self.recorder, |pen| {
            pen.push(|_| Entry::Poll {
                step,
                took: 0,
                result: PollResult::Cancelled,
                wakers: None,
                within,
            })
        });
    }
}

impl Drop for OpenStep {
    #[inline]
    fn drop(&mut self) {
        if self.phase != Phase::Off {
            self.abandon();
        }
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
