//! What each rule about findings looks for, and times at the ends of their ranges.

use super::{Hostile, MOST, SITE, hostile, repeated, sited};

/// What each rule about findings looks for, again and again.
pub(super) fn suspects(size: usize) -> Vec<Hostile> {
    let long = 900_000_000_u64;
    let end = format!("{{\"end\":{{\"at\":{MOST},\"recorded\":0}}}}");
    let locks = format!(
        "{end},\n{SITE},\n{{\"site\":{{\"id\":1,\"expr\":\"m.lock()\"}}}},\n{{\"site\":{{\"id\":2,\"expr\":\"n.lock()\"}}}}"
    );
    vec![
        hostile(
            "late wakes beside long polls",
            sited(size, |n| {
                // All woken at once and polled at the end, each by a task of its own; no poll is theirs alone.
                let (first, then, woken) = (3 * n, 3 * n + 2, 3 * n + 1);
                format!(
                    "{{\"step\":[null,{n},0,0,null,{n}]}},\n{{\"poll\":[{first},{n},{n},1,{n},\"pending\"]}},\n\
                     {{\"wake\":[{woken},{n},{},0]}},\n{{\"poll\":[{then},{n},{},{},{n},\"pending\"]}}",
                    n + 2,
                    long + n,
                    long
                )
            }),
        ),
        hostile(
            "blocking polls",
            sited(size, |n| {
                format!(
                    "{{\"step\":[null,{n},0,0,null,0]}},\n{{\"poll\":[{},{n},{},{long},0,\"pending\",1]}},\n{{\"wake\":[{},{n},{},0]}}",
                    2 * n,
                    n * 2 * long,
                    2 * n + 1,
                    n * 2 * long
                )
            }),
        ),
        hostile(
            "roots that nothing wakes beside some that something does",
            sited(size, |n| {
                let (thread, wakers) = (1 + n % 2, n % 2);
                format!(
                    "{{\"step\":[null,{n},0,0]}},\n{{\"poll\":[{n},{n},0,1,{thread},\"pending\",{wakers}]}}"
                )
            }),
        ),
        hostile(
            "locks that wait for each other",
            repeated(size, &locks, |n| {
                // A task each: it takes one lock and then waits for another, the next one longer.
                let (taken, wanted) = (2 * n, 2 * n + 1);
                format!(
                    "{{\"step\":[null,{taken},1,0,null,{n}]}},\n{{\"poll\":[{},{taken},0,1,0,\"ready\"]}},\n\
                     {{\"step\":[null,{wanted},2,0,null,{n}]}},\n{{\"poll\":[{},{wanted},{},1,0,\"pending\",1]}}",
                    2 * n,
                    2 * n + 1,
                    MOST / 2 - n
                )
            }),
        ),
        hostile(
            "rounds of busy loops",
            sited(size, |n| {
                let step = n % 100;
                format!(
                    "{{\"wake\":[{},{step},{n},0,{step}]}},\n{{\"poll\":[{},{step},{n},0,0,\"pending\",1]}}",
                    2 * n,
                    2 * n + 1
                )
            }),
        ),
        hostile(
            "panics through everything",
            sited(size, |n| {
                let (made, polled) = (n, MOST / 2 - n);
                format!(
                    "{{\"step\":[{made},{n},0,0,{}]}},\n{{\"poll\":[{polled},{n},{n},{},0,\"panicked\"]}}",
                    n.saturating_sub(1),
                    MOST / 2 - 2 * n
                )
            }),
        ),
        hostile(
            "sites that are never polled",
            sited(size, |n| {
                format!(
                    "{{\"site\":{{\"id\":{},\"expr\":\"s\"}}}},\n{{\"step\":[{n},{n},{},0,{}]}}",
                    n + 1,
                    n + 1,
                    n.saturating_sub(1)
                )
            }),
        ),
    ]
}

/// Times and numbers at the ends of their ranges.
pub(super) fn numbers(size: usize) -> Vec<Hostile> {
    vec![
        hostile(
            "the last numbers",
            sited(size, |n| {
                let seq = MOST - 1_000_000 + n;
                format!("{{\"poll\":[{seq},{seq},{MOST},{MOST},{MOST},\"pending\",{MOST},{MOST}]}}")
            }),
        ),
        hostile(
            "numbers too large",
            sited(size, |n| {
                let most = u64::MAX - n;
                format!("{{\"poll\":[{most},{n},{most},{most},{most},\"pending\",{most}]}}")
            }),
        ),
        hostile(
            "polls that overlap",
            sited(size, |n| {
                // Each begins behind the one before and ends behind it; some then claim to have been around all.
                let half = MOST / 2;
                let (at, took) = if n % 5000 == 4999 {
                    (0, MOST)
                } else {
                    (n, half)
                };
                format!("{{\"poll\":[{n},{n},{at},{took},1,\"pending\"]}}")
            }),
        ),
        hostile(
            "gaps",
            sited(size, |n| {
                let (made, polled) = (n * 50_000_000_000, n * 50_000_000_000 + 7);
                format!(
                    "{{\"step\":[{made},{n},0,{made}]}},\n{{\"poll\":[{polled},{n},{made},{n},{n},\"ready\"]}}"
                )
            }),
        ),
        hostile(
            "times backwards",
            sited(size, |n| {
                let at = MOST - n * 1_000_000_000;
                format!(
                    "{{\"step\":[{},{n},0,{at}]}},\n{{\"poll\":[{},{n},{at},1,0,\"pending\",1]}}",
                    2 * n,
                    2 * n + 1
                )
            }),
        ),
    ]
}
