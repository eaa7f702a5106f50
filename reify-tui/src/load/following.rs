//! [`Following`]: watches a recording that is being written, on a thread of its own, and makes models of it.
//!
//! What came is read at once, though no more than ten times a second: that costs what came. A model is made anew of all
//! there is, so it is made only if there is more, and mostly no more often than takes a fifth of the time: the longer a
//! recording grows, the more rarely, down to ten seconds between them. There is never more than one that is not shown
//! yet, as each takes the memory of a recording. What is known of the file without a model is told at once.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use reify_lib::FindingOptions;

use super::watch::Watch;
use super::{Live, Phase, Progress, Stage, Tail, checked};
use crate::beside;
use crate::model::Model;
use crate::nudge::{Nudge, Nudges};

/// So long the file is left alone after a look at it: a program that writes all the time does not keep the explorer busy.
const PAUSE: Duration = Duration::from_millis(100);

/// After a model was made, none is for so many times as long: a fifth of the time is spent on them.
const REST: u32 = 4;

/// It never rests longer: that a model took long may be because others had the processor.
const LONGEST_REST: Duration = Duration::from_secs(10);

/// A recording that is being written.
#[derive(Debug)]
pub struct Following {
    models: Receiver<anyhow::Result<Model>>,
    live: Arc<Mutex<Live>>,
    progress: Arc<Progress>,
    /// Whether the last model is shown.
    is_shown: Arc<AtomicBool>,
    /// Ends the wait for the file to change.
    nudge: Nudge,
}

impl Following {
    /// Begins to watch a file, which need not be there yet. Gives a nudge when there is something to know or to take.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub fn start(path: &Path, thresholds: &FindingOptions, nudge: Nudge) -> anyhow::Result<Self> {
        let (sender, models) = mpsc::channel();
        let (to_follower, nudges) = Nudges::new()?;
        let following = Self {
            models,
            live: Arc::default(),
            progress: Arc::default(),
            is_shown: Arc::new(AtomicBool::new(true)),
            nudge: to_follower,
        };
        following.progress.enter(Stage::Waiting);
        let mut follower = Follower {
            tail: Tail::new(path),
            watch: Watch::new(path),
            nudges,
            is_shown: Arc::clone(&following.is_shown),
            thresholds: thresholds.clone(),
            live: Live::default(),
            told: Arc::clone(&following.live),
            progress: Arc::clone(&following.progress),
            problem: String::new(),
            is_more: false,
            rests_until: Instant::now(),
            nudge,
        };
        beside::start("follow", move || follower.follow(&sender))?;
        Ok(following)
    }

    /// The recording by now, if there is more of it than the last time, and in time.
    pub fn wait(&self, patience: Duration) -> Option<anyhow::Result<Model>> {
        match self.models.recv_timeout(patience) {
            Ok(model) => Some(model),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(anyhow!("the reader broke down"))),
        }
    }

    /// Tells that the last model is shown, and no other is kept in memory: now there may be the next one.
    pub fn go_on(&self) {
        self.is_shown.store(true, Ordering::Release);
        self.nudge.give();
    }

    /// What is known of the file; nothing while the thread that watches it is just telling. It gives a nudge behind that.
    pub fn live(&self) -> Option<Live> {
        match self.live.try_lock() {
            Ok(live) => Some(*live),
            Err(TryLockError::Poisoned(live)) => Some(*live.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// How far it is with the first model.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

/// The thread that watches.
struct Follower {
    tail: Tail,
    watch: Watch,
    nudges: Nudges,
    is_shown: Arc<AtomicBool>,
    thresholds: FindingOptions,
    live: Live,
    /// What of it was told.
    told: Arc<Mutex<Live>>,
    progress: Arc<Progress>,
    /// What is wrong with the file; what stays so is said once.
    problem: String,
    /// Whether there is something of which no model was made.
    is_more: bool,
    rests_until: Instant,
    nudge: Nudge,
}

impl Follower {
    fn follow(&mut self, sender: &Sender<anyhow::Result<Model>>) {
        loop {
            self.watch.begin();
            let news = match self.look() {
                Err(problem) => Some(Err(problem)),
                Ok(()) => self.model().map(Ok),
            };
            if let Some(news) = news {
                if sender.send(news).is_err() {
                    // The explorer was ended.
                    return;
                }
                self.nudge.give();
            }
            thread::sleep(PAUSE);
            let patience = self.patience();
            self.watch.wait(&mut self.nudges, patience);
        }
    }

    /// How long there is nothing to do unless the file changes.
    fn patience(&self) -> Option<Duration> {
        let rests = self.rests_until.saturating_duration_since(Instant::now());
        self.may_go_on().then_some(rests)
    }

    /// Whether there is more, and nothing that is still to be shown.
    fn may_go_on(&self) -> bool {
        let has_any = self.tail.bytes() > 0 && !self.tail.is_refused();
        self.is_more && has_any && self.is_shown.load(Ordering::Acquire)
    }

    /// Reads what came, and tells what is known of the file.
    fn look(&mut self) -> anyhow::Result<()> {
        let Self {
            tail,
            progress,
            nudge,
            ..
        } = self;
        let before = tail.bytes();
        let looked = tail.read_on(|reader, length| {
            progress.expect(length);
            progress.read(reader.bytes(), reader.events() as u64);
            if progress.stage() == Stage::Waiting {
                progress.enter(Stage::Reading);
                nudge.give();
            }
        });
        self.live.bytes = tail.bytes();
        self.live.events = tail.events();
        self.live.written = tail.written();
        let result = match looked {
            Ok(change) => {
                self.problem.clear();
                self.live.look(change);
                self.live.is_unreadable = self.tail.is_refused();
                self.is_more |= self.live.bytes != before || change.is_beginning();
                Ok(())
            }
            Err(error) if error.to_string() == self.problem => Ok(()),
            Err(error) => {
                self.live.is_unreadable = true;
                self.problem = error.to_string();
                Err(error)
            }
        };
        self.tell();
        result
    }

    /// Tells what is known of the file, if that is something else than was told.
    fn tell(&self) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *told, self.live);
        // Whoever is woken wants it at once.
        drop(told);
        if before != self.live {
            self.nudge.give();
        }
    }

    /// A model of what there is, if it is more than the last time, and time for one.
    fn model(&mut self) -> Option<Model> {
        let began = Instant::now();
        if began < self.rests_until || !self.may_go_on() {
            return None;
        }
        self.is_more = false;
        self.is_shown.store(false, Ordering::Release);
        let trace = Arc::new(self.tail.trace());
        let is_finished = trace.end().is_some();
        let model = checked(trace, &self.thresholds, |stage| self.progress.enter(stage));
        let worked = began.elapsed();
        self.rests_until = Instant::now() + worked.saturating_mul(REST).min(LONGEST_REST);
        if is_finished && self.live.phase == Phase::Following {
            self.live.phase = Phase::Finished;
            self.tell();
        }
        Some(model.following())
    }
}
