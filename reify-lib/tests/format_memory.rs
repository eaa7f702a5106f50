//! How much memory a hostile file of a few megabytes makes the reader take, counted by an allocator.
//!
//! One test in a program of its own: nothing else allocates beside it.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use reify_lib::{Trace, reify_execution, to_dot};

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

/// The memory that reading a file takes above the file itself, and everything made of what was read.
fn peak(file: &[u8]) -> usize {
    let before = NOW.load(Relaxed);
    MOST.store(before, Relaxed);
    if let Ok(trace) = Trace::from_slice(file) {
        let graph = reify_execution(&trace);
        drop(to_dot(&graph));
    }
    MOST.load(Relaxed) - before
}

/// A trace of about three megabytes that repeats a record.
fn repeated(record: impl Fn(usize) -> String) -> Vec<u8> {
    let mut file = b"[\n{\"reify\":{}},\n{\"site\":{\"id\":0,\"expr\":\"a\"}},\n".to_vec();
    for number in 0.. {
        if file.len() > 3 << 20 {
            break;
        }
        file.extend_from_slice(record(number).as_bytes());
        file.extend_from_slice(b",\n");
    }
    file
}

#[test]
fn no_hostile_file_of_three_megabytes_takes_more_than_128() {
    let size = 3 << 20;
    let digits = "9".repeat(size);
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("arrays", "[".repeat(size).into()),
        ("objects", "{\"a\":".repeat(size / 5).into()),
        (
            "a text",
            format!(
                "[\n{{\"reify\":{{\"program\":\"{}\"}}}}\n]\n",
                "\\u0000".repeat(size / 6)
            )
            .into(),
        ),
        (
            "a number",
            format!("[\n{{\"reify\":{{\"pid\":{digits}}}}}\n]\n").into(),
        ),
        (
            "one element a byte",
            format!("[{{\"poll\":[{}]}}]", "1,".repeat(size / 2)).into(),
        ),
        (
            "one key twice",
            format!("[{{\"end\":{{{}\"at\":1}}}}]", "\"at\":1,".repeat(size / 7)).into(),
        ),
        (
            "unknown kinds",
            repeated(|number| format!("{{\"k{number}\":1}}")),
        ),
        (
            "unknown fields",
            repeated(|number| format!("{{\"end\":{{\"f{number}\":1}}}}")),
        ),
        ("no records", repeated(|_| "1".into())),
        (
            "untraced",
            repeated(|number| format!("{{\"untraced\":{{\"file\":\"\",\"line\":{number}}}}}")),
        ),
        (
            "sites",
            repeated(|id| format!("{{\"site\":{{\"id\":{id},\"expr\":\"\"}}}}")),
        ),
        (
            "tasks",
            repeated(|id| format!("{{\"task\":{{\"id\":{id}}}}}")),
        ),
        (
            "threads far apart",
            repeated(|id| format!("{{\"thread\":{{\"id\":{}}}}}", id * 5_000_000_000)),
        ),
        (
            "steps",
            repeated(|id| format!("{{\"step\":[{id},{id},0,0]}}")),
        ),
        (
            "deep steps",
            repeated(|id| format!("{{\"step\":[{id},{id},0,0,{}]}}", id.saturating_sub(1))),
        ),
        (
            "steps of the future",
            repeated(|id| format!("{{\"step\":[{id},{id},0,0,{}]}}", id + 1)),
        ),
        (
            "events without steps",
            repeated(|seq| format!("{{\"poll\":[{seq},{seq},0,0,0,\"pending\"]}}")),
        ),
        (
            "events backwards",
            repeated(|seq| format!("{{\"wake\":[{},0,0,0]}}", 9_000_000 - seq)),
        ),
        ("one event", repeated(|_| "{\"wake\":[0,0,0,0]}".into())),
        (
            "polls in progress",
            format!(
                "[{{\"sync\":{{\"at\":1,\"recorded\":1,\"polling\":[{}]}}}}]",
                vec!["{\"step\":1,\"since\":1,\"thread\":1}"; size / 33].join(",")
            )
            .into(),
        ),
    ];
    for (name, file) in files {
        let peak = peak(&file);
        assert!(peak < 128 << 20, "{name}: {} MiB", peak >> 20);
    }
    let console = "{\"v\":1}\n".to_owned()
        + &"{\"Spawn\":{\"id\":1,\"at\":{\"secs_since_epoch\":1,\"nanos_since_epoch\":1},\"fields\":[]}}\n".repeat(size / 90);
    let peak = peak(console.as_bytes());
    assert!(
        peak < 128 << 20,
        "tasks of tokio-console: {} MiB",
        peak >> 20
    );
}
