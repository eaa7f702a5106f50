//! [`Findings`]: what was found in the recording, and what of it that concerns.

mod entries;

use std::collections::BTreeMap;
use std::ops::Range;

use reify_lib::{AsyncStepGraph, Finding, NodeId, Severity, SiteId, StepId, Trace};

pub use self::entries::entries;

use super::Tree;

/// What was found in a recording, the worst first, with the steps, nodes, sites and lines that have a part in it.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    steps: BTreeMap<StepId, Severity>,
    nodes: BTreeMap<NodeId, Severity>,
    /// By place in the tree, in its order.
    places: Vec<(u32, Severity)>,
    sites: BTreeMap<SiteId, Severity>,
    lines: BTreeMap<String, BTreeMap<u32, Severity>>,
}

impl Findings {
    pub(super) fn of(
        trace: &Trace,
        graph: &AsyncStepGraph,
        tree: &Tree,
        list: Vec<Finding>,
    ) -> Self {
        let mut findings = Self::default();
        for finding in &list {
            for step in &finding.steps {
                findings.mark(trace, graph, *step, finding.severity);
            }
            // What has a part in it is worth a look, and not what is wrong.
            for related in &finding.related {
                findings.mark(trace, graph, related.place.step, Severity::Info);
            }
        }
        findings.mark_lines(trace);
        let nodes = findings.nodes.iter();
        findings.places = nodes
            .map(|(&node, &worst)| (tree.place_of(node), worst))
            .collect();
        findings.places.sort_unstable();
        findings.list = list;
        findings
    }

    fn mark(&mut self, trace: &Trace, graph: &AsyncStepGraph, step: StepId, severity: Severity) {
        // The steps of a finding are those of the trace that it was found in.
        let Some(made) = trace.steps().get(step.index()) else {
            return;
        };
        mark(&mut self.steps, step, severity);
        mark(&mut self.nodes, graph.node_of(step), severity);
        mark(&mut self.sites, made.site, severity);
    }

    /// A site at a time: the name of a file may be long, and many steps stand in it.
    fn mark_lines(&mut self, trace: &Trace) {
        for (&site, &worst) in &self.sites {
            let site = trace.site(site);
            if site.line > 0 {
                let lines = self.lines.entry(site.file.clone()).or_default();
                mark(lines, site.line, worst);
            }
        }
    }

    /// The findings, the worst first.
    pub fn list(&self) -> &[Finding] {
        &self.list
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How bad the worst finding is.
    pub fn worst(&self) -> Option<Severity> {
        self.list.iter().map(|finding| finding.severity).max()
    }

    /// The worst that was found of a step.
    pub fn of_step(&self, step: StepId) -> Option<Severity> {
        self.steps.get(&step).copied()
    }

    /// The worst that was found of the steps of a node.
    pub fn of_node(&self, node: NodeId) -> Option<Severity> {
        self.nodes.get(&node).copied()
    }

    /// The worst that was found of the nodes at a range of places.
    pub fn of_places(&self, range: Range<u32>) -> Option<Severity> {
        let first = self
            .places
            .partition_point(|(place, _)| *place < range.start);
        let here = self.places[first..].iter();
        let here = here.take_while(|(place, _)| *place < range.end);
        here.map(|(_, severity)| *severity).max()
    }

    /// The worst that was found of the steps of a site.
    pub fn of_site(&self, site: SiteId) -> Option<Severity> {
        self.sites.get(&site).copied()
    }

    /// The worst that was found at a line of a file, as sites have its name.
    pub fn of_line(&self, file: &str, line: u32) -> Option<Severity> {
        self.lines.get(file)?.get(&line).copied()
    }
}

fn mark<K: Ord>(marks: &mut BTreeMap<K, Severity>, key: K, severity: Severity) {
    let worst = marks.entry(key).or_insert(severity);
    *worst = severity.max(*worst);
}
