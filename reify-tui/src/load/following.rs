//! [`Following`]: watches a recording that is being written, on a thread of its own, and makes models of it.
//!
//! The file is looked at a few times a second, and what came is read: that costs what came. A model is made anew of all
//! there is, so it is made only if there is more, and no more often than takes a fifth of the time: the longer a
//! recording grows, the more rarely. What is known of the file without a model is told at once.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use reify_lib::FindingOptions;

use super::{Live, Phase, Progress, Stage, Tail, checked};
use crate::model::Model;
use crate::nudge::Nudge;

/// So often the file is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// After a model was made, none is for so many times as long: a fifth of the time is spent on them at most.
const REST: u32 = 4;

/// A recording that is being written.
#[derive(Debug)]
pub struct Following {
    models: Receiver<anyhow::Result<Model>>,
    live: Arc<Mutex<Live>>,
    progress: Arc<Progress>,
}

impl Following {
    /// Begins to watch a file, which need not be there yet. Gives a nudge when there is something to know or to take.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub fn start(path: &Path, thresholds: &FindingOptions, nudge: Nudge) -> anyhow::Result<Self> {
        let (sender, models) = mpsc::sync_channel(1);
        let following = Self {
            models,
            live: Arc::default(),
            progress: Arc::default(),
        };
        following.progress.enter(Stage::Waiting);
        let mut follower = Follower {
            tail: Tail::new(path),
            thresholds: thresholds.clone(),
            live: Arc::clone(&following.live),
            progress: Arc::clone(&following.progress),
            problem: String::new(),
            is_more: false,
            rests_until: Instant::now(),
            nudge,
        };
        thread::Builder::new()
            .name("follow".to_owned())
            .spawn(move || follower.follow(&sender))?;
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

    /// What is known of the file.
    pub fn live(&self) -> Live {
        *self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is with the first model.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

/// The thread that watches.
struct Follower {
    tail: Tail,
    thresholds: FindingOptions,
    live: Arc<Mutex<Live>>,
    progress: Arc<Progress>,
    /// What is wrong with the file; what stays so is said once.
    problem: String,
    /// Whether there is something of which no model was made.
    is_more: bool,
    rests_until: Instant,
    nudge: Nudge,
}

impl Follower {
    fn follow(&mut self, sender: &SyncSender<anyhow::Result<Model>>) {
        let mut news = None;
        loop {
            let problem = self.look().err();
            // Whoever is slow to take a model makes the next one wait, and it is fresher then.
            if news.is_none() {
                news = match problem {
                    Some(problem) => Some(Err(problem)),
                    None => self.model().map(Ok),
                };
            }
            if let Some(ready) = news.take() {
                match sender.try_send(ready) {
                    Ok(()) => self.nudge.give(),
                    Err(TrySendError::Full(late)) => news = Some(late),
                    // The explorer was ended.
                    Err(TrySendError::Disconnected(_)) => return,
                }
            }
            thread::sleep(PAUSE);
        }
    }

    /// Reads what came, and tells what is known of the file.
    fn look(&mut self) -> anyhow::Result<()> {
        let before = self.tail.bytes();
        let looked = self.tail.read_on();
        let (bytes, events) = (self.tail.bytes(), self.tail.events());
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        let known = *live;
        (live.bytes, live.events, live.written) = (bytes, events, self.tail.written());
        match looked {
            Ok(change) => {
                self.problem.clear();
                live.look(change);
                self.is_more |= bytes != before || change.is_beginning();
                if bytes > 0 {
                    self.progress.enter(Stage::Reading);
                }
                self.progress.read(bytes, events);
                if *live != known {
                    self.nudge.give();
                }
                Ok(())
            }
            Err(error) if error.to_string() == self.problem => Ok(()),
            Err(error) => {
                self.problem = error.to_string();
                Err(error)
            }
        }
    }

    /// A model of what there is, if it is more than the last time, and time for one.
    fn model(&mut self) -> Option<Model> {
        let began = Instant::now();
        if !self.is_more || began < self.rests_until || self.tail.bytes() == 0 {
            return None;
        }
        self.is_more = false;
        let trace = Arc::new(self.tail.trace());
        let is_finished = trace.end().is_some();
        let model = checked(trace, &self.thresholds, |stage| self.progress.enter(stage));
        let worked = began.elapsed();
        self.rests_until = Instant::now() + worked.saturating_mul(REST);
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        if is_finished && live.phase == Phase::Following {
            live.phase = Phase::Finished;
        }
        Some(model.following())
    }
}
