//! The events, one a line, written as they come: there may be millions.

use std::io::{self, Write};

use reify_lib::{Event, StepId, Trace};

use super::labels::{Label, Labels};
use super::table::{WIDEST, micros, or_dash};
use crate::model::Returned;
use crate::text::{pad, width};

pub(super) fn print(
    trace: &Trace,
    passes: impl Fn(usize) -> bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let labels = Labels::of(trace.sites());
    let columns = Columns::of(trace, &labels);
    columns.line(
        out,
        [
            "EVENT", "SEQ", "TIME_US", "WHAT", "TOOK_US", "STEP", "TASK", "THREAD", "DETAIL",
        ],
        &pad("LOCATION", columns.location),
        "EXPRESSION",
    )?;
    let events = trace.events().iter().enumerate();
    for (index, event) in events.filter(|&(index, _)| passes(index)) {
        let step = trace.step(event.step());
        let shown = Shown::of(trace, &event);
        let Label { location, expr } = labels.get(step.site);
        let cells = [
            &(index + 1).to_string(),
            &event.seq().to_string(),
            &micros(event.time()),
            shown.what,
            &or_dash(shown.took.map(micros)),
            &step.id.to_string(),
            &or_dash(step.task.map(|task| trace.task(task).id)),
            &trace.thread(event.thread()).id.to_string(),
            &or_dash(shown.detail),
        ];
        columns.line(out, cells, &pad(location, columns.location), expr)?;
    }
    Ok(())
}

/// How wide the columns are that depend on the recording; known before the first event is.
struct Columns {
    number: usize,
    time: usize,
    location: usize,
}

impl Columns {
    fn of(trace: &Trace, labels: &Labels) -> Self {
        let last = trace.events().iter().next_back();
        let seq = last.map_or(0, |event| event.seq());
        let locations = labels.locations().map(width);
        Self {
            number: seq.to_string().len().max("EVENT".len()),
            time: micros(trace.duration()).len().max("TIME_US".len()),
            location: locations.max().unwrap_or(0).clamp("LOCATION".len(), WIDEST),
        }
    }

    fn line(
        &self,
        out: &mut impl Write,
        [event, seq, time, what, took, step, task, thread, detail]: [&str; 9],
        location: &str,
        expr: &str,
    ) -> io::Result<()> {
        let (number, width) = (self.number, self.time);
        writeln!(
            out,
            "{event:>number$}  {seq:>number$}  {time:>width$}  {what:<10}  {took:>11}  {step:>6}  \
             {task:>4}  {thread:>6}  {detail:<10}  {location}  {expr}",
        )
    }
}

/// What differs from one kind of event to another.
struct Shown {
    what: &'static str,
    took: Option<u64>,
    detail: Option<String>,
}

impl Shown {
    fn of(trace: &Trace, event: &Event) -> Self {
        let step = |name, step: StepId| format!("{name}={}", trace.step(step).id);
        let (what, took, detail) = match event {
            Event::Poll(poll) => {
                let within = poll.within.map(|within| step("within", within));
                let returned = Returned::of(trace, poll.step, poll.result);
                let wakers = poll.wakers.map(|count| format!("wakers={count}"));
                (returned.as_str(), Some(poll.took), within.or(wakers))
            }
            Event::Wake(wake) => ("wake", None, wake.by.map(|by| step("by", by))),
            Event::WakerDrop(drop) => ("waker-drop", None, drop.by.map(|by| step("by", by))),
            _ => ("other", None, None),
        };
        Self { what, took, detail }
    }
}
