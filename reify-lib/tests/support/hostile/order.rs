//! Numbers and ids that are not what they should be: out of order, in circles, far apart, all the same.

use super::{Hostile, hostile, sited};

/// So far apart ids are that few of them reach the end of the numbers.
const APART: u64 = 18_446_744_073_709;

/// Events that are out of order, each in a way that costs something of its own.
pub(super) fn order(size: usize) -> Vec<Hostile> {
    vec![
        hostile(
            "gaps that are filled at the end",
            sited(size, |n| {
                // The lines are about thirty bytes long.
                let half = size as u64 / 60;
                let seq = if n < half { 2 * n } else { 2 * (n - half) + 1 };
                format!("{{\"wake\":[{seq},0,{n},0]}}")
            }),
        ),
        hostile(
            "one gap that is filled from both ends",
            sited(size, |n| {
                let most = 1 << 40;
                let seq = match n % 2 {
                    0 => most - n,
                    _ => n,
                };
                format!("{{\"wake\":[{seq},0,{n},0]}}")
            }),
        ),
        hostile(
            "pairs the wrong way round",
            sited(size, |n| format!("{{\"wake\":[{},0,{n},0]}}", n ^ 1)),
        ),
        hostile(
            "steps that are finished last and first",
            sited(size, |n| {
                let (step, most) = (n / 2, 1 << 40);
                let seq = if n % 2 == 0 { most - n } else { n };
                format!("{{\"poll\":[{seq},{step},{n},0,0,\"ready\"]}}")
            }),
        ),
        hostile(
            "steps that are made last",
            sited(size, |n| {
                let (seq, most) = (n + 1, 1 << 40);
                let step = most - n;
                format!("{{\"step\":[{step},{n},0,0]}},\n{{\"wake\":[{seq},{n},0,0,{n}]}}")
            }),
        ),
        hostile(
            "everything at once",
            sited(size, |n| {
                format!("{{\"step\":[0,{n},0,0]}},\n{{\"poll\":[{n},{n},0,0,0,\"pending\"]}}")
            }),
        ),
    ]
}

/// Ids that are far apart, or all the same.
pub(super) fn ids(size: usize) -> Vec<Hostile> {
    vec![
        hostile(
            "steps far apart",
            sited(size, |n| {
                let (id, parent) = (n * APART, n.saturating_sub(1) * APART);
                format!(
                    "{{\"step\":[{},{id},0,0,{parent}]}},\n{{\"poll\":[{},{id},0,0,0,\"ready\"]}}",
                    2 * n,
                    2 * n + 1
                )
            }),
        ),
        hostile(
            "sites far apart",
            sited(size, |n| {
                let id = n * APART;
                format!(
                    "{{\"site\":{{\"id\":{id},\"expr\":\"a\"}}}},\n{{\"step\":[{n},{n},{id},0]}}"
                )
            }),
        ),
        hostile(
            "sites of which nothing is said",
            sited(size, |n| format!("{{\"site\":{{\"id\":{}}}}}", 7919 * n)),
        ),
        hostile(
            "a site for each step that is never described",
            sited(size, |n| format!("{{\"step\":[{n},{},{n},0]}}", 3 * n)),
        ),
        hostile(
            "tasks far apart",
            sited(size, |n| {
                format!("{{\"step\":[{n},{n},0,0,null,{}]}}", u64::MAX - n * APART)
            }),
        ),
        hostile(
            "nothing but the largest number",
            sited(size, |n| {
                let most = u64::MAX;
                match n % 3 {
                    0 => format!("{{\"step\":[{most},{most},{most},{most},{most},{most}]}}"),
                    1 => {
                        format!(
                            "{{\"poll\":[{most},{most},{most},{most},{most},\"pending\",{most},{most}]}}"
                        )
                    }
                    _ => format!("{{\"wake\":[{most},{most},{most},{most},{most}]}}"),
                }
            }),
        ),
        hostile(
            "wakes of everyone by everyone",
            sited(size, |n| {
                let (woken, by) = (n % 997, n % 991);
                format!("{{\"wake\":[{n},{woken},{n},{},{by}]}}", n % 983)
            }),
        ),
        hostile(
            "polls within polls",
            sited(size, |n| {
                format!(
                    "{{\"step\":[{},{n},0,0]}},\n{{\"poll\":[{},{n},0,9000000000000,0,\"cancelled\",null,{}]}}",
                    2 * n,
                    2 * n + 1,
                    n.saturating_sub(1)
                )
            }),
        ),
    ]
}

/// Parents and tasks that lead to each other in circles, or nowhere.
pub(super) fn circles(size: usize) -> Vec<Hostile> {
    vec![
        hostile(
            "one circle of parents",
            sited(size, |n| {
                // The lines are about thirty bytes long: the last one closes the circle, or hangs below it.
                let most = size as u64 / 40;
                let parent = if n < most { n + 1 } else { 0 };
                format!("{{\"step\":[{n},{n},0,0,{parent}]}}")
            }),
        ),
        hostile(
            "tasks that steps to come have spawned",
            sited(size, |n| {
                format!(
                    "{{\"task\":{{\"id\":{n},\"spawned_by\":{}}}}},\n{{\"step\":[{n},{n},0,0,null,{n}]}}",
                    n + 1
                )
            }),
        ),
        hostile(
            "tasks that spawn each other in circles",
            sited(size, |n| {
                format!(
                    "{{\"task\":{{\"id\":{n},\"spawned_by\":{}}}}},\n{{\"step\":[{n},{n},0,0,null,{n}]}}",
                    n ^ 1
                )
            }),
        ),
        hostile(
            "tasks that steps that never come have spawned",
            sited(size, |n| {
                format!("{{\"task\":{{\"id\":{n},\"spawned_by\":{}}}}}", n * APART)
            }),
        ),
    ]
}
