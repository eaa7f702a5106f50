//! [`findings`]: what is wrong in a recorded execution, where, and how sure that is.
//!
//! Pure analysis: a trace goes in, [`Finding`]s come out. One pass over the events collects the [`facts`] of every step;
//! each kind of finding is a rule in a file of its own that reads them. Findings of one kind and place are one finding
//! with a count, so that there are as many as a person reads, however long the trace is. `docs/findings.md` tells users
//! of all kinds, thresholds and fields.

mod blocking_poll;
mod busy_loop;
mod cancelled_midway;
mod candidates;
mod case;
mod chains;
mod facts;
mod families;
mod finding;
mod futurelock;
mod hold_ups;
#[cfg(feature = "read")]
mod json;
mod known;
mod lost_waker;
mod nesting;
mod never_polled;
mod no_waker;
mod options;
mod panicked;
mod places;
mod sequential_awaits;
mod slow_wake;
mod spurious_polls;
mod strays;
mod wait_cycle;
mod waiting;

use self::case::Case;
pub use self::finding::{Certainty, Finding, FindingKind, Place, Related, Severity};
pub use self::options::FindingOptions;
use crate::Trace;

/// What is wrong in an execution, by the default [`FindingOptions`]; the worst first.
///
/// A finding says no more than the recording does. What follows from recorded events alone is `certain`. What rests on
/// something that was *not* recorded is at most `possible` as soon as the trace says that events were lost. Rules about
/// wakers need a recording with wakes.
///
/// ```
/// use std::future::poll_fn;
/// use std::task::Poll;
/// use reify_lib::{Certainty, FindingKind, LabeledFuture, Trace};
///
/// // A future that returns `Pending` and tells nobody to wake it.
/// let trace = Trace::shared();
/// let mut stuck = Box::pin(LabeledFuture::new(poll_fn(|_| Poll::<()>::Pending), "stuck", &trace));
/// let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
/// assert!(stuck.as_mut().poll(&mut cx).is_pending());
///
/// let findings = reify_lib::findings(&trace.snapshot());
/// assert_eq!(findings[0].kind, FindingKind::NoWaker);
/// assert_eq!(findings[0].certainty, Certainty::Likely);
/// assert!(findings[0].message.starts_with("`stuck` at "));
/// # use std::future::Future;
/// ```
pub fn findings(trace: &Trace) -> Vec<Finding> {
    findings_with(trace, &FindingOptions::default())
}

/// What is wrong in an execution, by thresholds of your own; the worst first.
pub fn findings_with(trace: &Trace, options: &FindingOptions) -> Vec<Finding> {
    let case = Case::new(trace, options);
    let rules: [fn(&Case<'_>) -> Vec<Finding>; 12] = [
        lost_waker::find,
        no_waker::find,
        futurelock::find,
        blocking_poll::find,
        panicked::find,
        busy_loop::find,
        slow_wake::find,
        spurious_polls::find,
        sequential_awaits::find,
        cancelled_midway::find,
        never_polled::find,
        waiting::find,
    ];
    let mut found: Vec<Finding> = rules.iter().flat_map(|find| find(&case)).collect();
    // Stable: what is equally bad stays in the order of the rules.
    found.sort_by(|one, other| {
        let rank = |finding: &Finding| (finding.severity, finding.certainty);
        rank(other).cmp(&rank(one))
    });
    found
}
