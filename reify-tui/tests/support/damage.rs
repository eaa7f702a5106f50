//! Every kind of damage that a recording can have and be read nevertheless, in small files: what is told of each, and where
//! it shows first.

use reify_lib::{NoticeKind, Position};

/// What every file begins with, unless its damage is there: four lines.
pub(crate) const HEAD: &str = r#"[
{"reify":{"version":1,"program":"shop"}},
{"site":{"id":0,"expr":"tick()"}},
{"step":[0,0,0,5]},
"#;

/// The place where damage shows first. It is taken out of the file.
const MARK: char = '▶';

/// A damaged file, and what must be told of it.
pub(crate) struct Damage {
    pub(crate) kind: NoticeKind,
    pub(crate) count: u64,
    /// How the sentence begins.
    pub(crate) says: &'static str,
    /// The other notices that such damage brings along.
    pub(crate) also: &'static [NoticeKind],
    head: &'static str,
    body: &'static str,
}

impl Damage {
    pub(crate) fn file(&self) -> String {
        self.marked().replace(MARK, "")
    }

    /// The line and the byte at the mark.
    pub(crate) fn first(&self) -> Position {
        let marked = self.marked();
        let (before, _) = marked.split_once(MARK).expect("there is a mark");
        Position {
            line: before.split('\n').count() as u64,
            byte: before.len() as u64,
        }
    }

    fn marked(&self) -> String {
        format!("{}{}", self.head, self.body)
    }

    /// What else there is to know about the file.
    const fn also(mut self, kinds: &'static [NoticeKind]) -> Self {
        self.also = kinds;
        self
    }

    /// The file is all of it.
    const fn whole(mut self) -> Self {
        self.head = "";
        self
    }
}

const fn damage(kind: NoticeKind, count: u64, says: &'static str, body: &'static str) -> Damage {
    Damage {
        kind,
        count,
        says,
        also: &[],
        head: HEAD,
        body,
    }
}

use reify_lib::NoticeKind::{
    AfterEnd, BadLine, DuplicateId, DuplicateSeq, Foreign, Gap, LaterVersion, Lost,
    MisplacedHeader, NoEnd, OutOfRange, ParentCycle, PollAfterEnd, TornTail, UnknownField,
    UnknownId, UnknownKind, Unordered,
};

/// At least one of each kind.
#[rustfmt::skip]
pub(crate) const DAMAGES: &[Damage] = &[
    damage(NoEnd, 1, "the recording has no end: the program was killed, or runs still", r#"▶{"poll":[1,0,6,1,1,"ready"]},
"#),
    damage(NoEnd, 1, "the recording has no end: the program was killed, or runs still; its last sign of life is 12.400 s", r#"▶{"sync":{"at":12400000000,"recorded":1}},
"#),
    damage(TornTail, 1, "cut off in the middle of a record: the last 13 bytes are left out", r#"{"poll":[1,0,6,1,1,"ready"]},
▶{"poll":[2,0,"#).also(&[NoEnd]),
    damage(BadLine, 2, "not a record: expected an object, found `thread 'main' panicked at src/main.rs:4:…`, at column 1", r#"▶thread 'main' panicked at src/main.rs:4:5:
index out of bounds
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(BadLine, 1, "not a record: invalid type: string \"six\", expected a whole number as `at`, at column 18", r#"▶{"poll":[1,0,"six",1,1,"ready"]},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(BadLine, 1, "not a record: trailing characters, at column 31", r#"▶{"poll":[1,0,6,1,1,"pending"]}{"poll":[2,0,7,1,1,"ready"]},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(BadLine, 1, "not a record: 4 zero bytes, at column 1", "▶\0\0\0\0\n{\"end\":{\"at\":9,\"recorded\":1}}\n]\n"),
    damage(BadLine, 1, "not a record: expected an object, at column 41", r#"[{"reify":{"version":1,"program":"sh"}},▶oops,{"end":{"at":9,"recorded":0}}]"#).whole(),
    damage(UnknownKind, 2, "records of the kind `budget` are not known here", r#"▶{"budget":{"left":[1,{"deep":[]}]}},
{"budget":3},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(UnknownField, 1, "the field `core` is not known here", r#"▶{"poll":{"seq":1,"step":0,"at":7,"result":"ready","core":{"id":3}}},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownField, 2, "fields behind the first 8 are not known here", r#"▶{"poll":[1,0,6,1,1,"pending",null,null,"more","and more"]},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownField, 1, "`checksum` beside a record is not known here", r#"▶{"poll":[1,0,6,1,1,"ready"],"checksum":"ab"},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownField, 1, "the result `suspended` is not known here", r#"▶{"poll":[1,0,6,1,1,"suspended"]},
{"end":{"at":9,"recorded":2}}
]
"#).also(&[Gap]),
    damage(UnknownField, 1, "the kind `yield` is not known here", r#"▶{"site":{"id":1,"kind":"yield","expr":"tock()"}},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(Gap, 3, "events 1 to 3 are missing", r#"▶{"poll":[4,0,6,1,1,"ready"]},
{"end":{"at":9,"recorded":5}}
]
"#),
    damage(Gap, 4, "events 1 to 4 are missing", r#"▶{"end":{"at":9,"recorded":5}}
]
"#),
    damage(Gap, 1, "event 2 is missing", r#"{"poll":[1,0,6,1,1,"pending"]},
▶{"poll":[4,0,8,1,1,"ready"]},
{"poll":[3,0,7,1,1,"pending"]},
{"end":{"at":9,"recorded":5}}
]
"#).also(&[Unordered]),
    damage(Lost, 7, "the recorder had to leave events out", r#"{"sync":{"at":8,"recorded":1,"lost":4}},
▶{"end":{"at":9,"recorded":1,"lost":7}}
]
"#),
    damage(Lost, 4, "the recorder had to leave events out", r#"▶{"sync":{"at":8,"recorded":1,"lost":4}},
"#).also(&[NoEnd]),
    damage(DuplicateId, 1, "step 0 is described twice", r#"▶{"step":[0,0,0,6]},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(DuplicateId, 3, "site 0 is described twice", r#"▶{"site":{"id":0,"expr":"another()"}},
{"task":{"id":3,"name":"one"}},
{"task":{"id":3,"name":"another"}},
{"thread":{"id":1,"name":"one"}},
{"thread":{"id":1,"name":"another"}},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(DuplicateSeq, 1, "two events have the number 1", r#"{"poll":[1,0,6,1,1,"pending"]},
▶{"poll":[1,0,7,1,1,"ready"]},
{"end":{"at":9,"recorded":2}}
]
"#).also(&[Unordered]),
    damage(UnknownId, 1, "step 9 is not known where it is mentioned", r#"▶{"poll":[1,9,6,1,1,"ready"]},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownId, 1, "site 9 is not known where it is mentioned", r#"▶{"step":[1,1,9,6]},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownId, 1, "step 9 is not known where it is mentioned", r#"▶{"step":[1,1,0,6,9]},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownId, 1, "step 9 is not known where it is mentioned", r#"▶{"wake":[1,0,6,1,9]},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownId, 1, "step 9 is not known where it is mentioned", r#"▶{"waker_drop":[1,0,6,1,9]},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownId, 1, "step 9 is not known where it is mentioned", r#"▶{"poll":[1,0,6,1,1,"cancelled",null,9]},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(UnknownId, 2, "step 8 has spawned a task and is never made", r#"▶{"task":{"id":4,"spawned_by":8}},
{"task":{"id":5,"spawned_by":9}},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(UnknownId, 1, "step 9 is not known where it is mentioned", r#"▶{"sync":{"at":8,"recorded":1,"polling":[{"step":9,"since":6,"thread":1}]}},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(ParentCycle, 1, "step 1 was made before its parent, or is its own ancestor", r#"▶{"step":[1,1,0,6,1]},
{"end":{"at":9,"recorded":2}}
]
"#).also(&[UnknownId]),
    damage(ParentCycle, 2, "step 1 was made before its parent, or is its own ancestor", r#"▶{"step":[1,1,0,6,2]},
{"step":[2,2,0,6,3]},
{"step":[3,3,0,6,1]},
{"end":{"at":9,"recorded":4}}
]
"#).also(&[UnknownId]),
    damage(Unordered, 1, "event 1 stands behind a later one", r#"{"poll":[2,0,7,1,1,"ready"]},
▶{"poll":[1,0,6,1,1,"pending"]},
{"end":{"at":9,"recorded":3}}
]
"#),
    damage(AfterEnd, 1, "a record stands behind the end", r#"{"end":{"at":9,"recorded":2}},
▶{"poll":[1,0,6,1,1,"ready"]}
]
"#),
    damage(PollAfterEnd, 2, "step 0 was polled after it had finished", r#"{"poll":[1,0,6,1,1,"ready"]},
▶{"poll":[2,0,7,1,1,"pending"]},
{"poll":[3,0,8,1,1,"ready"]},
{"end":{"at":9,"recorded":4}}
]
"#),
    damage(PollAfterEnd, 1, "step 0 was polled after it had finished", r#"{"poll":[2,0,7,1,1,"pending"]},
▶{"poll":[1,0,6,1,1,"ready"]},
{"end":{"at":9,"recorded":3}}
]
"#).also(&[Unordered]),
    damage(OutOfRange, 3, "18446744073709551615 is out of the range of `at`", r#"▶{"poll":[1,0,18446744073709551615,18446744073709551615,1,"pending"]},
{"site":{"id":1,"expr":"a()","line":4294967296}},
{"end":{"at":9,"recorded":2}}
]
"#),
    damage(MisplacedHeader, 1, "the trace has no header: what wrote it, and when, is not known", r#"▶{"site":{"id":0,"expr":"tick()"}},
{"step":[0,0,0,5]},
{"end":{"at":9,"recorded":1}}
]
"#).whole(),
    damage(MisplacedHeader, 1, "a header stands behind other records", r#"▶{"reify":{"version":1,"program":"another"}},
{"end":{"at":9,"recorded":1}}
]
"#),
    damage(LaterVersion, 1, "written in version 7 of the format: this reader knows it up to version 1", r#"[
▶{"reify":{"version":7,"program":"shop"}},
{"end":{"at":9,"recorded":0}}
]
"#).whole(),
    damage(Foreign, 1, "written by async-reify: it does not tell how long polls took", r#"{"events":[
  ▶{"step":0,"offset":{"secs":0,"nanos":5},"result":"Pending","label":"tick() @ src/main.rs:20"},
  {"step":1,"offset":{"secs":0,"nanos":9},"result":"Ready","label":"tick() @ src/main.rs:20"}
]}
"#).whole(),
    damage(Foreign, 1, "recorded by tokio-console: it tells of tasks, their polls and wakes", r#"▶{"v":1}
{"Spawn":{"id":1,"at":{"secs_since_epoch":1,"nanos_since_epoch":5},"fields":[]}}
{"Enter":{"id":1,"at":{"secs_since_epoch":1,"nanos_since_epoch":7}}}
{"Exit":{"id":1,"at":{"secs_since_epoch":1,"nanos_since_epoch":9}}}
"#).whole().also(&[NoEnd]),
];
