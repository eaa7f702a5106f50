//! [`Sieve`]: a filter made ready for one recording, so that asking it costs two look-ups.

use reify_lib::{AsyncStepGraph, Finding, NodeId, SiteId, StepId, StepOutcome, TaskId, Trace};

use super::Filter;
use super::term::{Term, Test};
use crate::bits::Ranked;
use crate::model::{Query, Returned};

/// Says of the nodes and events of a recording whether a filter lets them pass: of those nodes that it was
/// [told to look at](Self::sift), which are all but while a screen waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sieve {
    checks: Vec<Check>,
    /// By node.
    nodes: Ranked,
    /// By node, but for what is asked of events themselves; where nothing is, it would be the same.
    nodes_of_events: Option<Ranked>,
    /// By what a poll came to, in the order of [`Returned::ALL`].
    results: [bool; 5],
    /// Of events that are no polls.
    others: bool,
}

impl Filter {
    /// Makes the filter ready for a recording. Takes time in proportion to its nodes.
    pub fn sieve(&self, trace: &Trace, graph: &AsyncStepGraph) -> Sieve {
        let mut sieve = self.begin_sieve(trace, graph);
        sieve.sift(trace, graph, usize::MAX);
        sieve
    }

    /// The same, with no node looked at yet. Takes time in proportion to sites and tasks.
    pub fn begin_sieve(&self, trace: &Trace, graph: &AsyncStepGraph) -> Sieve {
        let checks: Vec<Check> = self
            .terms
            .iter()
            .map(|term| Check::of(term, trace, graph))
            .collect();
        let results = |result: Option<Returned>| {
            self.terms.iter().all(|term| match term.test {
                Test::Result(wanted) => (result == Some(wanted)) != term.negated,
                _ => true,
            })
        };
        let asks_events = checks.iter().any(|check| check.of_event);
        Sieve {
            nodes: Ranked::default(),
            nodes_of_events: asks_events.then(Ranked::default),
            results: Returned::ALL.map(|result| results(Some(result))),
            others: results(None),
            checks,
        }
    }
}

impl Sieve {
    /// Looks at the next nodes, up to one.
    pub fn sift(&mut self, trace: &Trace, graph: &AsyncStepGraph, end: usize) {
        let end = end.min(graph.nodes().len());
        for node in (self.nodes.seen()..end).map(NodeId::from) {
            let passes = |of_event: bool| {
                let mut checks = self
                    .checks
                    .iter()
                    .filter(|check| check.of_event == of_event);
                checks.all(|check| check.test.holds(node, trace, graph) != check.negated)
            };
            let without_its_events = passes(false);
            self.nodes.push(without_its_events && passes(true));
            if let Some(nodes) = &mut self.nodes_of_events {
                nodes.push(without_its_events);
            }
        }
    }

    /// How many nodes it has looked at.
    pub fn sifted(&self) -> usize {
        self.nodes.seen()
    }

    /// Whether a node passes.
    pub fn has_node(&self, node: NodeId) -> bool {
        self.nodes.contains(node.index())
    }

    /// Whether a finding is about a step of a node that passes.
    pub fn has_finding(&self, trace: &Trace, graph: &AsyncStepGraph, finding: &Finding) -> bool {
        let steps = finding.steps.iter().chain([&finding.place.step]);
        // The steps of a finding are those of the trace that it was found in.
        let mut known = steps.filter(|step| step.index() < trace.steps().len());
        known.any(|&step| self.has_node(graph.node_of(step)))
    }

    /// By node, whether it passes.
    pub fn kept(&self) -> &Ranked {
        &self.nodes
    }

    /// How many nodes pass.
    pub fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// By node, whether it passes or has a node under it that does: what a tree shows.
    pub fn with_ancestors(&self, graph: &AsyncStepGraph) -> Vec<bool> {
        let nodes = (0..graph.nodes().len()).map(NodeId::from);
        let mut kept: Vec<bool> = nodes.clone().map(|node| self.has_node(node)).collect();
        for node in nodes.filter(|&node| self.has_node(node)) {
            let mut above = graph.parent(node);
            // Above a node that was met before, all were.
            while let Some(parent) = above.filter(|parent| !kept[parent.index()]) {
                kept[parent.index()] = true;
                above = graph.parent(parent);
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
            && self.has_node_of_event(graph.node_of(step))
            && self.has_step(step)
    }

    fn has_node_of_event(&self, node: NodeId) -> bool {
        let nodes = self.nodes_of_events.as_ref().unwrap_or(&self.nodes);
        nodes.contains(node.index())
    }

    fn has_step(&self, step: StepId) -> bool {
        self.checks.iter().all(|check| match check.test {
            Ready::Step(found) => found.is_some_and(|(wanted, _)| wanted == step) != check.negated,
            _ => true,
        })
    }
}

/// A term, with all that can be known before any node is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Check {
    negated: bool,
    of_event: bool,
    test: Ready,
}

#[derive(Clone, Debug, PartialEq, Eq)]
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
}

impl Ready {
    fn holds(&self, node: NodeId, trace: &Trace, graph: &AsyncStepGraph) -> bool {
        match self {
            Self::Sites(sites) => sites[graph.site_of(node).index()],
            Self::Tasks(tasks) => {
                let first = graph.steps_of(node).next();
                let task = first.and_then(|first| trace.steps().task(first));
                task.is_some_and(|task| tasks[task.index()])
            }
            Self::Step(found) => found.is_some_and(|(_, wanted)| wanted == node),
            Self::Outcome(outcome) => graph.outcome(node) == *outcome,
            Self::Polls(bound) => bound.holds(graph.polls(node)),
            Self::Waiting(bound) => bound.holds(graph.waiting(node)),
            Self::Polling(bound) => bound.holds(graph.polling(node)),
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
