//! [`ThreadLog`]: what one thread recorded for one recorder and nobody has taken yet.
//!
//! A log is written by its thread and emptied by whoever wants the events. Times are read under its lock: who locks every
//! log after reading the clock has therefore seen each event up to that reading, and the order of times is complete.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::Thread;

use super::entry::{Entry, SiteRef, StepRef, TaskEntry, TaskRef};
use super::pages::Pages;
use super::{Recorder, RecorderId, Settings, lock, registry};
use crate::clock;
use crate::inside::{self, Inside};

const IDS_AT_ONCE: u32 = 256;
/// The number of the log for threads whose thread-locals are gone.
const STRAY: u64 = 0;

/// What one thread recorded.
#[derive(Debug)]
pub(super) struct ThreadLog {
    /// The number of the thread in the recording.
    pub(super) thread: u64,
    pub(super) name: Option<String>,
    written: Mutex<Written>,
    /// The id of the step being polled, plus one, and when that poll began.
    polling: (AtomicU32, AtomicU64),
    closed: AtomicBool,
    backlog: usize,
    alarm: Arc<Alarm>,
}

#[derive(Debug)]
struct Written {
    pages: Pages,
    lost: u64,
    ids: Range<u32>,
}

impl ThreadLog {
    pub(super) fn new(thread: u64, settings: &Settings, alarm: Arc<Alarm>) -> Self {
        let pages = Pages::new(settings.sheet());
        let written = Written {
            pages,
            lost: 0,
            ids: 0..0,
        };
        Self {
            thread,
            name: std::thread::current().name().map(str::to_owned),
            written: Mutex::new(written),
            polling: (AtomicU32::new(0), AtomicU64::new(0)),
            closed: AtomicBool::new(false),
            backlog: settings.backlog,
            alarm,
        }
    }

    /// Writes an entry, which is made with the time at which it gets its place.
    #[inline]
    pub(super) fn push(&self, make: impl FnOnce(u64) -> Entry) {
        let mut written = lock(&self.written);
        if written.pages.len() < self.backlog {
            let now = clock::ticks();
            let turned = written.pages.push(now, make(now));
            note_turn(turned);
        } else {
            written.lost += 1;
        }
        drop(written);
        self.alarm.ring();
    }

    /// Writes that a step was made, and gives back its id and when; nothing where there is no room for it.
    pub(super) fn push_made(
        &self,
        recorder: RecorderId,
        site: SiteRef,
        parent: StepRef,
        task: Option<TaskRef>,
    ) -> Option<(u32, u64)> {
        let mut written = lock(&self.written);
        if written.pages.len() >= self.backlog {
            written.lost += 1;
            return None;
        }
        if written.ids.is_empty() {
            written.ids = registry::find(recorder)?.block_of_ids(IDS_AT_ONCE)?;
        }
        let step = written.ids.next()?;
        let site = site.into();
        let at = clock::ticks();
        let entry = Entry::Made {
            step,
            site,
            parent,
            task,
        };
        let turned = written.pages.push(at, entry);
        note_turn(turned);
        drop(written);
        self.alarm.ring();
        Some((step, at))
    }

    /// Writes that a task begins. Its name is too much for the backlog to be asked.
    pub(super) fn push_task(&self, task: TaskEntry) {
        let mut written = lock(&self.written);
        let now = clock::ticks();
        written.pages.push(now, Entry::Task(task));
    }

    /// Counts entries that could not be written.
    fn lose(&self, entries: u64) {
        lock(&self.written).lost += entries;
    }

    /// Notes which step is being polled, and gives back what was noted before.
    #[inline]
    pub(super) fn set_polling(&self, (step, since): (StepRef, u64)) -> (StepRef, u64) {
        let before = (
            self.polling.0.load(Ordering::Relaxed),
            self.polling.1.load(Ordering::Relaxed),
        );
        self.polling.1.store(since, Ordering::Relaxed);
        self.polling.0.store(step, Ordering::Relaxed);
        before
    }

    /// The step being polled and since when.
    pub(super) fn polling(&self) -> Option<(u64, u64)> {
        let step = self.polling.0.load(Ordering::Relaxed).checked_sub(1)?;
        Some((u64::from(step), self.polling.1.load(Ordering::Relaxed)))
    }

    pub(super) fn is_empty(&self) -> bool {
        lock(&self.written).pages.len() == 0
    }

    pub(super) fn take(&self) -> Pages {
        lock(&self.written).pages.take()
    }

    pub(super) fn len(&self) -> usize {
        lock(&self.written).pages.len()
    }

    pub(super) fn oldest_sheet(&self) -> Option<u64> {
        lock(&self.written).pages.oldest_sheet()
    }

    pub(super) fn take_sheet(&self) -> Option<Vec<(u64, Entry)>> {
        lock(&self.written).pages.take_sheet()
    }

    pub(super) fn copy(&self) -> Pages {
        lock(&self.written).pages.clone()
    }

    /// How many entries were left out since the log was opened.
    pub(super) fn lost(&self) -> u64 {
        lock(&self.written).lost
    }

    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }
}

/// Wakes the one who takes entries out of logs, if it sleeps.
#[derive(Debug, Default)]
pub(crate) struct Alarm {
    asleep: AtomicBool,
    sleeper: OnceLock<Thread>,
}

impl Alarm {
    #[inline]
    fn ring(&self) {
        if self.asleep.load(Ordering::Relaxed)
            && self.asleep.swap(false, Ordering::AcqRel)
            && let Some(thread) = self.sleeper.get()
        {
            thread.unpark();
        }
    }

    /// Says that the calling thread goes to sleep. It must look at the logs once more before it does: what is written
    /// after that look rings.
    pub(crate) fn arm(&self) {
        self.sleeper.get_or_init(std::thread::current);
        self.asleep.store(true, Ordering::SeqCst);
    }
}

thread_local! {
    static TURNED: Cell<bool> = const { Cell::new(false) };
    /// The logs that a thread writes, one for each recorder that it has met.
    static LOGS: RefCell<Vec<(RecorderId, Arc<ThreadLog>)>> = const { RefCell::new(Vec::new()) };
}

/// Gives the calling thread's log of a recorder to `write`; nothing where the recorder is gone.
#[inline]
pub(super) fn with<T>(recorder: RecorderId, write: impl FnOnce(&ThreadLog) -> T) -> Option<T> {
    let written = with_log(recorder, write);
    if recorder.is_written_through()
        && let Some(recorder) = registry::find(recorder)
    {
        recorder.take_at_once();
    }
    if recorder.is_bounded()
        && TURNED.take()
        && let Some(recorder) = registry::find(recorder)
    {
        recorder.make_room();
    }
    written
}

/// Notes that a log of this thread has a new sheet: time to see whether there is room for it.
#[inline]
fn note_turn(turned: bool) {
    if turned {
        TURNED.set(true);
    }
}

#[inline]
fn with_log<T>(recorder: RecorderId, write: impl FnOnce(&ThreadLog) -> T) -> Option<T> {
    let _inside = Inside::enter()?;
    let mut write = Some(write);
    let written = LOGS.try_with(|logs| {
        // Nobody else borrows it: whoever does is inside.
        let mut open = logs.try_borrow_mut().ok()?;
        let place = match open.iter().position(|(id, _)| *id == recorder) {
            Some(place) => place,
            None => open_log(&mut open, recorder)?,
        };
        let log = &open[place].1;
        match inside::turned_away() {
            0 => {}
            entries => log.lose(entries),
        }
        Some(write.take()?(log))
    });
    match written {
        Ok(written) => written,
        // The thread is ending and its logs are gone.
        Err(_) => Some(write.take()?(&stray_log(&*registry::find(recorder)?))),
    }
}

#[cold]
fn open_log(open: &mut Vec<(RecorderId, Arc<ThreadLog>)>, recorder: RecorderId) -> Option<usize> {
    let log = registry::find(recorder)?.open_log();
    open.retain(|(_, log)| !log.closed.load(Ordering::Relaxed));
    open.push((recorder, log));
    Some(open.len() - 1)
}

#[cold]
fn stray_log(recorder: &Recorder) -> Arc<ThreadLog> {
    let mut logs = lock(&recorder.logs);
    if let Some(log) = logs.iter().find(|log| log.thread == STRAY) {
        return Arc::clone(log);
    }
    let log = ThreadLog::new(STRAY, &recorder.settings, Arc::clone(&recorder.alarm));
    let log = Arc::new(log);
    logs.push(Arc::clone(&log));
    log
}
