//! [`Pen`]: the end of a log at which its thread writes.
//!
//! A thread has a pen for each recorder that it has met. Who polls holds on to it until the poll ends, so that it is looked
//! for once a poll.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::entry::{Entry, SiteNumber, StepRef, TaskRef};
use super::log::ThreadLog;
use super::packed::{LEAST_WORDS, Packed};
use super::sheet::{Place, Sheet};
use super::{RecorderId, registry};
use crate::home;
use crate::inside::{self, Inside};
use crate::{PollResult, clock};

const IDS_AT_ONCE: u32 = 256;

/// Writes into a log.
#[derive(Debug)]
pub(super) struct Pen {
    recorder: RecorderId,
    pub(super) log: Arc<ThreadLog>,
    sheet: RefCell<Arc<Sheet>>,
    /// How far the sheet is written, and the word before which there is room for certain.
    place: Cell<Place>,
    end: Cell<usize>,
    /// Ids for steps.
    ids: Cell<(u32, u32)>,
    /// Whether a sheet was begun since that was last asked.
    turned: Cell<bool>,
}

impl Pen {
    pub(super) fn new(recorder: RecorderId, log: Arc<ThreadLog>) -> Self {
        Self {
            recorder,
            log,
            sheet: RefCell::new(Arc::new(Sheet::new(0))),
            place: Cell::default(),
            end: Cell::new(0),
            ids: Cell::new((0, 0)),
            turned: Cell::new(false),
        }
    }

    /// Writes an entry, which is made with the time at which it gets its place. Says whether there was room for it.
    #[inline]
    pub(super) fn push(&self, make: impl FnOnce(u64) -> Entry) -> bool {
        if !self.has_room() {
            return false;
        }
        let now = clock::ticks();
        self.write(Packed::new(now, make(now)));
        true
    }

    /// Writes that a step was made, and gives back its id and when; nothing where there is no room for it.
    #[inline]
    pub(super) fn push_made(
        &self,
        site: SiteNumber,
        parent: StepRef,
        task: Option<TaskRef>,
    ) -> Option<(u32, u64)> {
        if !self.has_room() {
            return None;
        }
        let step = self.next_id()?;
        let at = clock::ticks();
        let made = Entry::Made {
            step,
            site,
            parent,
            task,
        };
        self.write(Packed::new(at, made));
        Some((step, at))
    }

    /// Writes the poll of a step that began at a time and ends now. `other` is as [`Packed::poll`] has it.
    #[expect(clippy::inline_always, reason = "there is one place that matters")]
    #[inline(always)]
    pub(super) fn push_poll(&self, step: u32, began: u64, result: PollResult, other: u32) {
        if self.has_room() {
            let now = clock::ticks();
            let took = now.saturating_sub(began);
            self.write(Packed::poll(now, step, took, result, other));
        }
    }

    #[inline]
    fn write(&self, entry: Packed) {
        let place = self.sheet.borrow().write(self.place.get(), entry);
        self.place.set(place);
        self.log.ring();
    }

    /// Whether there is room for an entry; counts it as lost where there is none.
    #[inline]
    fn has_room(&self) -> bool {
        self.place.get().words() < self.end.get() || self.make_room()
    }

    #[cold]
    fn make_room(&self) -> bool {
        let made = self.turn();
        if !made {
            self.log.lose(1);
        }
        self.log.lose(inside::turned_away());
        made
    }

    fn turn(&self) -> bool {
        // The new sheet may come from an allocator that is traced, and would begin one again. A stray pen's user is inside
        // already.
        let _inside = Inside::close();
        let room = self.log.room();
        if room == 0 {
            return false;
        }
        if self.sheet.borrow().is_full() {
            // In a fork of the process nobody would take what is written.
            if registry::find(self.recorder).is_none() {
                return false;
            }
            let full = self.sheet.borrow().size();
            let before = self.sheet.replace(self.log.new_sheet(full));
            drop(before);
            self.place.take();
            self.turned.set(true);
        }
        // As many words as the shortest entries would have: when they are used, there may be room for more.
        let words = room.saturating_mul(LEAST_WORDS);
        let end = self.place.get().words().saturating_add(words);
        self.end.set(end.min(self.sheet.borrow().last()));
        true
    }

    #[inline]
    fn next_id(&self) -> Option<u32> {
        let (next, end) = self.ids.get();
        if next < end {
            self.ids.set((next + 1, end));
            return Some(next);
        }
        self.more_ids()
    }

    #[cold]
    fn more_ids(&self) -> Option<u32> {
        let _inside = Inside::close();
        let Range { start, end } = registry::find(self.recorder)?.block_of_ids(IDS_AT_ONCE)?;
        self.ids.set((start + 1, end));
        Some(start)
    }

    /// What follows a piece of writing, by how the recorder records.
    #[inline]
    pub(super) fn put_down(&self) {
        if self.recorder.is_written_through() || self.recorder.is_bounded() {
            self.hand_over();
        }
    }

    #[cold]
    fn hand_over(&self) {
        let turned = self.turned.take();
        if !self.recorder.is_written_through() && !turned {
            return;
        }
        let Some(recorder) = registry::find(self.recorder) else {
            return;
        };
        if self.recorder.is_written_through() {
            recorder.take_at_once();
        }
        if turned && self.recorder.is_bounded() {
            recorder.make_room();
        }
    }
}

thread_local! {
    static PENS: RefCell<Vec<Rc<Pen>>> = const { RefCell::new(Vec::new()) };
}

/// The calling thread's pen for a recorder; nothing where the recorder is gone, or inside of recording, or where the
/// thread is ending and its pens are gone.
#[inline]
pub(super) fn of(recorder: RecorderId) -> Option<Rc<Pen>> {
    if !inside::is_quiet() {
        return of_a_turned_away(recorder);
    }
    found(recorder)
}

#[inline]
fn found(recorder: RecorderId) -> Option<Rc<Pen>> {
    let found = PENS.try_with(|pens| {
        let pens = pens.try_borrow().ok()?;
        let pen = pens.iter().find(|pen| pen.recorder == recorder)?;
        Some(Rc::clone(pen))
    });
    match found {
        Ok(Some(pen)) => Some(pen),
        Ok(None) => open(recorder),
        Err(_) => None,
    }
}

/// As [`of`], where the gate is closed, or others were turned away at it before.
#[cold]
fn of_a_turned_away(recorder: RecorderId) -> Option<Rc<Pen>> {
    if inside::is_closed() {
        inside::turn_away();
        return None;
    }
    let pen = found(recorder)?;
    pen.log.lose(inside::turned_away());
    Some(pen)
}

/// Gives the calling thread's pen for a recorder to `write`; nothing where the recorder is gone, or inside of recording.
#[inline]
pub(super) fn with<T>(recorder: RecorderId, write: impl FnOnce(&Pen) -> T) -> Option<T> {
    if let Some(pen) = of(recorder) {
        let written = write(&pen);
        pen.put_down();
        return Some(written);
    }
    with_stray(recorder, write)
}

#[cold]
fn open(recorder: RecorderId) -> Option<Rc<Pen>> {
    let _inside = Inside::enter()?;
    let log = registry::find(recorder)?.open_log();
    let pen = Rc::new(Pen::new(recorder, log));
    PENS.try_with(|pens| {
        let mut pens = pens.try_borrow_mut().ok()?;
        // What it drops may be the last of a recording, but no code that is not ours.
        pens.retain(|pen| !pen.log.is_closed());
        pens.push(Rc::clone(&pen));
        Some(pen)
    })
    .ok()
    .flatten()
}

/// Threads whose thread-locals are gone write in turn, with a pen that the recorder has for them.
#[cold]
fn with_stray<T>(recorder: RecorderId, write: impl FnOnce(&Pen) -> T) -> Option<T> {
    if PENS.try_with(|_| ()).is_ok() {
        return None;
    }
    let recorder = registry::find(recorder)?;
    let written = {
        let _inside = Inside::enter()?;
        let mut stray = home::lock(&recorder.stray)?;
        let pen = stray.get_or_insert_with(|| Pen::new(recorder.id(), recorder.open_stray_log()));
        write(pen)
    };
    if recorder.id().is_written_through() {
        recorder.take_at_once();
    }
    Some(written)
}
