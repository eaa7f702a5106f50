//! [`Appender`]: makes an [`EventLog`] of one event after the other.
//!
//! To put one event into six columns takes several times as long as to read it from them. So some are put in at once, a
//! column at a time.

#![expect(
    clippy::inline_always,
    reason = "an event that is handed on stands in memory, which takes as long as all else"
)]

use super::{EventLog, LAST_WAKE, LONG, MANY, NO_STEP, WAKE, WAKER_DROP, WAKERS_FROM, WITHIN};
use crate::{Event, PollEvent, StepId, ThreadId};

/// So many events are put in at once: they fit in a processor's first cache.
const AT_ONCE: usize = 256;

/// An event log that grows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Appender {
    log: EventLog,
    /// The last events, which are not in the log yet, but for what stands in its side tables.
    rows: Vec<Row>,
    last_seq: Option<u64>,
}

/// What stands of an event in the columns.
#[derive(Clone, Copy, Debug)]
struct Row {
    seq: u64,
    at: u64,
    step: u32,
    took: u32,
    thread: u32,
    what: u8,
}

impl Appender {
    /// How many events there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.log.len() + self.rows.len()
    }

    /// The number of the last event.
    #[inline]
    pub(crate) fn last_seq(&self) -> Option<u64> {
        self.last_seq
    }

    /// Makes room for so many more events. Room that is not used takes no memory.
    #[cfg(feature = "read")]
    pub(crate) fn reserve(&mut self, additional: usize) {
        let log = &mut self.log;
        log.what.reserve(additional);
        log.thread.reserve(additional);
        log.step.reserve(additional);
        log.took.reserve(additional);
        log.at.reserve(additional);
        log.seq.reserve(additional);
    }

    /// Appends an event. Its `seq` must be above that of the last one.
    #[inline(always)]
    pub(crate) fn push(&mut self, event: &Event) {
        let row = match event {
            Event::Poll(poll) => self.poll(poll),
            Event::Wake(wake) => {
                let what = if wake.last { LAST_WAKE } else { WAKE };
                other(what, wake.step, (wake.seq, wake.at), wake.by, wake.thread)
            }
            Event::WakerDrop(drop) => {
                let numbers = (drop.seq, drop.at);
                other(WAKER_DROP, drop.step, numbers, drop.by, drop.thread)
            }
        };
        self.last_seq = Some(row.seq);
        self.rows.push(row);
        if self.rows.len() == AT_ONCE {
            self.flush();
        }
    }

    #[inline(always)]
    fn poll(&mut self, poll: &PollEvent) -> Row {
        let mut what = poll.result as u8;
        if let Some(step) = poll.within {
            let index = self.len() as u32;
            self.log.within.push((index, step.0));
            what |= WITHIN;
        }
        let wakers = match poll.wakers {
            None => 0,
            Some(count) if count < u32::from(MANY) - 1 => count as u8 + 1,
            Some(count) => {
                let index = self.len() as u32;
                self.log.many_wakers.push((index, count));
                MANY
            }
        };
        let took = u32::try_from(poll.took).unwrap_or(LONG);
        if took == LONG {
            let index = self.len() as u32;
            self.log.long.push((index, poll.took));
        }
        Row {
            seq: poll.seq,
            at: poll.at,
            step: poll.step.0,
            took,
            thread: poll.thread.0,
            what: what | wakers << WAKERS_FROM,
        }
    }

    #[inline(never)]
    fn flush(&mut self) {
        let (log, rows) = (&mut self.log, self.rows.as_slice());
        log.what.extend(rows.iter().map(|row| row.what));
        log.thread.extend(rows, |row| row.thread);
        log.step.extend(rows.iter().map(|row| row.step));
        log.took.extend(rows.iter().map(|row| row.took));
        log.at.extend(rows, |row| row.at);
        log.seq.extend(rows, |row| row.seq);
        self.rows.clear();
    }

    /// The log, to look at.
    pub(crate) fn log(&mut self) -> &EventLog {
        self.flush();
        &self.log
    }

    /// The log with all events.
    pub(crate) fn into_log(mut self) -> EventLog {
        self.flush();
        self.log
    }
}

/// What is no poll.
#[inline(always)]
fn other(
    what: u8,
    step: StepId,
    (seq, at): (u64, u64),
    by: Option<StepId>,
    thread: ThreadId,
) -> Row {
    Row {
        seq,
        at,
        step: step.0,
        took: by.map_or(NO_STEP, |step| step.0),
        thread: thread.0,
        what,
    }
}

impl FromIterator<Event> for Appender {
    fn from_iter<T: IntoIterator<Item = Event>>(events: T) -> Self {
        let mut appender = Self::default();
        for event in events {
            appender.push(&event);
        }
        appender
    }
}

#[cfg(test)]
impl FromIterator<Event> for EventLog {
    fn from_iter<T: IntoIterator<Item = Event>>(events: T) -> Self {
        events.into_iter().collect::<Appender>().into_log()
    }
}
