//! [`Keyboard`]: asks crossterm for what was typed, on a thread of its own.
//!
//! Crossterm reads until it has a whole key, whatever time it is given. Of half a key, which is all that `Alt-[` types, it
//! waits for the rest. From a terminal that is gone it reads nothing, at once and for ever, and turns in circles. A look
//! beforehand whether there is something to read does not help: what is there may be half a key, and the terminal may go
//! between the look and the reading.
//!
//! Neither must befall the thread that hears of signals, and that shows what a running program writes. That one asks here,
//! and where it gets no answer it goes on without; it is nudged when there is one. A thread that turns in circles does so
//! until `hangup` ends the process, which is at once.
//!
//! Crossterm is asked for one event at a time, and not before somebody wants it: what it has read an editor cannot read.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::{self, Event};

use crate::nudge::Nudge;

/// To ask crossterm for what is there already. Where it waits for keys in another way, see the features in `Cargo.toml`, it
/// does not look at all in no time.
const AT_ONCE: Duration = if cfg!(target_os = "macos") {
    Duration::from_millis(1)
} else {
    Duration::ZERO
};

/// So long an answer is waited for that should take no time. Whoever goes on before it comes draws one frame too many at the
/// most.
const MOMENT: Duration = Duration::from_millis(20);

/// What crossterm has: an event, or none.
type Answer = io::Result<Option<Event>>;

/// What is typed, and whatever else crossterm reads from the terminal.
#[derive(Debug)]
pub struct Keyboard {
    /// How long it is to be waited for something.
    questions: Sender<Duration>,
    answers: Receiver<Answer>,
    /// Whether there is an answer to come.
    is_asked: bool,
    /// Whether nobody waits for that answer any more.
    is_missed: Arc<AtomicBool>,
    /// What is there, and was not taken yet.
    typed: Option<Event>,
}

impl Keyboard {
    /// The keyboard of the terminal. Late answers give the nudge.
    ///
    /// # Errors
    ///
    /// Where the system has no more threads.
    pub fn new(nudge: Nudge) -> io::Result<Self> {
        Self::of(nudge, |patience| {
            event::poll(patience.max(AT_ONCE))?
                .then(event::read)
                .transpose()
        })
    }

    /// One that is read so.
    fn of(
        nudge: Nudge,
        mut read: impl FnMut(Duration) -> Answer + Send + 'static,
    ) -> io::Result<Self> {
        let (questions, asked) = mpsc::channel();
        let (answer, answers) = mpsc::channel();
        let is_missed = Arc::new(AtomicBool::new(false));
        let missed = Arc::clone(&is_missed);
        let thread = thread::Builder::new().name("keyboard".to_owned());
        thread.spawn(move || {
            for patience in asked {
                if answer.send(read(patience)).is_err() {
                    return;
                }
                if missed.swap(false, Ordering::SeqCst) {
                    nudge.give();
                }
            }
        })?;
        Ok(Self {
            questions,
            answers,
            is_asked: false,
            is_missed,
            typed: None,
        })
    }

    /// Whether there is something to take, waited for so long at most. Where that is not known in time there is nothing yet.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be read.
    pub fn poll(&mut self, patience: Duration) -> io::Result<bool> {
        if self.typed.is_none() {
            self.typed = self.ask(patience)?;
        }
        Ok(self.typed.is_some())
    }

    /// Takes what is there.
    pub fn take(&mut self) -> Option<Event> {
        self.typed.take()
    }

    /// Whether it is still being found out if there is something to take. A nudge tells when that is over.
    pub fn is_busy(&self) -> bool {
        self.is_asked
    }

    fn ask(&mut self, patience: Duration) -> Answer {
        let patience = if self.is_asked {
            patience
        } else {
            self.is_missed.store(false, Ordering::SeqCst);
            self.questions.send(patience).map_err(|_| gone())?;
            self.is_asked = true;
            patience.saturating_add(MOMENT)
        };
        let answer = self.answers.recv_timeout(patience).or_else(|error| {
            if error == RecvTimeoutError::Timeout {
                self.is_missed.store(true, Ordering::SeqCst);
            }
            // It may have come before that was known there.
            self.answers.try_recv()
        });
        match answer {
            Ok(answer) => {
                self.is_asked = false;
                answer
            }
            Err(mpsc::TryRecvError::Empty) => Ok(None),
            Err(mpsc::TryRecvError::Disconnected) => Err(gone()),
        }
    }
}

/// A panic has ended the thread: what it was is said elsewhere.
fn gone() -> io::Error {
    io::Error::other("keys are read no more")
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::event::{PollFd, PollFlags, poll};

    use super::*;
    use crate::nudge::Nudges;

    /// One on which is typed what is sent: half a key until then.
    fn keyboard() -> (Sender<Answer>, Keyboard, Nudges) {
        let (typed, half) = mpsc::channel();
        let (nudge, nudges) = Nudges::new().expect("there is room");
        let keyboard = Keyboard::of(nudge, move |_| half.recv().unwrap_or(Ok(None)));
        (typed, keyboard.expect("there is a thread left"), nudges)
    }

    fn wait_for(nudges: &Nudges) {
        let mut fds = [PollFd::new(nudges, PollFlags::IN)];
        assert_eq!(poll(&mut fds, None), Ok(1));
    }

    #[test]
    fn half_a_key_keeps_nobody_and_the_rest_of_it_gives_a_nudge() {
        let (typed, mut keyboard, mut nudges) = keyboard();
        for event in [Event::FocusGained, Event::FocusLost] {
            assert!(!keyboard.poll(Duration::ZERO).unwrap());
            assert!(!keyboard.poll(Duration::ZERO).unwrap());
            assert!(keyboard.is_busy());
            assert_eq!(keyboard.take(), None);
            typed.send(Ok(Some(event.clone()))).unwrap();
            wait_for(&nudges);
            nudges.take();
            assert!(keyboard.poll(Duration::ZERO).unwrap());
            assert!(!keyboard.is_busy());
            assert_eq!(keyboard.take(), Some(event));
        }
    }

    #[test]
    fn nothing_is_read_that_nobody_asked_for() {
        let (typed, mut keyboard, _nudges) = keyboard();
        let [first, second] = [Event::FocusGained, Event::FocusLost];
        typed.send(Ok(Some(first.clone()))).unwrap();
        typed.send(Ok(Some(second.clone()))).unwrap();
        while !keyboard.poll(Duration::ZERO).unwrap() {}
        // Asked again it keeps what it has.
        assert!(keyboard.poll(Duration::ZERO).unwrap());
        assert!(!keyboard.is_busy());
        assert_eq!(keyboard.take(), Some(first));
        while !keyboard.poll(Duration::ZERO).unwrap() {}
        assert_eq!(keyboard.take(), Some(second));
    }

    #[test]
    fn a_terminal_that_cannot_be_read_says_so() {
        let (typed, mut keyboard, _nudges) = keyboard();
        typed.send(Err(io::ErrorKind::NotFound.into())).unwrap();
        let failed = loop {
            if let Err(error) = keyboard.poll(Duration::ZERO) {
                break error;
            }
        };
        assert_eq!(failed.kind(), io::ErrorKind::NotFound);
    }
}
