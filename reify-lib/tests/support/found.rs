//! What is found in a trace, in short.

use reify_lib::{Finding, FindingKind, Severity, Trace, findings};

/// The only finding.
#[allow(dead_code, reason = "not every test crate asks for it")]
pub(crate) fn only(trace: &Trace) -> Finding {
    let mut found = findings(trace);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

/// The findings of one kind.
#[allow(dead_code, reason = "not every test crate asks for it")]
pub(crate) fn of_kind(trace: &Trace, kind: FindingKind) -> Vec<Finding> {
    let found = findings(trace).into_iter();
    found.filter(|finding| finding.kind == kind).collect()
}

#[allow(dead_code, reason = "not every test crate asks for it")]
pub(crate) fn kinds(trace: &Trace) -> Vec<FindingKind> {
    findings(trace).iter().map(|finding| finding.kind).collect()
}

#[allow(dead_code, reason = "not every test crate asks for it")]
pub(crate) fn alarms(trace: &Trace) -> Vec<Finding> {
    let found = findings(trace).into_iter();
    found
        .filter(|finding| finding.severity == Severity::Alarm)
        .collect()
}

/// Whether it says that some wait for each other by more than locks.
#[allow(dead_code, reason = "not every test crate asks for it")]
pub(crate) fn is_cycle(found: &Finding) -> bool {
    found.kind == FindingKind::Waiting
        && found
            .message
            .contains("waits too, in the end for each other")
}
