//! [`Case`]: a trace with its facts, as the rules see it.

mod task;

use std::collections::HashMap;
use std::hash::Hash;

pub(super) use self::task::{TaskFacts, TaskKey};
use super::candidates::{Candidate, Candidates, Worst};
use super::facts::{Facts, State, StepFacts};
use super::known::Known;
use super::options::ns;
use super::places::{InWords, Places};
use super::strays::Strays;
use super::{Certainty, Finding, FindingKind, FindingOptions, Place, Related, Severity};
use crate::{Event, NoticeKind, Site, StepId, Trace};

/// Polls of one task are not further apart than this, in ns, when the task polls all that it holds.
const TOGETHER: u64 = 1_000_000;
/// A path longer than this is told from its lower end.
const LONGEST_PATH: usize = 100;

/// A trace with its facts.
pub(super) struct Case<'a> {
    pub(super) trace: &'a Trace,
    pub(super) options: &'a FindingOptions,
    pub(super) facts: Facts,
    /// The root step above each step.
    roots: Vec<StepId>,
    tasks: HashMap<TaskKey, TaskFacts>,
    /// The steps that may be woken and of which the task is not known.
    strays: Strays,
    places: Places,
    /// By site.
    known: Vec<Known>,
    /// Events are missing.
    incomplete: bool,
}

impl<'a> Case<'a> {
    pub(super) fn new(trace: &'a Trace, options: &'a FindingOptions) -> Self {
        let notable = ns(options.blocking_poll.min(options.slow_wake)) / 2;
        let lost = [
            NoticeKind::Gap,
            NoticeKind::Lost,
            NoticeKind::BadLine,
            NoticeKind::TornTail,
        ];
        let mut case = Self {
            trace,
            options,
            facts: Facts::of(trace, notable),
            roots: roots(trace),
            tasks: HashMap::new(),
            strays: Strays::default(),
            places: Places::new(),
            known: trace.sites().iter().map(Known::of).collect(),
            incomplete: trace
                .notices()
                .iter()
                .any(|notice| lost.contains(&notice.kind)),
        };
        case.collect_tasks();
        case
    }

    fn collect_tasks(&mut self) {
        let mut strays = Vec::new();
        for step in self.trace.step_ids() {
            let facts = *self.facts.step(step);
            let chance = self.may_be_woken(&facts);
            let last = facts.last().and_then(|last| {
                let event = self.trace.events().get(last)?;
                Some((last, *event.as_poll()?))
            });
            let key = self.task_of(step);
            let task = self.tasks.entry(key).or_default();
            task.take(
                step,
                &facts,
                last.as_ref().map(|(at, poll)| (*at, poll)),
                chance,
            );
            if let (TaskKey::Root(root), Some((_, poll)), true) = (key, last, chance) {
                strays.push((poll.thread, poll.at, root));
            }
        }
        self.strays = Strays::new(strays);
    }

    /// Whether somebody has a waker of the step, or it was woken and will be polled for it.
    fn may_be_woken(&self, facts: &StepFacts) -> bool {
        if facts.state != State::Pending {
            return false;
        }
        let kept = || self.wakers(facts).is_some_and(|count| count > 0);
        facts.unanswered_wake().is_some() || (facts.waker_drop().is_none() && kept())
    }

    /// How many wakers of the step were alive when its last poll returned `Pending`.
    pub(super) fn wakers(&self, facts: &StepFacts) -> Option<u32> {
        self.trace.events().get(facts.last()?)?.as_poll()?.wakers
    }

    pub(super) fn task_of(&self, step: StepId) -> TaskKey {
        match self.trace.step(step).task {
            Some(task) => TaskKey::Task(task.0),
            None => TaskKey::Root(self.roots[step.index()]),
        }
    }

    pub(super) fn task(&self, step: StepId) -> TaskFacts {
        self.facts_of(self.task_of(step))
    }

    pub(super) fn facts_of(&self, task: TaskKey) -> TaskFacts {
        self.tasks.get(&task).copied().unwrap_or_default()
    }

    /// How sure it is that a step, which nobody can wake by itself, is not polled for the sake of another one.
    pub(super) fn nothing_else_wakes(&self, step: StepId) -> Certainty {
        match self.task_of(step) {
            _ if self.task(step).has_chance() => Certainty::Possible,
            TaskKey::Task(_) => Certainty::Certain,
            TaskKey::Root(root) => Certainty::likely_if(!self.has_company(step, root)),
        }
    }

    /// Whether a step of another root, which may be of the same task, was polled together with this one and may be woken.
    fn has_company(&self, step: StepId, root: StepId) -> bool {
        let last = self.facts.step(step).last();
        let Some(Event::Poll(poll)) = last.and_then(|last| self.trace.events().get(last)) else {
            return false;
        };
        let from = poll.at.saturating_sub(TOGETHER);
        let until = poll.end().saturating_add(TOGETHER);
        self.strays.has_other(poll.thread, (from, until), root)
    }

    /// Steps that wait and have nothing inside that does.
    pub(super) fn waiting_leaves(&self) -> impl Iterator<Item = (StepId, &StepFacts)> {
        let all = self
            .trace
            .step_ids()
            .map(|step| (step, self.facts.step(step)));
        all.filter(|(_, facts)| facts.is_waiting() && !facts.has_inner)
    }

    pub(super) fn site(&self, step: StepId) -> &Site {
        self.trace.site_of(step)
    }

    pub(super) fn known(&self, step: StepId) -> Known {
        self.known[self.trace.step(step).site.index()]
    }

    /// The time of an event.
    pub(super) fn time(&self, position: usize) -> u64 {
        self.trace.events().time_of(position).unwrap_or(0)
    }

    /// A step as part of a sentence.
    pub(super) fn place(&self, step: StepId) -> InWords<'a> {
        InWords(self.trace.site_of(step))
    }

    /// The step around another one: the one inside whose poll it was polled last, else the one it was made in.
    pub(super) fn outer(&self, step: StepId) -> Option<StepId> {
        self.facts
            .step(step)
            .polled_by()
            .or(self.trace.step(step).parent)
    }

    /// The outermost step of an unbroken row of those that are asked for, for each of them, upwards from it.
    pub(super) fn outermost(&self, asked: impl Fn(StepId) -> bool) -> Vec<StepId> {
        let mut tops: Vec<StepId> = Vec::with_capacity(self.trace.steps().len());
        for step in self.trace.step_ids() {
            let outer = self.outer(step).filter(|outer| asked(*outer));
            // What is polled by a step that was made later has no answer yet but that step.
            let top = outer.map(|outer| tops.get(outer.index()).copied().unwrap_or(outer));
            tops.push(top.unwrap_or(step));
        }
        tops
    }

    fn path(&self, step: StepId) -> Vec<Place> {
        let path = std::iter::successors(Some(step), |step| self.outer(*step));
        let mut path: Vec<Place> = path
            .take(LONGEST_PATH)
            .take_while(|_| self.places.has_room())
            .map(|step| self.places.place(self.trace, step))
            .collect();
        path.reverse();
        path
    }

    /// Makes findings of candidates, with a text for each and for how many it stands. What is only worth finding out for
    /// those that are told may be added then.
    pub(super) fn findings<K: Eq + Hash + Ord + Copy>(
        &self,
        kind: FindingKind,
        found: Candidates<K>,
        text: impl Fn(&mut Candidate, u64) -> Text,
    ) -> Vec<Finding> {
        let found = found.into_sorted().into_iter();
        found
            .map(|found| self.finding(kind, found, &text))
            .collect()
    }

    fn finding(
        &self,
        kind: FindingKind,
        worst: Worst,
        text: impl Fn(&mut Candidate, u64) -> Text,
    ) -> Finding {
        let Worst {
            candidate: mut found,
            count,
            steps,
        } = worst;
        let doubt = self.incomplete && kind.rests_on_absence();
        if doubt {
            found.certainty = Certainty::Possible;
        }
        let mut text = text(&mut found, count);
        if doubt {
            text.message += "; events of this trace were lost, so it may be otherwise";
        }
        let is_alarm = found.certainty > Certainty::Possible;
        let related = found.related.iter().map(|&(role, step)| {
            let place = self.places.place(self.trace, step);
            Related { role, place }
        });
        let events = self.trace.events();
        let evidence = found.evidence.iter();
        let evidence = evidence.filter_map(|&at| Some(events.get(at)?.seq()));
        Finding {
            kind,
            severity: if is_alarm {
                Severity::Alarm
            } else {
                Severity::Info
            },
            certainty: found.certainty,
            place: self.places.place(self.trace, found.step),
            count,
            step_ids: steps.iter().map(|step| self.trace.step(*step).id).collect(),
            steps: steps.into_iter().collect(),
            related: related.collect(),
            path: self.path(found.step),
            since: found.since,
            lasted: found.lasted,
            evidence: evidence.collect(),
            message: text.message,
            next: text.next.to_owned(),
            threshold: text.threshold,
        }
    }
}

/// What a finding says.
pub(super) struct Text {
    pub(super) message: String,
    pub(super) next: &'static str,
    /// Empty where there is none.
    pub(super) threshold: String,
}

/// The root step above each step. Parents nearly always stand before their children.
fn roots(trace: &Trace) -> Vec<StepId> {
    let mut roots: Vec<StepId> = Vec::with_capacity(trace.steps().len());
    for step in trace.step_ids() {
        let parent = trace.step(step).parent;
        let root = parent.and_then(|parent| roots.get(parent.index()).copied());
        roots.push(root.unwrap_or(step));
    }
    roots
}
