//! What is hard on a reader of JSON, and many records of each kind.

use super::{Hostile, hostile, sited};

/// What is hard on a reader of JSON.
pub(super) fn json(size: usize) -> Vec<Hostile> {
    let digits = "9".repeat(size);
    let sync = "{\"step\":1,\"since\":1,\"thread\":1}";
    let spawn = "{\"Spawn\":{\"id\":1,\"at\":{\"secs_since_epoch\":1,\"nanos_since_epoch\":1},\"fields\":[]}}\n";
    vec![
        hostile("arrays", "[".repeat(size)),
        hostile("objects", "{\"a\":".repeat(size / 5)),
        hostile(
            "a number",
            format!("[\n{{\"reify\":{{\"pid\":{digits}}}}}\n]\n"),
        ),
        hostile(
            "one element a byte",
            format!("[{{\"poll\":[{}]}}]", "1,".repeat(size / 2)),
        ),
        hostile(
            "one key again and again",
            format!("[{{\"end\":{{{}\"at\":1}}}}]", "\"at\":1,".repeat(size / 7)),
        ),
        hostile("unknown kinds", sited(size, |n| format!("{{\"k{n}\":1}}"))),
        hostile(
            "unknown fields",
            sited(size, |n| format!("{{\"end\":{{\"f{n}\":1}}}}")),
        ),
        hostile("no records", sited(size, |_| "1".into())),
        hostile(
            "polls in progress",
            format!(
                "[{{\"sync\":{{\"at\":1,\"recorded\":1,\"polling\":[{}]}}}}]",
                vec![sync; size / sync.len()].join(",")
            ),
        ),
        hostile(
            "tasks of tokio-console",
            "{\"v\":1}\n".to_owned() + &spawn.repeat(size / spawn.len()),
        ),
    ]
}

/// Many records of each kind.
pub(super) fn records(size: usize) -> Vec<Hostile> {
    vec![
        hostile(
            "untraced",
            sited(size, |n| {
                format!("{{\"untraced\":{{\"file\":\"\",\"line\":{n}}}}}")
            }),
        ),
        hostile(
            "sites",
            sited(size, |id| {
                format!("{{\"site\":{{\"id\":{id},\"expr\":\"\"}}}}")
            }),
        ),
        hostile(
            "tasks",
            sited(size, |id| format!("{{\"task\":{{\"id\":{id}}}}}")),
        ),
        hostile(
            "threads far apart",
            sited(size, |id| {
                format!("{{\"thread\":{{\"id\":{}}}}}", id * 5_000_000_000)
            }),
        ),
        hostile(
            "threads of events",
            sited(size, |n| {
                format!("{{\"poll\":[{n},0,{n},1,{n},\"pending\"]}}")
            }),
        ),
        hostile(
            "events without steps",
            sited(size, |n| {
                format!("{{\"poll\":[{n},{n},0,0,0,\"pending\"]}}")
            }),
        ),
        hostile(
            "events backwards",
            sited(size, |n| format!("{{\"wake\":[{},0,0,0]}}", 9_000_000 - n)),
        ),
        hostile(
            "signs of life",
            sited(size, |n| {
                format!("{{\"sync\":{{\"at\":{n},\"recorded\":{n},\"polling\":[[{n},0,0]]}}}}")
            }),
        ),
        hostile(
            "ends",
            sited(size, |n| {
                format!("{{\"end\":{{\"at\":{n},\"recorded\":{n}}}}}")
            }),
        ),
        hostile("headers", sited(size, |_| "{\"reify\":{}}".into())),
        hostile("one event", sited(size, |_| "{\"wake\":[0,0,0,0]}".into())),
        hostile(
            "wakes of one step",
            sited(size, |n| format!("{{\"wake\":[{n},0,{n},0]}}")),
        ),
        hostile(
            "wakers of one step",
            sited(size, |n| {
                let (pending, dropped) = (2 * n, 2 * n + 1);
                format!(
                    "{{\"poll\":[{pending},0,{n},0,0,\"pending\",4000000000]}},\n{{\"waker_drop\":[{dropped},0,{n},0,0]}}"
                )
            }),
        ),
        hostile(
            "polls behind the end",
            sited(size, |n| format!("{{\"poll\":[{n},0,{n},0,0,\"ready\"]}}")),
        ),
    ]
}
