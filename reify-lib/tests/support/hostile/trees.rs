//! Steps under each other and beside each other.

use super::{Hostile, MOST, hostile, sited};

/// Steps under each other and beside each other.
pub(super) fn trees(size: usize) -> Vec<Hostile> {
    let parent = |id: u64| id.saturating_sub(1);
    let chain = |id: u64| {
        let (made, polled) = (2 * id, 2 * id + 1);
        let parent = parent(id);
        format!(
            "{{\"step\":[{made},{id},0,0,{parent}]}},\n{{\"poll\":[{polled},{id},{id},0,0,\"pending\"]}}"
        )
    };
    let mut polled_deep = sited(size / 2, |id| {
        format!("{{\"step\":[{id},{id},0,0,{}]}}", parent(id))
    });
    let steps = String::from_utf8_lossy(&polled_deep).lines().count() as u64 - 3;
    let polling = (0..).map(|n| {
        format!(
            "{{\"step\":{},\"since\":{n},\"thread\":1}}",
            steps - 1 - n % 9
        )
    });
    let polling: Vec<String> = polling.take(size / 2 / 40).collect();
    polled_deep.extend_from_slice(
        format!(
            "{{\"sync\":{{\"at\":9,\"recorded\":9,\"polling\":[{}]}}}}\n",
            polling.join(",")
        )
        .as_bytes(),
    );
    vec![
        hostile(
            "steps",
            sited(size, |id| format!("{{\"step\":[{id},{id},0,0]}}")),
        ),
        hostile("deep steps", sited(size, chain)),
        hostile(
            "deep steps dropped inside out",
            sited(size, |id| {
                let (made, first, last) = (id, MOST / 4 + id, MOST / 2 - id);
                let parent = parent(id);
                format!(
                    "{{\"step\":[{made},{id},0,0,{parent}]}},\n{{\"poll\":[{first},{id},{id},0,0,\"pending\"]}},\n\
                     {{\"poll\":[{last},{id},{id},0,0,\"cancelled\",null,0]}}"
                )
            }),
        ),
        hostile("deep steps being polled", polled_deep),
        hostile(
            "steps of the future",
            sited(size, |id| {
                format!("{{\"step\":[{id},{id},0,0,{}]}}", id + 1)
            }),
        ),
        hostile(
            "circles of parents",
            sited(size, |id| {
                format!("{{\"step\":[{id},{id},0,0,{}]}}", id ^ 1)
            }),
        ),
    ]
}

/// Steps beside each other.
pub(super) fn siblings(size: usize) -> Vec<Hostile> {
    vec![
        hostile(
            "steps side by side",
            sited(size, |id| {
                let (made, polled) = (id, MOST / 2 + id);
                format!(
                    "{{\"step\":[{made},{id},0,0,0]}},\n{{\"poll\":[{polled},{id},{id},0,0,\"pending\",1]}}"
                )
            }),
        ),
        hostile(
            "sites side by side",
            sited(size, |id| {
                let (made, polled) = (id, MOST / 2 + id);
                format!(
                    "{{\"site\":{{\"id\":{},\"expr\":\"s{id}\",\"file\":\"a.rs\",\"line\":{}}}}},\n\
                     {{\"step\":[{made},{id},{},0,0]}},\n{{\"poll\":[{polled},{id},{id},9,0,\"ready\"]}}",
                    id + 1,
                    id + 1,
                    id + 1
                )
            }),
        ),
        hostile(
            "joins behind joins",
            sited(size, |id| {
                // A hundred steps at a time, all alive before the first of them ends.
                let (round, arm) = (id / 100, id % 100);
                let (made, ended) = (round * 1000 + arm, round * 1000 + 500 + arm);
                let at = round % 2;
                format!(
                    "{{\"step\":[{made},{id},{at},0,0]}},\n{{\"poll\":[{ended},{id},{id},9,0,\"ready\"]}}"
                )
            }),
        ),
        hostile(
            "tasks of one step",
            sited(size, |id| {
                let (made, polled) = (2 * id, 2 * id + 1);
                format!(
                    "{{\"task\":{{\"id\":{id},\"name\":\"t\",\"spawned_by\":{}}}}},\n{{\"step\":[{made},{id},0,{id},null,{id}]}},\n\
                     {{\"poll\":[{polled},{id},{id},9,1,\"pending\",0]}}",
                    id.saturating_sub(1)
                )
            }),
        ),
    ]
}
