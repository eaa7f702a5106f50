//! What there is to know of a recording before one trusts it, in words: for the page, the pane and the print.

use std::cmp::Reverse;

use reify_lib::{Notice, NoticeKind, Trace};

use crate::text::{Duration, counted, grouped};

/// The notices of a recording, the worst first.
pub fn notices(trace: &Trace) -> Vec<&Notice> {
    let mut notices: Vec<&Notice> = trace.notices().iter().collect();
    notices.sort_by_key(|notice| Reverse(notice.kind.harm()));
    notices
}

/// The words and what there is to say of each, beside the sentence of a notice.
pub fn notice_entries(notice: &Notice) -> Vec<(&'static str, String)> {
    let first = notice.first.map_or_else(
        || "its place in the file is not known".to_owned(),
        |at| format!("line {}, byte {}", grouped(at.line), grouped(at.byte)),
    );
    vec![
        ("kind", format!("{} ({})", notice.kind, notice.kind.harm())),
        ("count", grouped(notice.count)),
        ("first", first),
        ("lost", lost(notice)),
        ("means", notice.kind.meaning().to_owned()),
    ]
}

/// What is not shown because of it: exactly where that can be known.
fn lost(notice: &Notice) -> String {
    let (count, bytes) = (notice.count, counted(notice.bytes, "byte"));
    match notice.kind {
        NoticeKind::NoEnd => "not known: what happened after the last record".to_owned(),
        NoticeKind::TornTail => format!("{bytes}: the beginning of one record"),
        NoticeKind::BadLine => format!("{bytes}; what they said is not known"),
        NoticeKind::Gap => format!("{} exactly, as each has a number", happenings(count)),
        NoticeKind::Lost => format!("{}, by the recorder's own count", happenings(count)),
        NoticeKind::UnknownKind => counted(count, "record"),
        NoticeKind::DuplicateId => counted(count, "description"),
        NoticeKind::DuplicateSeq => counted(count, "event"),
        _ => "nothing".to_owned(),
    }
}

/// What has a number in the total order.
fn happenings(count: u64) -> String {
    format!(
        "{} or step{}",
        counted(count, "event"),
        if count == 1 { "" } else { "s" }
    )
}

/// What there is of a recording and what is missing, whatever the notices are.
pub fn completeness(trace: &Trace) -> Vec<(&'static str, String)> {
    let count = |kind| {
        let mut notices = trace.notices().iter();
        notices
            .find(|notice| notice.kind == kind)
            .map_or(0, |notice| notice.count)
    };
    let read = format!(
        "{}, {}",
        counted(trace.events().len() as u64, "event"),
        counted(trace.steps().len() as u64, "step")
    );
    let (missing, left_out) = (count(NoticeKind::Gap), count(NoticeKind::Lost));
    let missing = match (missing, left_out) {
        (0, 0) => "none, by their numbers".to_owned(),
        (missing, 0) => format!("{}, by their numbers", happenings(missing)),
        (missing, left_out) => format!(
            "{}, by their numbers; {} left out by the recorder",
            happenings(missing),
            grouped(left_out)
        ),
    };
    let unread: u64 = trace.notices().iter().map(|notice| notice.bytes).sum();
    let mut entries = vec![
        ("ended", ended(trace)),
        ("read", read),
        ("missing", missing),
    ];
    if unread > 0 {
        entries.push(("unread", format!("{} of the file", counted(unread, "byte"))));
    }
    if trace.end().is_none() {
        let after = trace.last_sync().map_or_else(
            || {
                "the program left no sign of life: what was not written any more is not known"
                    .to_owned()
            },
            |sync| {
                let at = Duration(sync.at);
                format!(
                    "the last sign of life is from {at}: what was not written any more is not known"
                )
            },
        );
        entries.push(("after", after));
    }
    entries
}

fn ended(trace: &Trace) -> String {
    match trace.end() {
        Some(end) if end.reason.is_empty() => format!("at {}", Duration(end.at)),
        Some(end) => format!("{}, at {}", end.reason, Duration(end.at)),
        None => "no: the program was killed, or runs still".to_owned(),
    }
}
