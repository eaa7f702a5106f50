//! [`ThreadLog`]: what one thread recorded for one recorder and nobody has taken yet.
//!
//! A log is written by its thread, through a [`Pen`](super::pen::Pen), and emptied by whoever wants the events. Neither
//! waits for the other: they meet in a lock only where a sheet is full, every few thousand entries.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use super::alarm::Alarm;
use super::entry::StepRef;
use super::packed::{LEAST_WORDS, Packed};
use super::pages::Pages;
use super::sheet::{FULL, Place, Sheet};
use super::{Settings, lock};
use crate::home;

/// Words of the first sheet: few, for the many recordings that stay small.
const FIRST: usize = 192;

/// What one thread recorded.
#[derive(Debug)]
pub(super) struct ThreadLog {
    /// The number of the thread in the recording.
    pub(super) thread: u64,
    pub(super) name: Option<String>,
    sheets: Mutex<Sheets>,
    lost: AtomicU64,
    /// The id of the step being polled, plus one, and when that poll began.
    polling: (AtomicU32, AtomicU64),
    closed: AtomicBool,
    backlog: usize,
    /// How many words a sheet has at most.
    full: usize,
    alarm: Arc<Alarm>,
}

/// The sheets that are not taken whole. All but the last one are full.
#[derive(Debug, Default)]
struct Sheets {
    sheets: VecDeque<Arc<Sheet>>,
    /// How much of the first one is taken.
    taken: Place,
}

impl ThreadLog {
    pub(super) fn new(thread: u64, settings: &Settings, alarm: Arc<Alarm>) -> Self {
        Self {
            thread,
            name: std::thread::current().name().map(str::to_owned),
            sheets: Mutex::default(),
            lost: AtomicU64::new(0),
            polling: (AtomicU32::new(0), AtomicU64::new(0)),
            closed: AtomicBool::new(false),
            backlog: settings.backlog,
            full: settings.sheet().saturating_mul(LEAST_WORDS).min(FULL),
            alarm,
        }
    }

    /// How many more entries there may be.
    pub(super) fn room(&self) -> usize {
        if self.is_closed() {
            return 0;
        }
        match self.backlog {
            usize::MAX => usize::MAX,
            backlog => backlog.saturating_sub(self.len()),
        }
    }

    /// A new sheet, for the thread of the log to write after the one before is full.
    pub(super) fn new_sheet(&self, before: usize) -> Arc<Sheet> {
        let size = if before == 0 { FIRST } else { before * 2 };
        let sheet = Arc::new(Sheet::new(size.min(self.full)));
        if let Some(mut sheets) = home::lock(&self.sheets) {
            sheets.sheets.push_back(Arc::clone(&sheet));
        }
        sheet
    }

    /// Says that something was written.
    #[inline]
    pub(super) fn ring(&self) {
        self.alarm.ring();
    }

    /// Counts entries that could not be written.
    pub(super) fn lose(&self, entries: u64) {
        self.lost.fetch_add(entries, Ordering::Relaxed);
    }

    /// How many entries were left out since the log was opened.
    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    /// Notes which step is being polled, and gives back what was noted before. For the thread of the log alone.
    #[inline]
    pub(super) fn set_polling(&self, (step, since): (StepRef, u64)) -> (StepRef, u64) {
        let before = (
            self.polling.0.load(Ordering::Relaxed),
            self.polling.1.load(Ordering::Relaxed),
        );
        self.polling.1.store(since, Ordering::Relaxed);
        // Who sees it sees that the step was made.
        self.polling.0.store(step, Ordering::Release);
        before
    }

    /// The step being polled and since when.
    pub(super) fn polling(&self) -> Option<(u64, u64)> {
        let step = self.polling.0.load(Ordering::Acquire).checked_sub(1)?;
        Some((u64::from(step), self.polling.1.load(Ordering::Relaxed)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn len(&self) -> usize {
        let Some(sheets) = home::lock(&self.sheets) else {
            return 0;
        };
        let entries = |sheet: &Arc<Sheet>| sheet.published().entries();
        let written: usize = sheets.sheets.iter().map(entries).sum();
        written.saturating_sub(sheets.taken.entries())
    }

    /// What is in the log, which stays there.
    pub(super) fn copy(&self) -> Pages {
        let sheets = lock(&self.sheets);
        let mut pages = Pages::default();
        let mut from = sheets.taken;
        for sheet in &sheets.sheets {
            pages.add(sheet, from, sheet.published());
            from = Place::default();
        }
        pages
    }

    /// What is in the log, which is empty then.
    pub(super) fn take(&self) -> Pages {
        let mut sheets = lock(&self.sheets);
        let mut pages = Pages::default();
        while sheets.take_first(&mut pages) {}
        pages
    }

    /// The time of the oldest entry.
    pub(super) fn oldest(&self) -> Option<u64> {
        let sheets = lock(&self.sheets);
        let first = sheets.sheets.front()?;
        let is_taken = first.published() == sheets.taken;
        let (oldest, _) = first.read(sheets.taken).filter(|_| !is_taken)?;
        Some(oldest.time)
    }

    /// Takes the first sheet out, or as much as there is of it.
    pub(super) fn take_sheet(&self) -> Vec<Packed> {
        let mut pages = Pages::default();
        lock(&self.sheets).take_first(&mut pages);
        pages.collect()
    }

    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }
}

impl Sheets {
    /// Takes what is published of the first sheet. Says whether there is another one after it.
    fn take_first(&mut self, pages: &mut Pages) -> bool {
        let Some(first) = self.sheets.front() else {
            return false;
        };
        // Asked first: what is full stays as it is.
        let full = first.is_full();
        let end = first.published();
        pages.add(first, self.taken, end);
        self.taken = end;
        if full {
            self.sheets.pop_front();
            self.taken = Place::default();
        }
        full
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recorder::entry::Entry;

    fn log(entries: usize) -> ThreadLog {
        let settings = Settings {
            keep: entries * 16,
            ..Settings::default()
        };
        ThreadLog::new(1, &settings, Arc::default())
    }

    fn wake(time: u64) -> Packed {
        let entry = Entry::Wake {
            step: 0,
            by: 0,
            last: false,
        };
        Packed::new(time, entry)
    }

    fn times(pages: Pages) -> Vec<u64> {
        pages.map(|entry| entry.time).collect()
    }

    #[test]
    fn what_is_published_of_a_sheet_is_taken_once() {
        let log = log(64);
        let sheet = log.new_sheet(0);
        let end = sheet.write(Place::default(), wake(0));
        assert_eq!(times(log.copy()), [0]);
        assert_eq!(times(log.take()), [0]);
        assert!(log.is_empty());
        sheet.write(end, wake(1));
        assert_eq!((log.len(), times(log.take())), (1, vec![1]));
        assert_eq!(times(log.take()), [0; 0]);
    }

    #[test]
    fn sheets_grow_up_to_a_size_and_are_taken_in_order() {
        let log = log(300);
        let mut written = 0;
        let mut size = 0;
        for expected in [192, 384, 600, 600] {
            let sheet = log.new_sheet(size);
            size = sheet.size();
            assert_eq!(size, expected);
            while !sheet.is_full() {
                sheet.write(sheet.published(), wake(written));
                written += 1;
            }
        }
        assert_eq!(log.oldest(), Some(0));
        assert_eq!(log.take_sheet().len(), 64);
        assert_eq!(log.oldest(), Some(64));
        assert_eq!(times(log.take()), (64..written).collect::<Vec<u64>>());
        assert_eq!(log.oldest(), None);
    }
}
