//! [`Sieve`]: a filter made ready for one recording, so that asking it costs two look-ups.

use reify_lib::{
    AsyncStepGraph, Finding, NodeId, SiteId, StepId, StepNode, StepOutcome, TaskId, Trace,
};

use super::term::{Term, Test};
use super::{EventSet, Filter};
use crate::model::{Query, Returned};

/// Says of every node and event of a recording whether a filter lets it pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sieve {
    /// By node.
    nodes: Vec<bool>,
    /// By node, but for what is asked of events themselves.
    nodes_of_events: Vec<bool>,
    /// By what a poll came to, in the order of [`Returned::ALL`].
    results: [bool; 5],
    /// Of events that are no polls.
    others: bool,
    /// Steps that are asked for, or against; none where no step has the id.
    steps: Vec<(Option<StepId>, bool)>,
}

impl Filter {
    /// Makes the filter ready for a recording. Takes time in proportion to its nodes.
    pub fn sieve(&self, trace: &Trace, graph: &AsyncStepGraph) -> Sieve {
        let checks: Vec<Check> = self
            .terms
            .iter()
            .map(|term| Check::of(term, trace, graph))
            .collect();
        let passes = |node: &StepNode, of_event: bool| {
            let mut asked = checks.iter().filter(|check| !(of_event && check.of_event));
            asked.all(|check| check.test.holds(node) != check.negated)
        };
        let results = |result: Option<Returned>| {
            self.terms.iter().all(|term| match term.test {
                Test::Result(wanted) => (result == Some(wanted)) != term.negated,
                _ => true,
            })
        };
        Sieve {
            nodes: graph.nodes().map(|node| passes(&node, false)).collect(),
            nodes_of_events: graph.nodes().map(|node| passes(&node, true)).collect(),
            results: Returned::ALL.map(|result| results(Some(result))),
            others: results(None),
            steps: checks.iter().filter_map(Check::step).collect(),
        }
    }
}

impl Sieve {
    /// Whether a node passes.
    pub fn has_node(&self, node: NodeId) -> bool {
        self.nodes[node.index()]
    }

    /// By node, whether it passes.
    pub fn kept(&self) -> &[bool] {
        &self.nodes
    }

    /// Whether a finding is about a step of a node that passes.
    pub fn has_finding(&self, trace: &Trace, graph: &AsyncStepGraph, finding: &Finding) -> bool {
        let steps = finding.steps.iter().chain([&finding.place.step]);
        // The steps of a finding are those of the trace that it was found in.
        let mut known = steps.filter(|step| step.index() < trace.steps().len());
        known.any(|&step| self.has_node(graph.node_of(step)))
    }

    /// How many nodes pass.
    pub fn nodes(&self) -> usize {
        self.nodes.iter().filter(|passes| **passes).count()
    }

    /// By node, whether it passes or has a node under it that does: what a tree shows.
    pub fn with_ancestors(&self, graph: &AsyncStepGraph) -> Vec<bool> {
        let mut kept = self.nodes.clone();
        for node in graph.nodes().filter(|node| self.has_node(node.id)) {
            let mut above = node.parent;
            // Above a node that was met before, all were.
            while let Some(parent) = above.filter(|parent| !kept[parent.index()]) {
                kept[parent.index()] = true;
                above = graph.node(parent).parent;
            }
        }
        kept
    }

    /// Whether the event at a position passes.
    pub fn has_event(&self, trace: &Trace, graph: &AsyncStepGraph, position: usize) -> bool {
        let events = trace.events();
        let Some(step) = events.step_of(position) else {
            return false;
        };
        let returned = events
            .result_of(position)
            .map(|result| Returned::of(trace, step, result));
        returned.map_or(self.others, |returned| self.results[returned as usize])
            && self.nodes_of_events[graph.node_of(step).index()]
            && self.has_step(step)
    }

    /// Adds the next events to a set, up to a position.
    pub fn fill(&self, set: &mut EventSet, trace: &Trace, graph: &AsyncStepGraph, end: usize) {
        for position in set.seen()..end.min(trace.events().len()) {
            set.push(self.has_event(trace, graph, position));
        }
    }

    fn has_step(&self, step: StepId) -> bool {
        let mut steps = self.steps.iter();
        steps.all(|&(asked, negated)| (asked == Some(step)) != negated)
    }
}

/// A term, with all that can be known before any node is looked at.
struct Check {
    negated: bool,
    of_event: bool,
    test: Ready,
}

enum Ready {
    Sites(Vec<bool>),
    Tasks(Vec<bool>),
    Step(Option<(StepId, NodeId)>),
    Outcome(StepOutcome),
    Polls(super::Bound),
    Waiting(super::Bound),
    Polling(super::Bound),
}

impl Check {
    fn of(term: &Term, trace: &Trace, graph: &AsyncStepGraph) -> Self {
        let test = match &term.test {
            Test::Text(query) => sites(trace, |id| {
                let site = trace.site(id);
                is_in(query, &site.expr) || is_in(query, &place(trace, id))
            }),
            Test::File(query) => sites(trace, |id| is_in(query, &place(trace, id))),
            Test::Function(query) => sites(trace, |id| is_in(query, &trace.site(id).function)),
            Test::TaskId(wanted) => tasks(trace, |id| trace.task(id).id == *wanted),
            Test::TaskName(query) => tasks(trace, |id| {
                let name = trace.task(id).name.as_deref();
                name.is_some_and(|name| is_in(query, name))
            }),
            Test::Step(wanted) => {
                let found = trace
                    .step_ids()
                    .find(|&step| trace.step(step).id == *wanted);
                Ready::Step(found.map(|step| (step, graph.node_of(step))))
            }
            Test::Result(result) => Ready::Outcome(StepOutcome::from(*result)),
            Test::Outcome(outcome) => Ready::Outcome(*outcome),
            Test::Polls(bound) => Ready::Polls(*bound),
            Test::Waiting(bound) => Ready::Waiting(*bound),
            Test::Polling(bound) => Ready::Polling(*bound),
        };
        Self {
            negated: term.negated,
            of_event: term.test.is_of_event(),
            test,
        }
    }

    fn step(&self) -> Option<(Option<StepId>, bool)> {
        match self.test {
            Ready::Step(found) => Some((found.map(|(step, _)| step), self.negated)),
            _ => None,
        }
    }
}

impl Ready {
    fn holds(&self, node: &StepNode) -> bool {
        match self {
            Self::Sites(sites) => sites[node.site.index()],
            Self::Tasks(tasks) => node.task.is_some_and(|task| tasks[task.index()]),
            Self::Step(found) => found.is_some_and(|(_, wanted)| wanted == node.id),
            Self::Outcome(outcome) => node.outcome == *outcome,
            Self::Polls(bound) => bound.holds(node.polls),
            Self::Waiting(bound) => bound.holds(node.waiting),
            Self::Polling(bound) => bound.holds(node.polling),
        }
    }
}

fn sites(trace: &Trace, holds: impl Fn(SiteId) -> bool) -> Ready {
    let ids = (0..trace.sites().len()).map(SiteId::from);
    Ready::Sites(ids.map(holds).collect())
}

fn tasks(trace: &Trace, holds: impl Fn(TaskId) -> bool) -> Ready {
    let ids = (0..trace.tasks().len()).map(TaskId::from);
    Ready::Tasks(ids.map(holds).collect())
}

fn is_in(query: &Query, text: &str) -> bool {
    query.find(text).is_some()
}

/// `file:line`, as it stands on the screen; empty if not known.
fn place(trace: &Trace, id: SiteId) -> String {
    let site = trace.site(id);
    if site.has_place() {
        format!("{}:{}", site.file, site.line)
    } else {
        String::new()
    }
}
