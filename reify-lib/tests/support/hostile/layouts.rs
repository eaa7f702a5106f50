//! The same worst in other layouts: all on one line, spread over many, and as other tools write it.

use super::{HEADER, Hostile, SITE, hostile, sited};

/// Records that are not one a line.
pub(super) fn layouts(size: usize) -> Vec<Hostile> {
    let chain = |size| {
        sited(size, |id| {
            let parent = id.saturating_sub(1);
            format!("{{\"step\":[{id},{id},0,0,{parent}]}}")
        })
    };
    let minified = || {
        let mut file = chain(size);
        file.retain(|byte| *byte != b'\n');
        file
    };
    // From the first quote on strings are what was between them.
    let unbalanced = |from: &str, to: &str| {
        let file = String::from_utf8(minified()).expect("it is text");
        file.replacen(from, to, 2)
    };
    let pretty = String::from_utf8(chain(size / 3)).expect("it is text");
    let pretty = pretty
        .replace(":[", ":\n    [\n      ")
        .replace(",{", ",\n  {")
        .replace("{\"step", "{\n    \"step")
        .replace(",\n{", ",\n  {");
    vec![
        hostile("deep steps on one line", minified()),
        hostile("deep steps spread over lines", pretty),
        hostile(
            "one line whose quotes are lost",
            unbalanced("{\"step\"", "{\"step"),
        ),
        hostile(
            "one line whose brackets are lost",
            unbalanced("0,0]}", "0,0"),
        ),
        hostile(
            "beginnings of records on one line",
            format!("[{}", "{\"".repeat(size / 2)),
        ),
        hostile(
            "beginnings of records in an array",
            format!("[{}", "{\"a\":[".repeat(size / 6)),
        ),
        hostile(
            "no records on one line",
            format!("[{}", "1,".repeat(size / 2)),
        ),
        hostile("white space", format!("[{}{SITE}]", " ".repeat(size))),
        hostile(
            "white space among records",
            format!("{HEADER}{}{SITE}\n]\n", " \n".repeat(size / 2)),
        ),
        hostile(
            "zeros among records",
            format!("{HEADER}{}\n{SITE}\n]\n", "\0".repeat(size)),
        ),
    ]
}

/// Records of which fields that are not known hold more than all else.
pub(super) fn unknown(size: usize) -> Vec<Hostile> {
    let alone = |record: String| format!("{HEADER}{SITE},\n{record}\n]\n");
    let deep = |open: &str, close: &str| {
        let half = size / (open.len() + close.len());
        open.repeat(half) + "1" + &close.repeat(half)
    };
    vec![
        hostile(
            "a deep field",
            alone(format!("{{\"end\":{{\"new\":{}}}}}", deep("[", "]"))),
        ),
        hostile(
            "a deep object as a field",
            alone(format!("{{\"end\":{{\"new\":{}}}}}", deep("{\"a\":", "}"))),
        ),
        hostile(
            "a deep field behind an event",
            alone(format!(
                "{{\"wake\":[0,0,0,0,null,true,{}]}}",
                deep("[", "]")
            )),
        ),
        hostile(
            "something deep beside a record",
            alone(format!("{{\"new\":{},\"wake\":[0,0,0,0]}}", deep("[", "]"))),
        ),
        hostile(
            "a deep field of every record",
            sited(size, |seq| {
                let (open, close) = ("[".repeat(100), "]".repeat(100));
                format!("{{\"wake\":[{seq},0,0,0,null,true,{open}{close}]}}")
            }),
        ),
    ]
}

/// Recordings of other tools.
pub(super) fn imported(size: usize) -> Vec<Hostile> {
    let time = |n: usize| format!("{{\"secs_since_epoch\":{n},\"nanos_since_epoch\":1}}");
    let spawn = |n: usize, fields: &str| {
        format!(
            "{{\"Spawn\":{{\"id\":{n},\"at\":{},\"fields\":[{fields}]}}}}\n",
            time(n)
        )
    };
    let name = |text: &str| format!("{{\"name\":\"task.name\",\"value\":\"{text}\"}}");
    let console = |lines: &dyn Fn(usize) -> String| {
        let mut file = "{\"v\":1}\n".to_owned();
        for n in 0.. {
            if file.len() > size {
                break;
            }
            file += &lines(n);
        }
        file
    };
    let labelled = |label: &dyn Fn(usize) -> String| {
        let event = |n| {
            let label = label(n);
            format!(
                "{{\"step\":{n},\"offset\":{{\"secs\":{n},\"nanos\":1}},\"result\":\"Pending\",\"label\":\"{label}\"}}"
            )
        };
        let length = event(0).len().max(100);
        let events: Vec<String> = (0..size / length).map(event).collect();
        format!("{{\"events\":[{}]}}", events.join(","))
    };
    vec![
        hostile(
            "fields of one task of tokio-console",
            format!(
                "{{\"v\":1}}\n{}",
                spawn(1, &vec![name(""); size / 34].join(","))
            ),
        ),
        hostile(
            "a long name of a task of tokio-console",
            format!("{{\"v\":1}}\n{}", spawn(1, &name(&"x".repeat(size)))),
        ),
        hostile(
            "names of tasks of tokio-console",
            console(&|n| spawn(n, &name(&format!("t{n}")))),
        ),
        hostile(
            "polls in progress of tokio-console",
            console(&|n| {
                spawn(n, "") + &format!("{{\"Enter\":{{\"id\":{n},\"at\":{}}}}}\n", time(n))
            }),
        ),
        hostile(
            "wakes of one task of tokio-console",
            console(&|n| match n {
                0 => spawn(0, ""),
                _ => format!(
                    "{{\"Waker\":{{\"id\":0,\"at\":{},\"op\":{{\"Wake\":{{\"self_wake\":true}}}}}}}}\n",
                    time(n)
                ),
            }),
        ),
        hostile(
            "labels of async-reify",
            labelled(&|n| format!("a{n} @ a.rs:{n}")),
        ),
        hostile(
            "one label of async-reify",
            labelled(&|_| "a @ a.rs:1".into()),
        ),
        hostile(
            "a long label of async-reify",
            labelled(&|_| "x".repeat(size / 2)),
        ),
    ]
}
