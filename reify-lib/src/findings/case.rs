//! [`Case`]: a trace with its facts, as the rules see it.

mod task;
mod tasks;

use std::hash::Hash;

pub(super) use self::task::{TaskFacts, TaskKey};
use self::tasks::Tasks;
use super::candidates::{Candidate, Candidates, Worst};
use super::facts::{Facts, State, StepFacts};
use super::known::Known;
use super::nesting::Polled;
use super::options::ns;
use super::places::{InWords, Places};
use super::strays::Strays;
use super::{Certainty, Finding, FindingKind, FindingOptions, Place, Related, Severity};
use crate::{NoticeKind, Site, SiteId, StepId, Trace};

/// Polls of one task are not further apart than this, in ns, when the task polls all that it holds.
const TOGETHER: u64 = 1_000_000;
/// A path longer than this is told from its lower end.
const LONGEST_PATH: usize = 100;

/// A trace with its facts.
pub(super) struct Case<'a> {
    pub(super) trace: &'a Trace,
    pub(super) options: &'a FindingOptions,
    pub(super) facts: Facts,
    tasks: Tasks,
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
            tasks: Tasks::of(trace),
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
            let facts = self.facts.step(step);
            let chance = self.may_be_woken(facts);
            let last = self.last_poll(facts);
            let polled = facts.last().zip(last.map(|last| last.began));
            let key = self.task_of(step);
            self.tasks.entry(key).take(step, facts, polled, chance);
            if let (TaskKey::Root(root), Some(last), true) = (key, last, chance) {
                strays.push((last.thread, last.began, root));
            }
        }
        self.strays = Strays::new(strays);
    }

    /// Whether somebody has a waker of the step, or it was woken and will be polled for it.
    fn may_be_woken(&self, facts: StepFacts<'_>) -> bool {
        if facts.state() != State::Pending {
            return false;
        }
        let kept = || self.wakers(facts).is_some_and(|count| count > 0);
        facts.unanswered_wake().is_some() || (facts.waker_drop().is_none() && kept())
    }

    /// How many wakers of the step were alive when its last poll returned `Pending`.
    pub(super) fn wakers(&self, facts: StepFacts<'_>) -> Option<u32> {
        self.trace.events().get(facts.last()?)?.as_poll()?.wakers
    }

    /// The last poll of a step, or its drop.
    fn last_poll(&self, facts: StepFacts<'_>) -> Option<Polled> {
        Polled::at(self.trace.events(), facts.last()?)
    }

    pub(super) fn task_of(&self, step: StepId) -> TaskKey {
        self.tasks.key(self.trace, step)
    }

    pub(super) fn task(&self, step: StepId) -> TaskFacts {
        self.facts_of(self.task_of(step))
    }

    pub(super) fn facts_of(&self, task: TaskKey) -> TaskFacts {
        self.tasks.get(task)
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
        let Some(last) = self.last_poll(self.facts.step(step)) else {
            return false;
        };
        let from = last.began.saturating_sub(TOGETHER);
        let until = last.end().saturating_add(TOGETHER);
        self.strays.has_other(last.thread, (from, until), root)
    }

    /// Steps that wait and have nothing inside that does.
    pub(super) fn waiting_leaves(&self) -> impl Iterator<Item = (StepId, StepFacts<'_>)> {
        let steps = self.trace.step_ids();
        let all = steps.map(|step| (step, self.facts.step(step)));
        all.filter(|(_, facts)| facts.is_waiting() && !facts.has_inner())
    }

    pub(super) fn site_id(&self, step: StepId) -> SiteId {
        self.trace.steps().site(step)
    }

    pub(super) fn site(&self, step: StepId) -> &Site {
        self.trace.site_of(step)
    }

    pub(super) fn known(&self, step: StepId) -> Known {
        self.known[self.site_id(step).index()]
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
        let elsewhere = self.facts.step(step).polled_elsewhere();
        elsewhere.or(self.trace.steps().parent(step))
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
        let steps = steps.into_vec();
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
            steps,
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
