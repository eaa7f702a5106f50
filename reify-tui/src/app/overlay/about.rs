//! All that is known of the event at the time cursor, of the step that keys are about, and of the recording.

use reify_lib::{Event, PollResult, StepId};

use super::Page;
use crate::app::{App, Pane, SourceView};
use crate::model::StepState;
use crate::model::source::SourceProblem;
use crate::text::{Clock, Duration, counted, grouped, visible};
use crate::views::view;

/// The longest word is `expression`.
const WORD: usize = 10;
/// Of more awaits that were not traced only the number is told.
const MOST_UNTRACED: usize = 200;

pub(super) fn page(app: &App, columns: usize) -> Page {
    let mut page = Page::new(columns, WORD);
    line(app, &mut page);
    no_source(app, &mut page);
    (view(app.main()).about)(app, &mut page);
    step(app, &mut page);
    event(app, &mut page);
    narrowed(app, &mut page);
    recording(app, &mut page);
    page
}

/// Where the source is looked at, its line comes first, whole.
fn line(app: &App, page: &mut Page) {
    let number = app.source_line();
    let SourceView::File(file) = app.source_view() else {
        return;
    };
    let text = number
        .checked_sub(1)
        .and_then(|index| file.lines.get(index));
    let Some(text) = text.filter(|_| app.focus() == Pane::Source) else {
        return;
    };
    page.title("Line");
    page.entry("number", &format!("{number} of {}", file.lines.len()));
    page.entry("text", text.trim());
    page.entry("file", &visible(&file.path.to_string_lossy()));
}

/// Where the source is looked at and there is none, why, and where it was looked for.
fn no_source(app: &App, page: &mut Page) {
    let SourceView::Problem(problem) = app.source_view() else {
        return;
    };
    if app.focus() != Pane::Source {
        return;
    }
    page.title("Source");
    page.entry("problem", &visible(&problem.to_string()));
    if let SourceProblem::Missing { tried } = problem {
        for path in tried {
            page.entry("tried", &visible(&path.to_string_lossy()));
        }
    }
}

/// What a node does at a time, and since when where it goes on: from the start of the trace, and how long by now.
fn state(state: StepState, time: u64) -> String {
    let word = state.as_str();
    let (StepState::Polling { since } | StepState::Pending { since } | StepState::Woken { since }) =
        state
    else {
        return word.to_owned();
    };
    let by_now = Duration(time.saturating_sub(since));
    format!("{word}; for {by_now}, from {} on", Duration(since))
}

fn step(app: &App, page: &mut Page) {
    let model = app.model();
    let Some(node) = app.node().map(|node| model.graph().node(node)) else {
        return;
    };
    let (names, now) = (model.names(), model.node_at(node.id, &app.moment()));
    page.title("Step");
    let site = model.site(node.id);
    page.entry("expression", &visible(&site.expr));
    page.entry("place", names.place(node.site));
    page.entry("function", &visible(&site.function));
    page.entry("future", &visible(&site.future));
    page.entry("task", node.task.map_or("", |task| names.task(task)));
    page.entry("now", &state(now.state, app.moment().time));
    let so_far = summary(
        u64::from(now.steps),
        u64::from(now.polls),
        now.waiting,
        now.polling,
    );
    page.entry("so far", &so_far);
    page.entry("at the end", node.outcome.as_str());
    let in_all = summary(
        u64::from(node.steps),
        node.polls,
        node.waiting,
        node.polling,
    );
    page.entry("in all", &in_all);
}

fn summary(steps: u64, polls: u64, waiting: u64, polling: u64) -> String {
    format!(
        "{}, {}, {} waiting, {} polling",
        counted(steps, "step"),
        counted(polls, "poll"),
        Duration(waiting),
        Duration(polling)
    )
}

fn event(app: &App, page: &mut Page) {
    let (model, position) = (app.model(), app.cursor());
    let Some(event) = model.trace().events().get(position) else {
        return;
    };
    let label = |step: StepId| {
        let step = model.trace().step(step);
        format!("{} (step {})", model.names().expr(step.site), step.id)
    };
    let clock = Clock::for_duration(model.trace().duration());
    page.title("Event");
    let all = grouped(model.events() as u64);
    page.entry(
        "number",
        &format!("{} of {all}", grouped(position as u64 + 1)),
    );
    page.entry("step", &label(event.step()));
    page.entry("thread", model.names().thread(event.thread()));
    let by = |by: Option<StepId>| by.map_or(String::new(), label);
    match event {
        Event::Poll(poll) => {
            let began = format!("{} for {}", clock.show(poll.at), Duration(poll.took));
            let word = match poll.result {
                PollResult::Cancelled => "dropped",
                _ => "polled",
            };
            page.entry(word, &began);
            page.entry("result", model.returned(&poll).as_str());
            page.entry("within", &by(poll.within));
        }
        Event::Wake(wake) => {
            page.entry("woken", &clock.show(wake.at));
            page.entry("by", &by(wake.by));
        }
        _ => {
            page.entry(
                "last waker",
                &format!("dropped at {}", clock.show(event.time())),
            );
        }
    }
    if let Some(wakeup) = model.wakeup(position) {
        let by = wakeup.wake.by.map_or_else(
            || format!("thread {}", model.names().thread(wakeup.wake.thread)),
            label,
        );
        page.entry(
            "woken",
            &format!("{} before, by {by}", Duration(wakeup.before)),
        );
    }
}

/// What the panes are narrowed to and what is searched for, of which the last line may have cut the end.
fn narrowed(app: &App, page: &mut Page) {
    let filter = app
        .narrowed()
        .map_or("", |narrowed| narrowed.filter().text());
    let query = app.search().map_or("", |search| search.query().text());
    if filter.is_empty() && query.is_empty() {
        return;
    }
    page.title("Shown");
    page.entry("filter", &visible(filter));
    page.entry("search", &visible(query));
}

fn recording(app: &App, page: &mut Page) {
    let trace = app.model().trace();
    let header = trace.header();
    page.title("Recording");
    page.entry("file", &visible(&app.options().file));
    page.entry("program", &visible(&header.program));
    let polls = counted(app.model().polls(), "poll");
    let steps = counted(trace.steps().len() as u64, "step");
    let tasks = counted(trace.tasks().len() as u64, "task");
    let lasted = Duration(trace.duration());
    page.entry(
        "recorded",
        &format!("{polls}, {steps}, {tasks}, in {lasted}"),
    );
    page.entry("started", &visible(&header.started));
    page.entry("root", &visible(&header.root));
    page.entry("written by", &visible(&header.writer));
    page.entry(
        "end",
        &trace
            .end()
            .map_or("none".into(), |end| visible(&end.reason)),
    );
    page.entry(
        "wakes",
        if header.wakes {
            "recorded"
        } else {
            "not recorded"
        },
    );
    for notice in app.model().names().notices() {
        page.entry("notice", notice);
    }
    let untraced = trace.untraced();
    for place in untraced.iter().take(MOST_UNTRACED) {
        let text = format!("{}:{} in {}", place.file, place.line, place.within);
        page.entry("untraced", &visible(&text));
    }
    if let Some(more @ 1..) = untraced.len().checked_sub(MOST_UNTRACED) {
        page.entry("untraced", &format!("and {} more", grouped(more as u64)));
    }
}
