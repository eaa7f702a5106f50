//! A graph, a drawing, findings and a file can be made of whatever was read.

use reify_lib::{Trace, findings, reify_execution, to_dot};

pub(crate) fn check(trace: &Trace) {
    assert!(to_dot(&reify_execution(trace)).starts_with("digraph"));
    findings(trace);
    let written = trace.write_to(&mut Vec::new());
    written.expect("memory can be written to");
}
