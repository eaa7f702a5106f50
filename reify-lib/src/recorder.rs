//! [`Recorder`]: where the events of one recording come together.
//!
//! Each thread writes into a log of its own ([`ThreadLog`]), so that threads wait neither for each other nor for who reads;
//! an event's place in the total order is its time. A step knows its recording by a number ([`RecorderId`]) only: it costs
//! no reference count, and what outlives its recording records nowhere.

mod alarm;
mod cut;
mod entry;
mod id;
mod keeper;
mod lent;
mod log;
mod name_table;
mod numbering;
mod open_step;
mod packed;
mod pages;
mod pen;
mod registry;
mod root;
mod running;
mod runtime_task;
mod settings;
mod sheet;
mod token;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

pub(crate) use self::alarm::Alarm;
pub(crate) use self::cut::Cut;
pub(crate) use self::id::RecorderId;
pub(crate) use self::numbering::Numbering;
pub(crate) use self::open_step::OpenStep;
pub(crate) use self::registry::{set_process_wide, unset_process_wide};
pub(crate) use self::runtime_task::NewTask;
pub(crate) use self::settings::{Settings, entries_in};

use self::entry::{Entry, SiteNumber, StepRef};
use self::keeper::Keeper;
use self::log::ThreadLog;
use self::name_table::NameTable;
use self::pen::Pen;
use crate::clock::{self, Timeline};
use crate::home;
use crate::inside::Inside;
use crate::{Header, Site};

/// The number of the log for threads whose thread-locals are gone.
const STRAY: u64 = 0;

/// A poisoned lock is carried on from: no code that is not our own runs while one is held.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The events of one recording, and what they refer to.
#[derive(Debug)]
pub(crate) struct Recorder {
    id: RecorderId,
    settings: Settings,
    /// The process that it records in.
    home: u32,
    /// Begins where the recording does.
    timeline: Timeline,
    started: SystemTime,
    logs: Mutex<Vec<Arc<ThreadLog>>>,
    /// Writes for threads whose thread-locals are gone.
    stray: Mutex<Option<Pen>>,
    names: Mutex<NameTable>,
    /// The names of the tasks whose entries nobody has taken yet.
    tasks: Mutex<HashMap<u64, Box<str>>>,
    next_step: AtomicU64,
    next_task: AtomicU64,
    next_thread: AtomicU64,
    /// How many entries were left out on threads that are no more.
    lost: AtomicU64,
    alarm: Arc<Alarm>,
    through: OnceLock<Through>,
    keeper: Mutex<Keeper>,
}

/// Takes what was written at once.
struct Through(Box<dyn Fn(&Recorder) + Send + Sync + UnwindSafe + RefUnwindSafe>);

impl fmt::Debug for Through {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Through")
    }
}

impl Recorder {
    pub(crate) fn new(settings: Settings) -> Arc<Self> {
        registry::register(|id| Self {
            id: id
                .with_wakes(settings.wakes)
                .written_through(settings.through)
                .bounded(settings.keep < usize::MAX),
            home: home::here(),
            timeline: Timeline::start(),
            started: SystemTime::now(),
            settings,
            logs: Mutex::default(),
            stray: Mutex::default(),
            tasks: Mutex::default(),
            names: Mutex::default(),
            next_step: AtomicU64::new(0),
            next_task: AtomicU64::new(0),
            next_thread: AtomicU64::new(1),
            lost: AtomicU64::new(0),
            alarm: Arc::default(),
            through: OnceLock::new(),
            keeper: Mutex::default(),
        })
    }

    pub(crate) fn id(&self) -> RecorderId {
        self.id
    }

    /// Whether this process is the one that it records in.
    pub(crate) fn is_at_home(&self) -> bool {
        home::is(self.home)
    }

    /// Says what takes each entry at once, where that was asked for.
    pub(crate) fn write_through(
        &self,
        take: impl Fn(&Self) + Send + Sync + UnwindSafe + RefUnwindSafe + 'static,
    ) {
        if self.settings.through {
            // It is said once.
            let _ = self.through.set(Through(Box::new(take)));
        }
    }

    fn take_at_once(&self) {
        let Some(_inside) = Inside::enter() else {
            return;
        };
        if let Some(Through(take)) = self.through.get() {
            take(self);
        }
    }

    fn is_bounded(&self) -> bool {
        self.id.is_bounded()
    }

    fn make_room(&self) {
        if let Some(_inside) = Inside::enter() {
            keeper::make_room(self);
        }
    }

    /// Rings when there is something to take again.
    pub(crate) fn alarm(&self) -> &Arc<Alarm> {
        &self.alarm
    }

    pub(crate) fn header(&self) -> Header {
        let program = std::env::current_exe()
            .ok()
            .and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
        Header {
            program: program.unwrap_or_default(),
            pid: u64::from(std::process::id()),
            started: clock::wall(self.started),
            root: self.settings.root.clone().unwrap_or_else(root::guess),
            wakes: self.settings.wakes,
            ..Header::default()
        }
    }

    /// A site that is named at run time.
    fn name(&self, site: Site) -> Option<SiteNumber> {
        let _inside = Inside::enter()?;
        Some(SiteNumber::of_named(home::lock(&self.names)?.number(site)))
    }

    /// Describes a task and gives back its id.
    fn task(&self, name: &str, spawned_by: StepRef) -> u64 {
        let id = self.next_task.fetch_add(1, Ordering::Relaxed);
        {
            let _inside = Inside::close();
            if let Some(mut tasks) = home::lock(&self.tasks) {
                tasks.insert(id, Box::from(name));
            }
        }
        let pushed = pen::with(self.id, |pen| pen.push(|_| Entry::Task { id, spawned_by }));
        if pushed != Some(true) {
            self.forget_task(id);
        }
        id
    }

    fn name_of_task(&self, id: u64) -> Option<Box<str>> {
        lock(&self.tasks).get(&id).cloned()
    }

    /// Lets go of the name of a task that nobody asks for any more.
    fn forget_task(&self, id: u64) {
        let _inside = Inside::close();
        if let Some(mut tasks) = home::lock(&self.tasks) {
            tasks.remove(&id);
        }
    }

    /// A log for the calling thread.
    fn open_log(&self) -> Arc<ThreadLog> {
        self.open_log_of(self.next_thread.fetch_add(1, Ordering::Relaxed))
    }

    /// The log for threads whose thread-locals are gone.
    fn open_stray_log(&self) -> Arc<ThreadLog> {
        self.open_log_of(STRAY)
    }

    fn open_log_of(&self, thread: u64) -> Arc<ThreadLog> {
        let log = ThreadLog::new(thread, &self.settings, Arc::clone(&self.alarm));
        let log = Arc::new(log);
        if let Some(mut logs) = home::lock(&self.logs) {
            logs.push(Arc::clone(&log));
        }
        log
    }

    /// The ids of steps are handed out in blocks, so that threads seldom meet here; nothing when they are used up.
    fn block_of_ids(&self, size: u32) -> Option<Range<u32>> {
        let first = self.next_step.fetch_add(u64::from(size), Ordering::Relaxed);
        let end = u32::try_from(first.saturating_add(u64::from(size))).ok()?;
        Some(end - size..end)
    }

    /// Whether there is something to take.
    pub(crate) fn has_entries(&self) -> bool {
        self.logs().iter().any(|log| !log.is_empty())
    }

    /// Lets go of the logs of threads that are no more, as soon as they are empty.
    fn forget_ended_logs(&self) {
        lock(&self.logs).retain(|log| {
            let needed = Arc::strong_count(log) > 1 || !log.is_empty();
            if !needed {
                self.lost.fetch_add(log.lost(), Ordering::Relaxed);
            }
            needed
        });
    }

    fn lost_on_ended_threads(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    fn logs(&self) -> Vec<Arc<ThreadLog>> {
        lock(&self.logs).clone()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        // Where it goes inside, the gate is closed already.
        let _inside = Inside::enter();
        registry::unregister(self.id);
        if let Some(logs) = home::lock(&self.logs) {
            for log in &*logs {
                log.close();
            }
        }
    }
}

#[cfg(test)]
mod tests;
