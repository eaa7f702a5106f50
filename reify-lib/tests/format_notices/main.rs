//! What is wrong with a file is told, each kind once, with its first place; what is right with it is read.

mod ends;
mod ids;
mod later;
mod layouts;
mod lines;
mod numbers;

use std::ops::Deref;

use reify_lib::{Notice, NoticeKind, Trace};

const STEP: &str = r#"{"step":[0,0,0,5]}"#;

/// A file and what was read of it.
struct Read {
    file: Vec<u8>,
    trace: Trace,
}

impl Deref for Read {
    type Target = Trace;

    fn deref(&self) -> &Trace {
        &self.trace
    }
}

/// A file with these records between its header, a site and its end, of which the first one is its fourth line.
fn with(records: &[&str]) -> Read {
    recorded(2, records)
}

/// The same, in which the end counts so many events.
fn recorded(events: u64, records: &[&str]) -> Read {
    let end = format!(r#"{{"end":{{"at":9,"recorded":{events}}}}}"#);
    let mut lines = vec![
        r#"{"reify":{"version":1}}"#,
        r#"{"site":{"id":0,"expr":"tick()"}}"#,
    ];
    lines.extend(records);
    lines.push(&end);
    read(&lines)
}

/// A file with these records.
fn read(lines: &[&str]) -> Read {
    read_file(format!("[\n{}\n]\n", lines.join(",\n")))
}

fn read_file(file: impl AsRef<[u8]>) -> Read {
    let file = file.as_ref().to_vec();
    let trace = Trace::from_slice(&file).expect("there are records in it");
    Read { file, trace }
}

/// The kinds of the notices, how often each was met, and the line where it was first, of which the byte must be one.
fn noticed(read: &Read) -> Vec<(NoticeKind, u64, Option<u64>)> {
    let notices = read.trace.notices().iter();
    notices
        .map(|notice| {
            let line = notice.first.map(|first| {
                let before = &read.file[..usize::try_from(first.byte).expect("it is small")];
                let lines = before.split(|byte| *byte == b'\n').count() as u64;
                assert_eq!(first.line, lines, "{notice}");
                first.line
            });
            (notice.kind, notice.count, line)
        })
        .collect()
}

fn notice(read: &Read, kind: NoticeKind) -> &Notice {
    let mut notices = read.trace.notices().iter();
    notices
        .find(|notice| notice.kind == kind)
        .expect("there is such a notice")
}

fn first_message(read: &Read) -> String {
    read.trace.notices()[0].to_string()
}

#[test]
fn a_file_without_fault_has_no_notices() {
    assert_eq!(
        noticed(&with(&[STEP, r#"{"poll":[1,0,6,1,1,"ready"]}"#])),
        []
    );
}

#[test]
fn every_kind_has_a_name_of_its_own_and_a_sentence_about_it() {
    let mut names: Vec<&str> = NoticeKind::ALL.iter().map(|kind| kind.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), NoticeKind::ALL.len());
    for kind in NoticeKind::ALL {
        assert!(kind.meaning().len() > 20 && !kind.meaning().ends_with('.'));
    }
}
