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

/// What each of several things cost.
#[derive(Debug, Default)]
pub(crate) struct Costs {
    /// Those that are too dear.
    dear: Vec<String>,
}

impl Costs {
    /// Does something on this thread, and counts what it takes above what was taken before. `--nocapture` shows it.
    pub(crate) fn count(&mut self, name: &str, does: impl FnOnce()) {
        let (before, began) = (NOW.load(Relaxed), now());
        MOST.store(before, Relaxed);
        does();
        let time = now().saturating_sub(began);
        let bytes = MOST.load(Relaxed) - before;
        let (mega, milli) = (bytes >> 20, time.as_millis());
        let cost = format!("{name:70} {mega:5} MiB {milli:5} ms");
        println!("{cost}");
        if bytes > MOST_BYTES || time > MOST_TIME {
            self.dear.push(cost);
        }
    }

    pub(crate) fn assert_bearable(&self) {
        assert!(self.dear.is_empty(), "{:#?}", self.dear);
    }
}

/// How long this thread has had a processor.
fn now() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(now).expect("it does not run backwards")
}
