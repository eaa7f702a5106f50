//! Files in which what is long, deep or long ago meets what is many: the work would be the one times the other.

use super::{HEADER, Hostile, MOST, SITE, hostile};

/// Texts that are long, on many steps.
pub(super) fn long(size: usize) -> Vec<Hostile> {
    let long = "x".repeat(size / 4);
    let held = format!("{{\"site\":{{\"id\":1,\"expr\":\"m.lock({long})\"}}}}");
    let named = format!("{{\"site\":{{\"id\":0,\"file\":\"{long}\",\"line\":1}}}}");
    vec![
        hostile(
            "locks that are long to name",
            file(|file| {
                file.extend([end(), SITE.to_owned(), held]);
                file.push("{\"site\":{\"id\":2,\"expr\":\"n.lock()\"}}".to_owned());
                // One task that holds a lock in each of many steps, and waits for another one.
                for n in 0..size as u64 / 4 / 85 {
                    let (outer, taken) = (2 * n, 2 * n + 1);
                    file.push(format!("{{\"step\":[null,{outer},0,0,null,0]}}"));
                    file.push(format!("{{\"step\":[null,{taken},1,0,{outer}]}}"));
                    file.push(poll(2 * n, outer, "\"pending\",1"));
                    file.push(poll(2 * n + 1, taken, "\"ready\""));
                }
                let wanted = size as u64;
                file.push(format!("{{\"step\":[null,{wanted},2,0,null,0]}}"));
                file.push(poll(wanted, wanted, "\"pending\",1"));
            }),
        ),
        hostile(
            "findings in a file with a long name",
            file(|file| {
                // Dropped within steps of ever other sites: as many findings as are told, with as many steps.
                file.push(named);
                for n in 1..=250 {
                    file.push(format!("{{\"site\":{{\"id\":{n},\"expr\":\"s{n}\"}}}}"));
                    file.push(format!("{{\"step\":[null,{n},{n},0]}}"));
                }
                for n in 0..size as u64 / 2 / 90 {
                    let (step, within) = (n + 251, n % 250 + 1);
                    file.push(format!("{{\"step\":[null,{step},0,0]}}"));
                    file.push(poll(n, step, &format!("\"cancelled\",null,{within}")));
                }
            }),
        ),
    ]
}

/// Lists that are long, once for each entry of another one.
pub(super) fn many(size: usize) -> Vec<Hostile> {
    vec![
        hostile(
            "a task that holds every lock and waits for every lock",
            file(|file| {
                file.push(end());
                for n in 0..size as u64 / 280 {
                    let (taken, wanted) = (2 * n, 2 * n + 1);
                    for (site, name) in [(taken, 'a'), (wanted, 'b')] {
                        file.push(format!(
                            "{{\"site\":{{\"id\":{site},\"expr\":\"{name}.lock()\",\"future\":\"Mutex<{n}>\"}}}}"
                        ));
                        file.push(format!("{{\"step\":[null,{site},{site},0,null,0]}}"));
                    }
                    file.push(poll(taken, taken, "\"ready\""));
                    file.push(poll(wanted, wanted, "\"pending\",1"));
                }
            }),
        ),
        hostile(
            "steps being polled far below what is over",
            file(|file| {
                file.push(SITE.to_owned());
                let (deep, wide) = (size as u64 / 2 / 75, size as u64 / 2 / 60);
                for n in 0..deep + wide {
                    let parent = n.min(deep).saturating_sub(1);
                    file.push(format!("{{\"step\":[{n},{n},0,0,{parent}]}}"));
                }
                for n in 0..deep {
                    file.push(poll(deep + wide + n, n, "\"ready\""));
                }
                file.push(polling(deep..deep + wide));
            }),
        ),
        hostile(
            "steps being polled for ever",
            file(|file| {
                file.extend([end(), SITE.to_owned()]);
                let wide = size as u64 / 60;
                file.extend((0..wide).map(|n| format!("{{\"step\":[{n},{n},0,0]}}")));
                file.push(polling(0..wide));
            }),
        ),
        hostile(
            "deep steps of one number",
            file(|file| {
                file.push(SITE.to_owned());
                let deep = size as u64 / 35;
                let parent = |n: u64| n.saturating_sub(1);
                file.extend((0..deep).map(|n| format!("{{\"step\":[0,{n},0,0,{}]}}", parent(n))));
                file.push(poll(1, deep - 1, "\"pending\""));
            }),
        ),
    ]
}

fn end() -> String {
    format!("{{\"end\":{{\"at\":{MOST},\"recorded\":0}}}}")
}

fn poll(seq: u64, step: u64, result: &str) -> String {
    format!("{{\"poll\":[{seq},{step},{seq},0,0,{result}]}}")
}

fn polling(steps: std::ops::Range<u64>) -> String {
    let polling: Vec<String> = steps
        .map(|step| format!("{{\"step\":{step},\"since\":0}}"))
        .collect();
    let polling = polling.join(",");
    format!("{{\"sync\":{{\"at\":9,\"recorded\":9,\"polling\":[{polling}]}}}}")
}

/// A file of records.
fn file(records: impl FnOnce(&mut Vec<String>)) -> String {
    let mut lines = Vec::new();
    records(&mut lines);
    format!("{HEADER}{}\n]\n", lines.join(",\n"))
}
