//! What the macros write into programs. Not part of the public interface.

pub use std::sync::Once;

pub use crate::call_site::CallSite;
use crate::future::Awaited;
use crate::recorder::OpenStep;
use crate::{SharedTrace, Untraced};

/// Makes an awaited future a step of the ambient trace.
#[inline]
pub fn awaited<F>(future: F, site: &'static CallSite) -> Awaited<F> {
    site.note_future::<F>();
    Awaited::new(in_time(OpenStep::ambient(site), site), future)
}

/// Makes an awaited future a step of the given trace.
pub fn awaited_in<F>(trace: &SharedTrace, future: F, site: &'static CallSite) -> Awaited<F> {
    site.note_future::<F>();
    let step = OpenStep::of(trace.recorder().id(), site);
    Awaited::new(in_time(step, site), future)
}

/// The arms of a macro are all made before it polls the first: one that is never polled, or is ready at once, has stood
/// beside the others all the same.
#[inline]
fn in_time(step: OpenStep, site: &CallSite) -> OpenStep {
    if site.is_arm() { step.made() } else { step }
}

/// Says once that awaits of a function are not traced: `(line, column, macro)` of each.
#[inline]
pub fn untraced(once: &Once, file: &'static str, awaits: &[(u32, u32, &'static str)]) {
    once.call_once(|| {
        for &(line, column, within) in awaits {
            crate::untraced::report(Untraced {
                file: file.to_owned(),
                line,
                column,
                within: within.to_owned(),
            });
        }
    });
}
