//! [`Execution`]: assertions over what was recorded.

use super::tree::{label, tree};
use crate::{
    AsyncStepGraph, Finding, FindingKind, FindingOptions, NodeId, PollResult, Severity, SiteId,
    StepId, Trace, findings, findings_with, reify_execution,
};

/// Looks at a trace, to assert what was done in it.
///
/// ```
/// use reify_lib::{LabeledFuture, Trace, testing};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let trace = Trace::shared();
/// LabeledFuture::new(async { 42 }, "answer", &trace).await;
///
/// let trace = trace.snapshot();
/// let execution = testing::execution(&trace);
/// execution.finished().no_spurious_polls().no_alarms();
/// execution.site("answer").polls_at_most(1).steps(1);
/// # });
/// ```
pub fn execution(trace: &Trace) -> Execution<'_> {
    let mut ends = vec![None; trace.steps().len()];
    for poll in trace.polls() {
        ends[poll.step.index()] = Some(poll.result);
    }
    Execution {
        trace,
        graph: reify_execution(trace),
        ends,
    }
}

/// What was recorded, to be asserted. Every assertion that fails shows the part of the tree that it is about.
#[derive(Debug)]
pub struct Execution<'a> {
    trace: &'a Trace,
    graph: AsyncStepGraph,
    /// What the last poll of each step returned.
    ends: Vec<Option<PollResult>>,
}

impl Execution<'_> {
    /// Asserts that nothing is left unfinished: every step that was polled became ready, was dropped or panicked.
    ///
    /// # Panics
    ///
    /// Where a step is still pending.
    #[track_caller]
    pub fn finished(&self) -> &Self {
        self.none_ended("is still pending", PollResult::Pending, |_| true);
        self
    }

    /// Asserts that no step was dropped unfinished.
    ///
    /// # Panics
    ///
    /// Where one was.
    #[track_caller]
    pub fn never_cancelled(&self) -> &Self {
        self.none_ended("was cancelled", PollResult::Cancelled, |_| true);
        self
    }

    /// Asserts that no step panicked.
    ///
    /// # Panics
    ///
    /// Where one did.
    #[track_caller]
    pub fn never_panicked(&self) -> &Self {
        self.none_ended("panicked", PollResult::Panicked, |_| true);
        self
    }

    /// Asserts that no innermost step was polled without having been woken for it.
    ///
    /// # Panics
    ///
    /// Where one was.
    #[track_caller]
    pub fn no_spurious_polls(&self) -> &Self {
        let options = FindingOptions {
            spurious_polls: 1,
            spurious_per_wake: 0,
            ..FindingOptions::default()
        };
        let found = findings_with(self.trace, &options).into_iter();
        let spurious = found.filter(|finding| finding.kind == FindingKind::SpuriousPolls);
        self.none_found(&spurious.collect::<Vec<_>>());
        self
    }

    /// Asserts that [`findings`] has no alarm.
    ///
    /// # Panics
    ///
    /// Where it has one.
    #[track_caller]
    pub fn no_alarms(&self) -> &Self {
        let found = findings(self.trace).into_iter();
        let alarms = found.filter(|finding| finding.severity == Severity::Alarm);
        self.none_found(&alarms.collect::<Vec<_>>());
        self
    }

    /// The steps of one site or several: those whose label has `part` in it. A label reads `fetch(id) @ src/cart.rs:42`.
    ///
    /// # Panics
    ///
    /// Where there are none: an assertion over nothing would always hold.
    #[track_caller]
    pub fn site(&self, part: &str) -> SiteExecution<'_> {
        let all = self.trace.sites().iter().enumerate();
        let sites: Vec<SiteId> = all
            .filter(|(_, site)| label(site).contains(part))
            .map(|(index, _)| SiteId::from(index))
            .collect();
        assert!(
            !sites.is_empty(),
            "no site has `{part}` in its label; this was executed:\n{}",
            tree(&self.graph, |_| true)
        );
        SiteExecution {
            execution: self,
            part: part.to_owned(),
            sites,
        }
    }

    #[track_caller]
    fn none_ended(&self, what: &str, end: PollResult, counts: impl Fn(StepId) -> bool) {
        let ended = |step: &StepId| self.ends[step.index()] == Some(end) && counts(*step);
        let steps: Vec<StepId> = self.trace.step_ids().filter(ended).collect();
        let Some(first) = steps.first() else { return };
        let label = label(self.trace.site_of(*first));
        let more = match steps.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        panic!("`{label}` {what}{more}:\n{}", self.tree_of(&steps));
    }

    #[track_caller]
    fn none_found(&self, found: &[Finding]) {
        let steps: Vec<StepId> = found.iter().map(|finding| finding.place.step).collect();
        let messages: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(
            found.is_empty(),
            "{}:\n{}",
            messages.join("\n"),
            self.tree_of(&steps)
        );
    }

    fn tree_of(&self, steps: &[StepId]) -> String {
        let nodes: Vec<NodeId> = steps.iter().map(|step| self.graph.node_of(*step)).collect();
        tree(&self.graph, |node| nodes.contains(&node))
    }
}

/// The steps of one site or several, to be asserted.
#[derive(Debug)]
pub struct SiteExecution<'a> {
    execution: &'a Execution<'a>,
    part: String,
    sites: Vec<SiteId>,
}

impl SiteExecution<'_> {
    /// Asserts how often all steps together were polled at most.
    ///
    /// # Panics
    ///
    /// Where they were polled more often.
    #[track_caller]
    pub fn polls_at_most(&self, most: usize) -> &Self {
        let polls = self.execution.trace.polls();
        let polls = polls.filter(|poll| {
            let is_poll = poll.result != PollResult::Cancelled || poll.took > 0;
            is_poll && self.has(poll.step)
        });
        let polls = polls.count();
        assert!(
            polls <= most,
            "`{}` was polled {polls} times, {most} at most were expected:\n{}",
            self.part,
            self.tree()
        );
        self
    }

    /// Asserts how many steps there were.
    ///
    /// # Panics
    ///
    /// Where there were more, or fewer.
    #[track_caller]
    pub fn steps(&self, expected: usize) -> &Self {
        let steps = self.execution.trace.step_ids();
        let steps = steps.filter(|step| self.has(*step)).count();
        assert!(
            steps == expected,
            "`{}` was awaited {steps} times, {expected} were expected:\n{}",
            self.part,
            self.tree()
        );
        self
    }

    /// Asserts that none of the steps is still pending.
    ///
    /// # Panics
    ///
    /// Where one is.
    #[track_caller]
    pub fn finished(&self) -> &Self {
        let counts = |step| self.has(step);
        self.execution
            .none_ended("is still pending", PollResult::Pending, counts);
        self
    }

    /// Asserts that none of the steps was dropped unfinished.
    ///
    /// # Panics
    ///
    /// Where one was.
    #[track_caller]
    pub fn never_cancelled(&self) -> &Self {
        let counts = |step| self.has(step);
        self.execution
            .none_ended("was cancelled", PollResult::Cancelled, counts);
        self
    }

    fn has(&self, step: StepId) -> bool {
        self.sites.contains(&self.execution.trace.step(step).site)
    }

    fn tree(&self) -> String {
        let graph = &self.execution.graph;
        tree(graph, |node| self.sites.contains(&graph.node(node).site))
    }
}
