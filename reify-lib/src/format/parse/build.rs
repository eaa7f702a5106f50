//! Makes a [`Record`] of its fields: which must be there, and what the others mean when they are not.

use serde::de;

use super::body::{Body, out_of_range};
use crate::format::escape::shown;
use crate::format::kind::Kind;
use crate::notice::Notices;
use crate::record::{
    PollRecord, SiteRecord, StepRecord, TaskRecord, ThreadRecord, WakeRecord, WakerDropRecord,
};
use crate::{End, Header, NoticeKind, PollResult, Record, Site, SiteKind, Sync, Untraced};

/// Makes the record. There is none where a word is unknown without which it says nothing.
pub(super) fn record<E: de::Error>(
    kind: Kind,
    body: Body,
    notices: &mut Notices,
) -> Result<Option<Record>, E> {
    let record = match kind {
        Kind::Header => Record::Header(header(body)),
        Kind::Site => Record::Site(site(body, notices)?),
        Kind::Task => Record::Task(task(body)?),
        Kind::Thread => Record::Thread(thread(body)?),
        Kind::Step => Record::Step(step(body)?),
        Kind::Poll => return Ok(poll(body, notices)?.map(Record::Poll)),
        Kind::Wake => Record::Wake(wake(body)?),
        Kind::WakerDrop => Record::WakerDrop(waker_drop(body)?),
        Kind::Untraced => Record::Untraced(untraced(body, notices)),
        Kind::Sync => Record::Sync(sync(body)?),
        Kind::End => Record::End(end(body)?),
    };
    Ok(Some(record))
}

fn header(mut body: Body) -> Header {
    Header {
        version: body.number("version").unwrap_or(1),
        min_reader: body.number("min_reader").unwrap_or(1),
        writer: body.text("writer").unwrap_or_default(),
        program: body.text("program").unwrap_or_default(),
        pid: body.number("pid").unwrap_or(0),
        started: body.text("started").unwrap_or_default(),
        root: body.text("root").unwrap_or_default(),
        wakes: body.flag("wakes"),
    }
}

fn site<E: de::Error>(mut body: Body, notices: &mut Notices) -> Result<SiteRecord, E> {
    let kind = match body.text("kind") {
        None => SiteKind::default(),
        Some(word) => SiteKind::parse(&word).unwrap_or_else(|| {
            unknown_word("kind", &word, notices);
            SiteKind::default()
        }),
    };
    let site = Site {
        kind,
        expr: body.text("expr").unwrap_or_default(),
        file: body.text("file").unwrap_or_default(),
        line: small(&mut body, "line", notices).unwrap_or(0),
        column: small(&mut body, "column", notices).unwrap_or(0),
        function: body.text("function").unwrap_or_default(),
        future: body.text("future").unwrap_or_default(),
    };
    Ok(SiteRecord {
        id: body.required("id")?,
        site,
    })
}

fn task<E: de::Error>(mut body: Body) -> Result<TaskRecord, E> {
    Ok(TaskRecord {
        id: body.required("id")?,
        name: body.text("name"),
        runtime_id: body.number("runtime_id"),
        spawned_by: body.number("spawned_by"),
    })
}

fn thread<E: de::Error>(mut body: Body) -> Result<ThreadRecord, E> {
    Ok(ThreadRecord {
        id: body.required("id")?,
        name: body.text("name"),
    })
}

fn step<E: de::Error>(mut body: Body) -> Result<StepRecord, E> {
    Ok(StepRecord {
        seq: body.number("seq").unwrap_or(StepRecord::UNNUMBERED),
        id: body.required("id")?,
        site: body.required("site")?,
        parent: body.number("parent"),
        task: body.number("task"),
        at: body.number("at").unwrap_or(0),
        borrowed: body.flag("borrowed"),
    })
}

fn poll<E: de::Error>(mut body: Body, notices: &mut Notices) -> Result<Option<PollRecord>, E> {
    let word = body
        .text("result")
        .ok_or_else(|| E::missing_field("result"))?;
    let Some(result) = PollResult::parse(&word) else {
        unknown_word("result", &word, notices);
        return Ok(None);
    };
    Ok(Some(PollRecord {
        seq: body.required("seq")?,
        step: body.required("step")?,
        at: body.required("at")?,
        took: body.number("took").unwrap_or(0),
        thread: body.number("thread").unwrap_or(0),
        result,
        wakers: small(&mut body, "wakers", notices),
        within: body.number("within"),
    }))
}

fn wake<E: de::Error>(mut body: Body) -> Result<WakeRecord, E> {
    Ok(WakeRecord {
        seq: body.required("seq")?,
        step: body.required("step")?,
        at: body.required("at")?,
        by: body.number("by"),
        thread: body.number("thread").unwrap_or(0),
        last: body.flag("last"),
    })
}

fn waker_drop<E: de::Error>(mut body: Body) -> Result<WakerDropRecord, E> {
    Ok(WakerDropRecord {
        seq: body.required("seq")?,
        step: body.required("step")?,
        at: body.required("at")?,
        by: body.number("by"),
        thread: body.number("thread").unwrap_or(0),
    })
}

fn untraced(mut body: Body, notices: &mut Notices) -> Untraced {
    Untraced {
        file: body.text("file").unwrap_or_default(),
        line: small(&mut body, "line", notices).unwrap_or(0),
        column: small(&mut body, "column", notices).unwrap_or(0),
        within: body.text("within").unwrap_or_default(),
    }
}

fn sync<E: de::Error>(mut body: Body) -> Result<Sync<u64>, E> {
    Ok(Sync {
        at: body.required("at")?,
        recorded: body.required("recorded")?,
        lost: body.number("lost").unwrap_or(0),
        polling: body.polls("polling"),
    })
}

fn end<E: de::Error>(mut body: Body) -> Result<End, E> {
    Ok(End {
        at: body.required("at")?,
        recorded: body.required("recorded")?,
        lost: body.number("lost").unwrap_or(0),
        reason: body.text("reason").unwrap_or_default(),
    })
}

/// A number that this library keeps in 32 bits.
fn small(body: &mut Body, name: &str, notices: &mut Notices) -> Option<u32> {
    let number = body.number(name)?;
    Some(u32::try_from(number).unwrap_or_else(|_| {
        out_of_range(name, number, notices);
        u32::MAX
    }))
}

fn unknown_word(field: &str, word: &str, notices: &mut Notices) {
    notices.add(NoticeKind::UnknownField, None, || {
        format!("the {field} `{}` is not known here", shown(word))
    });
}
