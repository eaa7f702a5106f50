//! Texts that are long, wide or hard to measure.

use super::{HEADER, Hostile, SITE, hostile, repeated};

/// Texts that are long, wide or hard to measure.
pub(super) fn texts(size: usize) -> Vec<Hostile> {
    let tree = |expr: &str, file: &str| {
        let expr = serde_json::to_string(expr).expect("it is a string");
        let file = serde_json::to_string(file).expect("it is a string");
        let described = format!(
            "{{\"site\":{{\"id\":0,\"expr\":{expr},\"file\":{file},\"line\":1,\"function\":{expr},\"future\":{expr}}}}}"
        );
        // Much of the file is the text, the rest are leaves with sites of their own below the one that has it.
        repeated(size, &described, |id| {
            let (made, polled) = (2 * id, 2 * id + 1);
            let at = if id % 2 == 0 { 0 } else { id };
            format!(
                "{{\"site\":{{\"id\":{id},\"expr\":\"s{id}\",\"file\":\"b.rs\",\"line\":{id}}}}},\n\
                 {{\"step\":[{made},{id},{at},0,{},{}]}},\n{{\"poll\":[{polled},{id},{id},900000000,0,\"pending\",0]}}",
                if id < 100 { id.saturating_sub(1) } else { 98 },
                id % 9
            )
        })
    };
    let most = size / 8;
    let words: [(&'static str, String); 8] = [
        ("a long label", "x".repeat(most)),
        ("a path without end", "a::".repeat(most / 3)),
        ("words without end", "a ".repeat(most / 2)),
        ("controls", "\u{1}".repeat(most / 6)),
        ("flags", "\u{1f1e6}".repeat(most / 4)),
        ("one syllable", "\u{1100}".repeat(most / 3)),
        ("conjuncts", "\u{915}\u{94d}".repeat(most / 6)),
        (
            "marks",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}".repeat(most / 11),
        ),
    ];
    let mut files: Vec<Hostile> = words
        .iter()
        .map(|(name, text)| hostile(name, tree(text, "a.rs")))
        .collect();
    files.push(hostile(
        "a long name of a file",
        tree("a", &"x/".repeat(size / 4)),
    ));
    let long = "x".repeat(size);
    for (name, record) in [
        (
            "a label and nothing else",
            format!("{{\"site\":{{\"id\":0,\"expr\":\"{long}\"}}}},\n{{\"step\":[0,0,0,0]}}"),
        ),
        (
            "a root that leads nowhere",
            format!(
                "{{\"reify\":{{\"root\":\"{}\"}}}},\n{SITE},\n{{\"step\":[0,0,0,0]}}",
                "../".repeat(size / 3)
            ),
        ),
        (
            "a long name of a program",
            format!("{{\"reify\":{{\"program\":\"{long}\"}}}}"),
        ),
        (
            "a long reason",
            format!("{{\"end\":{{\"at\":1,\"recorded\":0,\"reason\":\"{long}\"}}}}"),
        ),
        (
            "a long name of a task",
            format!(
                "{{\"task\":{{\"id\":0,\"name\":\"{long}\"}}}},\n{SITE},\n{{\"step\":[0,0,0,0,null,0]}}"
            ),
        ),
        (
            "a long name of a thread",
            format!(
                "{{\"thread\":{{\"id\":0,\"name\":\"{long}\"}}}},\n{SITE},\n{{\"step\":[0,0,0,0]}},\n{{\"wake\":[1,0,0,0]}}"
            ),
        ),
        (
            "a name that is all escapes",
            format!(
                "{{\"reify\":{{\"program\":\"{}\"}}}}",
                "\\u0000".repeat(size / 6)
            ),
        ),
        ("a long kind", format!("{{\"{long}\":1}}")),
        (
            "a long word",
            format!("{{\"poll\":[0,0,0,0,0,\"{long}\"]}}"),
        ),
    ] {
        files.push(hostile(name, format!("{HEADER}{record}\n]\n")));
    }
    files
}
