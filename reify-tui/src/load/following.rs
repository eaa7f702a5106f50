//! [`Following`]: watches a recording that is being written, on a thread of its own, and makes a model of it anew a few
//! times a second at most, and only when there is more.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use reify_lib::FindingOptions;

use super::{Change, Tail, model};
use crate::model::Model;

/// So often the file is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// The thread rests so many times as long as it worked: a long recording must not keep a processor busy.
const REST: u32 = 3;

/// A recording that is being written.
#[derive(Debug)]
pub struct Following(Receiver<anyhow::Result<News>>);

/// What became of the recording.
#[derive(Debug)]
pub struct News {
    /// What happened to the file.
    pub change: Change,
    /// The recording by now.
    pub model: Model,
}

impl Following {
    /// Begins to watch a file, which need not be there yet.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub fn start(path: &Path, thresholds: &FindingOptions) -> anyhow::Result<Self> {
        let (tail, thresholds) = (Tail::new(path), thresholds.clone());
        // Whoever is slow to take the news makes the next ones wait, and they are fresher then.
        let (sender, news) = mpsc::sync_channel(0);
        thread::Builder::new()
            .name("follow".to_owned())
            .spawn(move || follow(tail, &thresholds, &sender))?;
        Ok(Self(news))
    }

    /// The next news, if there are any in time.
    pub fn wait(&self, patience: Duration) -> Option<anyhow::Result<News>> {
        match self.0.recv_timeout(patience) {
            Ok(news) => Some(news),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(anyhow!("the reader broke down"))),
        }
    }
}

fn follow(mut tail: Tail, thresholds: &FindingOptions, sender: &SyncSender<anyhow::Result<News>>) {
    let mut problem = String::new();
    loop {
        let began = Instant::now();
        let news = match tail.read_on() {
            Ok(Change::None) => None,
            Ok(change) => {
                problem.clear();
                let model = model(tail.trace(), thresholds, |_| ());
                Some(Ok(News { change, model }))
            }
            // What stays wrong is said once.
            Err(error) if error.to_string() == problem => None,
            Err(error) => {
                problem = error.to_string();
                Some(Err(error))
            }
        };
        let worked = began.elapsed();
        // Nobody waits any more if the explorer was ended meanwhile.
        if news.is_some_and(|news| sender.send(news).is_err()) {
            return;
        }
        thread::sleep(PAUSE.max(worked.saturating_mul(REST)));
    }
}
