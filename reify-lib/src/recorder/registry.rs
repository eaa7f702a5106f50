//! The recorders that are alive, by number, and which of them is the process-wide one.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};

use super::{Recorder, RecorderId};
use crate::home;
use crate::inside::Inside;

static RECORDERS: Mutex<Vec<(RecorderId, Weak<Recorder>)>> = Mutex::new(Vec::new());
static NEXT: AtomicU32 = AtomicU32::new(1);
static PROCESS_WIDE: AtomicU32 = AtomicU32::new(0);

/// Makes a recorder and enters it under a number that none had before. One that is made inside of recording records
/// nothing.
pub(super) fn register(make: impl FnOnce(RecorderId) -> Recorder) -> Arc<Recorder> {
    let Some(_inside) = Inside::enter() else {
        return Arc::new(make(RecorderId::NONE));
    };
    let Some(mut recorders) = home::lock(&RECORDERS) else {
        return Arc::new(make(RecorderId::NONE));
    };
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let recorder = Arc::new(make(RecorderId::new(number)));
    recorders.push((recorder.id(), Arc::downgrade(&recorder)));
    recorder
}

pub(super) fn unregister(id: RecorderId) {
    if let Some(mut recorders) = home::lock(&RECORDERS) {
        recorders.retain(|(other, _)| *other != id);
    }
}

/// The recorder with a number, as long as it lives, and in the process where it records.
pub(super) fn find(id: RecorderId) -> Option<Arc<Recorder>> {
    let recorder = {
        let recorders = home::lock(&RECORDERS)?;
        let (_, recorder) = recorders.iter().find(|(other, _)| *other == id)?;
        recorder.upgrade()?
    };
    if recorder.is_at_home() {
        return Some(recorder);
    }
    // So that here nobody asks any more.
    unset_process_wide(&recorder);
    None
}

/// Makes a recorder the one that records what no other does. Says whether there was none yet in this process.
pub(crate) fn set_process_wide(recorder: &Recorder) -> bool {
    let before = process_wide();
    if !before.is_none() && find(before).is_some() {
        return false;
    }
    let (before, new) = (process_wide().bits(), recorder.id().bits());
    before == 0
        && PROCESS_WIDE
            .compare_exchange(before, new, Ordering::SeqCst, Ordering::SeqCst)
            .is_ok()
}

pub(crate) fn unset_process_wide(recorder: &Recorder) {
    // If it is another one by now, that one stays.
    let _ =
        PROCESS_WIDE.compare_exchange(recorder.id().bits(), 0, Ordering::SeqCst, Ordering::SeqCst);
}

#[inline]
pub(super) fn process_wide() -> RecorderId {
    RecorderId::from_bits(PROCESS_WIDE.load(Ordering::Relaxed))
}
