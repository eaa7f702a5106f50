//! That all ways of reading agree on whatever the input is: the short way for events as our own writer lays them out, the
//! long way for any JSON, and blocks in which the events were made out before.
//!
//! Inputs are what the writer writes, damaged in a few places. They are the same in each run; with the environment variable
//! `REIFY_LONG_TESTS` there are many more, and others each time.

#[path = "../../fuzz/laws/corpus.rs"]
mod corpus;
mod damage;
mod written;

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngSeed, TestRunner};

use self::damage::damage;
use super::parse::fast::Expected;
use super::parse::{self, fast};
use super::ways::{in_blocks, the_long_way};
use crate::{Record, Trace};

/// So many bytes are in a block.
const SOME_LINES: usize = 300;

fn runner(cases: u32) -> TestRunner {
    let is_long = std::env::var_os("REIFY_LONG_TESTS").is_some();
    TestRunner::new(ProptestConfig {
        cases: if is_long { cases * 200 } else { cases },
        rng_seed: if is_long {
            RngSeed::Random
        } else {
            RngSeed::Fixed(7)
        },
        failure_persistence: None,
        ..ProptestConfig::default()
    })
}

/// The event on the line that a text begins with, and how long that line is.
pub(super) fn short(text: &[u8]) -> Option<(Record, usize)> {
    short_after(text, &mut Expected::default())
}

/// The same behind other events.
pub(super) fn short_after(text: &[u8], expected: &mut Expected) -> Option<(Record, usize)> {
    let mut record = None;
    let behind = fast::event(text, expected, |happening, behind| {
        record = Some(((*happening).into(), text.len() - behind.len()));
    })?;
    record.filter(|(_, handed_out)| *handed_out == text.len() - behind.len())
}

/// A text, and the beginning of what stands behind it in a file: the last line of all is left to the long way.
pub(super) fn before_more(text: &[u8]) -> Vec<u8> {
    [text, b"{\"poll\":"].concat()
}

/// The same from the parser of everything; nothing where there is something to notice about the line.
fn long(text: &[u8]) -> Option<(Record, usize)> {
    let length = text.iter().position(|byte| *byte == b'\n')? + 1;
    let line = text[..length].trim_ascii();
    let parsed = parse::record(line.strip_suffix(b",").unwrap_or(line)).ok()?;
    let is_plain = parsed.notices.into_vec().is_empty();
    Some((parsed.record.filter(|_| is_plain)?, length))
}

/// Where the short way finds an event, it is the one that the long way finds.
#[track_caller]
pub(super) fn assert_agreement(text: &[u8]) -> bool {
    let text = &before_more(text)[..];
    let short = short(text);
    if short.is_some() {
        assert_eq!(short, long(text), "{}", String::from_utf8_lossy(text));
    }
    short.is_some()
}

fn outcome(read: Result<Trace, crate::Error>) -> Result<Trace, String> {
    read.map_err(|error| error.to_string())
}

#[test]
fn any_damaged_line_is_the_same_event_both_ways_or_none_the_short_way() {
    let (cases, events) = (Cell::new(0_u32), Cell::new(0_u32));
    let lines = (written::event(), vec(damage(), 0..3));
    let run = runner(4_000).run(&lines, |(event, damages)| {
        let mut text = written::line(&event);
        for damage in &damages {
            damage.apply(&mut text);
        }
        cases.set(cases.get() + 1);
        events.set(events.get() + u32::from(assert_agreement(&text)));
        Ok(())
    });
    run.expect("both ways agree");
    let (cases, events) = (cases.get(), events.get());
    assert!(
        (cases / 5..cases * 4 / 5).contains(&events),
        "of {cases} lines {events} are events: there are to be many of both kinds"
    );
}

#[test]
fn any_damaged_file_is_the_same_trace_every_way() {
    let records = vec(written::record(), 0..9);
    let files = (records, any::<bool>(), vec(damage(), 0..4), any::<Index>());
    let run = runner(1_500).run(&files, |(records, is_whole, damages, cut)| {
        let mut file = written::file(&records, is_whole);
        for damage in &damages {
            damage.apply(&mut file);
        }
        let whole = outcome(Trace::from_slice(&file));
        let slow = the_long_way(|| outcome(Trace::from_slice(&file)));
        prop_assert_eq!(&whole, &slow);
        let blocks = outcome(in_blocks(&file, cut.index(file.len() + 1), SOME_LINES));
        prop_assert_eq!(&whole, &blocks);
        Ok(())
    });
    run.expect("all ways agree");
}

#[test]
fn a_file_without_damage_is_read_the_short_way() {
    let file = written::file(&written::story(), true);
    let short = Trace::from_slice(&file).expect("it is a trace");
    assert_eq!(short.notices(), []);
    assert_eq!(short.events().len(), 4);
    let long = the_long_way(|| Trace::from_slice(&file));
    assert_eq!(long.expect("it is a trace"), short);
}

#[test]
fn what_is_there_twice_is_the_same_every_way() {
    let poll = r#"{"poll":[1,0,6,2,1,"pending",1]}"#;
    let by_name = r#"{"poll":{"seq":1,"step":0,"at":6,"result":"pending"}}"#;
    let step = r#"{"step":[0,0,0,5]}"#;
    for twice in [
        format!("{poll},{poll}"),
        format!("{poll}{poll}"),
        format!("{poll} , {poll}"),
        format!("{poll},\n{poll}"),
        format!("{step},{poll}"),
        poll.replace('}', r#","poll":[1,0,6,2,1,"ready"]}"#),
        poll.replace('}', r#","wake":[1,0,6,2]}"#),
        poll.replace('{', r#"{"poll":[2,0,7,2,1,"ready"],"#),
        poll.replace('}', r#","other":1}"#),
        poll.replace('}', r#","other":1,"other":2}"#),
        poll.replace("poll", "p\\u006fll"),
        poll.replace("pending", "pend\\u0069ng"),
        poll.replace("[1,", "[1,1,"),
        poll.replace("\"pending\"", "\"pending\",\"pending\""),
        poll.replace(",1]", ",1,null,null]"),
        poll.replace(",1]", ",1,null,0,0]"),
        poll.replace(",1]", ",1,]"),
        by_name.to_owned(),
        by_name.replace("\"at\":6", "\"at\":6,\"at\":6"),
        by_name.replace("\"at\":6", "\"at\":6,\"at\":7"),
        by_name.replace("\"at\":6", "\"at\":null,\"at\":7"),
        by_name.replace("\"seq\":1,\"step\":0", "\"step\":0,\"seq\":1"),
        by_name.replace("seq", "\\u0073eq"),
        step.replace("]}", ",null,null,true,true]}"),
        step.replace("]}", ",null,null,false]}"),
    ] {
        let mut file = written::file(&written::story()[..4], false);
        file.extend_from_slice(format!("{twice},\n{poll},\n").as_bytes());
        assert_agreement(format!("{twice},\n").as_bytes());
        let whole = outcome(Trace::from_slice(&file));
        let long = the_long_way(|| outcome(Trace::from_slice(&file)));
        assert_eq!(whole, long, "{twice}");
        for cut in 0..=file.len() {
            assert_eq!(
                whole,
                outcome(in_blocks(&file, cut, SOME_LINES)),
                "{twice}: {cut}"
            );
        }
    }
}

#[test]
fn what_fuzzing_found_is_the_same_every_way() {
    let fuzz = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz");
    for file in corpus::inputs(fuzz, "reading") {
        let whole = outcome(Trace::from_slice(&file));
        let long = the_long_way(|| outcome(Trace::from_slice(&file)));
        assert_eq!(whole, long);
        for cut in [0, file.len() / 3, file.len() * 2 / 3] {
            for most in [1, 30, SOME_LINES] {
                let blocks = outcome(in_blocks(&file, cut, most));
                assert_eq!(whole, blocks, "{most} bytes at once behind {cut}");
            }
        }
    }
}
