//! [`OpenStep`]: the part of a recorded future that records it.

use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Waker};

use super::entry::{Entry, SiteRef, StepRef, TaskRef};
use super::lent::Lent;
use super::log;
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
    phase: Phase,
    recorder: RecorderId,
    /// Of a step that is not made yet, its parent's id plus one, zero for none; else its own id.
    id: u32,
    site: SiteRef,
    /// The waker of the last poll, where somebody keeps a clone of it.
    token: Weak<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
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
        let Some(site) = recorder.name(site) else {
            return Self::off();
        };
        let task = recorder.task(name, spawned_by);
        let mut step = Self::announced(recorder.id(), Current::NONE, site);
        step.make(Some(TaskRef::Own(task)));
        step
    }

    /// The root step of a task of the ambient recording, whose origin is the step being polled.
    pub(crate) fn spawned(name: &str, site: Site) -> Self {
        let current = context::current();
        let recorder = ambient(current);
        match registry::find(recorder) {
            Some(recorder) => Self::root(&recorder, name, site, current.step_in(recorder.id())),
            None => Self::off(),
        }
    }

    /// Makes an announced step now, where it is known to be polled later or never.
    pub(crate) fn made(mut self) -> Self {
        if self.phase == Phase::Announced {
            self.make(None);
        }
        self
    }

    /// Makes the step, and gives back when.
    fn make(&mut self, task: Option<TaskRef>) -> Option<u64> {
        let (parent, site, recorder) = (self.id, self.site, self.recorder);
        let task = match task {
            None if parent == 0 => runtime_task(),
            task => task,
        };
        let made = log::with(recorder, |log| log.push_made(recorder, site, parent, task));
        let Some((id, at)) = made.flatten() else {
            self.phase = Phase::Off;
            return None;
        };
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
        let made = match self.phase {
            Phase::Announced => self.make(None),
            _ => None,
        };
        if self.phase == Phase::Off {
            return poll(cx);
        }
        let lent = self.recorder.wakes().then(|| self.lend(cx.waker()));
        let mut running = Running::begin(self, made, lent.as_ref());
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

/// A poll in progress. Its end is recorded when it goes, also by unwinding.
struct Running<'a> {
    step: &'a mut OpenStep,
    before: Current,
    /// The poll in progress on this thread before, in the same recording.
    polling: (StepRef, u64),
    began: u64,
    waker: Option<&'a Lent<'a>>,
    result: PollResult,
}

impl<'a> Running<'a> {
    #[inline]
    fn begin(step: &'a mut OpenStep, made: Option<u64>, waker: Option<&'a Lent<'a>>) -> Self {
        let current = Current {
            recorder: step.recorder,
            step: step.id + 1,
        };
        let before = context::replace(current);
        let began = made.unwrap_or_else(clock::ticks);
        let polling = (current.step, began);
        let polling = log::with(step.recorder, |log| log.set_polling(polling));
        Self {
            step,
            before,
            polling: polling.unwrap_or_default(),
            began,
            waker,
            result: PollResult::Panicked,
        }
    }

    /// Lets go of the waker, and gives back how many clones of it others keep.
    fn return_waker(&mut self) -> Option<u32> {
        let Some(token) = self.waker?.kept() else {
            self.step.token = Weak::new();
            return Some(0);
        };
        let clones = Arc::strong_count(token).saturating_sub(1) as u32;
        if clones == 0 || self.result.is_final() {
            token.settle();
        }
        if clones == 0 {
            self.step.token = Weak::new();
        } else if self.step.token.as_ptr() != Arc::as_ptr(token) {
            self.step.token = Arc::downgrade(token);
        }
        Some(clones)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        context::replace(self.before);
        let clones = self.return_waker();
        let (step, began, result) = (self.step.id, self.began, self.result);
        let polling = self.polling;
        log::with(self.step.recorder, |log| {
            log.set_polling(polling);
            log.push(|now| Entry::Poll {
                step,
                took: now.saturating_sub(began),
                result,
                wakers: clones.filter(|_| result == PollResult::Pending),
                within: 0,
            });
        });
        self.step.phase = match result {
            PollResult::Pending => Phase::Pending,
            _ => Phase::Off,
        };
    }
}

/// The task that the executor runs here, as far as it tells.
fn runtime_task() -> Option<TaskRef> {
    #[cfg(feature = "tokio")]
    {
        // The number is to be had as text only.
        let id = tokio::task::try_id()?.to_string();
        id.parse().ok().map(TaskRef::Runtime)
    }
    #[cfg(not(feature = "tokio"))]
    None
}
