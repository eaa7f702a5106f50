//! The end of building: events into their order, and what the recording says of its end.

use std::sync::Arc;

use super::TraceBuilder;
use super::finished::{Finished, placed};
use super::odd::polled_after_end;
use crate::event_log::Appender;
use crate::record::StepRecord;
use crate::{Event, NoticeKind, Position, StepTable, Trace};

impl TraceBuilder {
    /// Makes the trace.
    pub fn finish(mut self) -> Trace {
        self.met.last = self.position.take();
        self.report_awaited();
        let steps = std::mem::take(&mut self.steps);
        let steps = if steps.is_in_order() {
            steps.into_table()
        } else {
            self.mend(steps)
        };
        self.sort_events(&steps);
        if self.unordered {
            self.count_gaps_again(&steps);
        }
        self.report_end();
        Trace {
            header: self.header.unwrap_or_default(),
            sites: self.sites.entries.into(),
            steps: Arc::new(steps),
            tasks: self.tasks.entries,
            threads: self.threads.entries,
            events: self.events.into_log(),
            untraced: self.untraced,
            last_sync: self.last_sync,
            end: self.end,
            notices: self.notices.into_vec(),
        }
    }

    /// By the numbers it is told which events are there twice, and which polls come too late.
    fn sort_events(&mut self, steps: &StepTable) {
        if self.late.is_empty() {
            return;
        }
        // What came before the first late one was in order: these places need not be known.
        let early = self
            .events
            .log()
            .iter()
            .map(|event| (event, Position::default()));
        let late = self.late.drain(..);
        let late = late.map(|(event, at)| (event, at.unwrap_or_default()));
        let mut all: Vec<(Event, Position)> = early.chain(late).collect();
        all.sort_by_key(|(event, _)| event.seq());
        let mut events = Appender::default();
        let known = self.notices.remove(NoticeKind::PollAfterEnd);
        let mut finished = Finished::new(steps.len(), known);
        for (event, at) in all {
            if events.last_seq() == Some(event.seq()) {
                let seq = event.seq();
                self.notices.add(NoticeKind::DuplicateSeq, placed(at), || {
                    format!("two events have the number {seq}")
                });
                continue;
            }
            if let Event::Poll(poll) = &event {
                let step = poll.step;
                if let Some(shown) = finished.poll(step.index(), poll.result, at) {
                    let id = steps.id(step);
                    self.notices
                        .add(NoticeKind::PollAfterEnd, placed(shown), || {
                            polled_after_end(id)
                        });
                }
            }
            events.push(&event);
        }
        self.events = events;
    }

    /// In a file without order the gaps met on the way were none, perhaps.
    fn count_gaps_again(&mut self, steps: &StepTable) {
        let mut seqs: Vec<u64> = self.events.log().iter().map(|event| event.seq()).collect();
        // A step that only others name may have no number at all.
        let made = steps.iter().map(|step| step.seq);
        seqs.extend(made.filter(|seq| *seq != StepRecord::UNNUMBERED));
        seqs.sort_unstable();
        seqs.dedup();
        let mut next = 0;
        let (mut missing, mut first) = (0_u64, None);
        for seq in seqs {
            if seq > next {
                missing = missing.saturating_add(seq - next);
                first.get_or_insert((next, seq - 1));
            }
            next = seq.saturating_add(1);
        }
        self.notices.remove(NoticeKind::Gap);
        if let Some((from, to)) = first {
            self.gap(from, to, missing, self.met.skipped.at(from));
        }
    }

    fn report_end(&mut self) {
        self.report_missing_end();
        let lost = self
            .end
            .as_ref()
            .map(|end| end.lost)
            .or(self.last_sync.as_ref().map(|sync| sync.lost));
        if let Some(lost) = lost.filter(|lost| *lost > 0) {
            self.notices
                .add_many(NoticeKind::Lost, lost, self.met.report, || {
                    "the recorder had to leave events out".to_owned()
                });
        }
        if self.end.is_none() {
            let alive = self.last_sync.as_ref().map(|sync| {
                format!(
                    "; its last sign of life is {}.{:03} s after its start",
                    sync.at / 1_000_000_000,
                    sync.at / 1_000_000 % 1000
                )
            });
            self.notices.add(NoticeKind::NoEnd, self.met.last, || {
                format!(
                    "the recording has no end: the program was killed, or runs still{}",
                    alive.unwrap_or_default()
                )
            });
        }
    }
}
