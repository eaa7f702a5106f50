//! What each record looks like in the file.

use super::*;
use crate::PollResult;
use crate::record::{PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord};
use crate::record::{WakeRecord, WakerDropRecord};
use crate::{Site, SiteKind, Sync, Untraced};

fn written(record: &Record) -> String {
    let mut out = Vec::new();
    line(record, &mut out);
    String::from_utf8(out).unwrap()
}

fn poll(result: PollResult) -> PollRecord {
    PollRecord {
        seq: 4,
        step: 2,
        at: 1200,
        took: 850,
        thread: 1,
        result,
        wakers: None,
        within: None,
    }
}

#[test]
fn events_are_arrays_without_what_is_not_known_at_their_end() {
    let pending = poll(PollResult::Pending);
    assert_eq!(
        written(&Record::Poll(pending)),
        "{\"poll\":[4,2,1200,850,1,\"pending\"]},\n"
    );
    let held = PollRecord {
        wakers: Some(1),
        ..pending
    };
    assert_eq!(
        written(&Record::Poll(held)),
        "{\"poll\":[4,2,1200,850,1,\"pending\",1]},\n"
    );
    let cancelled = PollRecord {
        within: Some(0),
        ..poll(PollResult::Cancelled)
    };
    assert_eq!(
        written(&Record::Poll(cancelled)),
        "{\"poll\":[4,2,1200,850,1,\"cancelled\",null,0]},\n"
    );
    let wake = WakeRecord {
        seq: 9,
        step: 2,
        at: 5000,
        by: None,
        thread: 3,
        last: true,
    };
    assert_eq!(
        written(&Record::Wake(wake)),
        "{\"wake\":[9,2,5000,3,null,true]},\n"
    );
    let drop = WakerDropRecord {
        seq: 9,
        step: 2,
        at: 5000,
        by: Some(7),
        thread: 3,
    };
    assert_eq!(
        written(&Record::WakerDrop(drop)),
        "{\"waker_drop\":[9,2,5000,3,7]},\n"
    );
}

#[test]
fn steps_are_arrays_too() {
    let mut step = StepRecord {
        seq: 0,
        id: 5,
        site: 3,
        parent: None,
        task: Some(1),
        at: 10,
        borrowed: false,
    };
    assert_eq!(
        written(&Record::Step(step)),
        "{\"step\":[0,5,3,10,null,1]},\n"
    );
    step.task = None;
    assert_eq!(written(&Record::Step(step)), "{\"step\":[0,5,3,10]},\n");
    (step.parent, step.borrowed) = (Some(4), true);
    assert_eq!(
        written(&Record::Step(step)),
        "{\"step\":[0,5,3,10,4,null,true]},\n"
    );
}

#[test]
fn what_is_described_once_has_names() {
    let site = Site {
        kind: SiteKind::Arm,
        expr: "a\nb".into(),
        file: "src/a.rs".into(),
        line: 3,
        column: 5,
        function: "run".into(),
        future: String::new(),
    };
    assert_eq!(
        written(&Record::Site(SiteRecord { id: 0, site })),
        "{\"site\":{\"id\":0,\"kind\":\"arm\",\"expr\":\"a\\nb\",\"file\":\"src/a.rs\",\"line\":3,\"column\":5,\
         \"function\":\"run\"}},\n"
    );
    let task = TaskRecord {
        id: 1,
        name: Some("main".into()),
        ..TaskRecord::default()
    };
    assert_eq!(
        written(&Record::Task(task)),
        "{\"task\":{\"id\":1,\"name\":\"main\"}},\n"
    );
    let thread = ThreadRecord { id: 1, name: None };
    assert_eq!(
        written(&Record::Thread(thread)),
        "{\"thread\":{\"id\":1}},\n"
    );
    let untraced = Untraced {
        file: "a.rs".into(),
        line: 1,
        column: 2,
        within: "select!".into(),
    };
    assert_eq!(
        written(&Record::Untraced(untraced)),
        "{\"untraced\":{\"file\":\"a.rs\",\"line\":1,\"column\":2,\"within\":\"select!\"}},\n"
    );
}

#[test]
fn signs_of_life_name_the_polls_in_progress() {
    let polling = vec![InProgress {
        step: 2,
        since: 1600,
        thread: 1,
    }];
    let sync = Sync {
        at: 90,
        recorded: 3,
        lost: 0,
        polling,
    };
    assert_eq!(
        written(&Record::Sync(sync)),
        "{\"sync\":{\"at\":90,\"recorded\":3,\"polling\":[{\"step\":2,\"since\":1600,\"thread\":1}]}},\n"
    );
}

#[test]
fn a_file_opens_and_closes_an_array() {
    let mut out = Vec::new();
    opening(&Header::default(), &mut out);
    let header = out.len();
    let end = End {
        at: 91,
        recorded: 3,
        lost: 1,
        reason: "finished".into(),
    };
    closing(&end, &mut out);
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.starts_with("[\n{\"reify\":{\"version\":1,\"min_reader\":1,\"writer\":\"reify-lib ")
    );
    assert!(
        text[..header]
            .ends_with("\"waker_drop\":[\"seq\",\"step\",\"at\",\"thread\",\"by\"]}}},\n")
    );
    assert_eq!(
        &text[header..],
        "{\"end\":{\"at\":91,\"recorded\":3,\"lost\":1,\"reason\":\"finished\"}}\n]\n"
    );
}

#[test]
fn numbers_are_decimal() {
    for number in [0, 9, 10, 1_234_567_890, u64::MAX] {
        let mut out = Vec::new();
        decimal(number, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), number.to_string());
    }
}
