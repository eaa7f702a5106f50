//! [`Importer`]: makes a trace of what `async-reify` 0.1 writes.
//!
//! Its files are `{"events":[{"step":0,"offset":{"secs":0,"nanos":1},"result":"Ready","label":".."}]}`: polls with
//! a label each, `step` counting the polls. Which of them are polls of one future is not told. They are taken to be
//! of one step up to the poll that finishes it, label by label, which is right as long as no two futures with the
//! same label are alive at the same time.

use std::collections::HashMap;

use serde::Deserialize;

use crate::record::{PollRecord, SiteRecord, StepRecord};
use crate::{End, Header, NoticeKind, PollResult, Position, Record, Site, SiteKind, TraceBuilder};

#[derive(Clone, Debug, Default)]
pub(super) struct Importer {
    labels: HashMap<String, Label>,
    steps: u64,
    seq: u64,
    last: u64,
}

#[derive(Clone, Debug)]
struct Label {
    site: u64,
    /// The step that was not finished yet.
    open: Option<u64>,
}

#[derive(Deserialize)]
#[expect(
    dead_code,
    reason = "what is not read tells such an event from other JSON"
)]
struct Event {
    step: u64,
    offset: Offset,
    result: Outcome,
    label: String,
}

#[derive(Deserialize)]
struct Offset {
    secs: u64,
    nanos: u32,
}

#[derive(Clone, Copy, Deserialize)]
enum Outcome {
    Pending,
    Ready,
    Cancelled,
}

impl Importer {
    /// Whether a text is such an event.
    pub(super) fn knows(text: &[u8]) -> bool {
        serde_json::from_slice::<Event>(text).is_ok()
    }

    /// Takes an event.
    pub(super) fn event(
        &mut self,
        text: &[u8],
        builder: &mut TraceBuilder,
        position: Position,
    ) -> Result<(), serde_json::Error> {
        let Event {
            offset,
            result,
            label,
            ..
        } = serde_json::from_slice(text)?;
        if self.seq == 0 {
            begin(builder, position);
        }
        let at = offset
            .secs
            .saturating_mul(1_000_000_000)
            .saturating_add(offset.nanos.into());
        self.last = self.last.max(at);
        let sites = self.labels.len() as u64;
        let label = self.labels.entry(label).or_insert_with_key(|label| {
            let record = SiteRecord {
                id: sites,
                site: site(label),
            };
            builder.push_at(Record::Site(record), position);
            Label {
                site: sites,
                open: None,
            }
        });
        let step = label.open.unwrap_or_else(|| {
            let record = StepRecord {
                seq: self.seq,
                id: self.steps,
                site: label.site,
                parent: None,
                task: None,
                at,
                borrowed: false,
            };
            builder.push_at(Record::Step(record), position);
            self.seq += 1;
            self.steps += 1;
            record.id
        });
        let result = PollResult::from(result);
        label.open = (!result.is_final()).then_some(step);
        let poll = PollRecord {
            seq: self.seq,
            step,
            at,
            took: 0,
            thread: 0,
            result,
            wakers: None,
            within: None,
        };
        builder.push_at(Record::Poll(poll), position);
        self.seq += 1;
        Ok(())
    }

    /// The array of events was closed: the trace is whole.
    pub(super) fn finish(&self, builder: &mut TraceBuilder) {
        builder.push_implied(Record::End(End {
            at: self.last,
            recorded: self.seq,
            lost: 0,
            reason: "imported".to_owned(),
        }));
    }
}

impl From<Outcome> for PollResult {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Pending => Self::Pending,
            Outcome::Ready => Self::Ready,
            Outcome::Cancelled => Self::Cancelled,
        }
    }
}

fn begin(builder: &mut TraceBuilder, position: Position) {
    let writer = "async-reify 0.1".to_owned();
    builder.push_at(
        Record::Header(Header {
            writer,
            ..Header::default()
        }),
        position,
    );
    builder.notice(NoticeKind::Foreign, Some(position), || {
        "written by async-reify: it does not tell how long polls took, nor parents, tasks, threads and wakes; \
         which polls belong to one step is inferred from their labels"
            .to_owned()
    });
}

/// The site that a label names: `expr @ file:line`, or just a name.
fn site(label: &str) -> Site {
    let parts = label.rsplit_once(" @ ").and_then(|(expr, place)| {
        let (file, line) = place.rsplit_once(':')?;
        Some((expr, file, line.parse().ok()?))
    });
    match parts {
        Some((expr, file, line)) => Site {
            expr: expr.to_owned(),
            file: file.to_owned(),
            line,
            ..Site::default()
        },
        None => Site {
            kind: SiteKind::Named,
            expr: label.to_owned(),
            ..Site::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_parsed_back_out_of_labels() {
        let found = site("a @ b(c) @ src/main.rs:20");
        assert_eq!(
            (found.expr.as_str(), found.file.as_str(), found.line),
            ("a @ b(c)", "src/main.rs", 20)
        );
        assert_eq!(found.kind, SiteKind::Await);
        let found = site(r"go() @ C:\x.rs:7");
        assert_eq!((found.file.as_str(), found.line), (r"C:\x.rs", 7));
    }

    #[test]
    fn other_labels_are_names() {
        for label in ["A", "a @ b", "a @ b:c", "", " @ "] {
            let found = site(label);
            assert_eq!(
                (found.kind, found.expr.as_str(), found.line),
                (SiteKind::Named, label, 0)
            );
        }
    }
}
