//! What something costs: the most memory it has at once, and the time it keeps a processor busy.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::hostile::{SIZE, WHOLE};

/// What no hostile file may exceed; of shorter ones the time is that of a program without optimisations.
const MOST_BYTES: usize = (128 << 20) / (WHOLE / SIZE);
const MOST_TIME: Duration = Duration::from_secs(2);

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator cannot be written without")]
// SAFETY: every call is handed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        // SAFETY: the caller keeps the promises of this function too.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What something cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    bytes: usize,
    time: Duration,
}

impl Cost {
    /// Does something on this thread, and counts what it takes above what was taken before.
    pub(crate) fn of(does: impl FnOnce()) -> Self {
        let before = NOW.load(Relaxed);
        MOST.store(before, Relaxed);
        let began = now();
        does();
        Self {
            time: now().saturating_sub(began),
            bytes: MOST.load(Relaxed) - before,
        }
    }
}

/// How long this thread has had a processor.
fn now() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(now).expect("it does not run backwards")
}

/// Names each that is too dear. `--nocapture` shows what the others cost.
pub(crate) fn assert_bearable(costs: &[(&str, Cost)]) {
    for (name, Cost { bytes, time }) in costs {
        println!("{name:60} {:5} MiB {:5} ms", bytes >> 20, time.as_millis());
    }
    let dear: Vec<_> = costs
        .iter()
        .filter(|(_, cost)| cost.bytes > MOST_BYTES || cost.time > MOST_TIME)
        .collect();
    assert!(dear.is_empty(), "{dear:#?}");
}
