//! What the macros write into programs, and what the explorer shares with the library. Not part of the public interface.

pub use std::sync::Once;

pub use crate::both::both;
pub use crate::call_site::CallSite;
#[cfg(all(any(test, fuzzing), feature = "read"))]
pub use crate::format::ways::{in_blocks, the_long_way};
use crate::future::Awaited;
pub use crate::lists::Lists;
use crate::recorder::OpenStep;
#[cfg(feature = "read")]
pub use crate::regular::open_regular;
use crate::{SharedTrace, Untraced};

/// Makes an awaited future a step of the ambient trace.
#[inline]
pub fn awaited<F>(future: F, site: &'static CallSite) -> Awaited<F> {
    Awaited::new(OpenStep::ambient::<F>(site), future)
}

/// Makes an awaited future a step of the given trace.
#[inline]
pub fn awaited_in<F>(trace: &SharedTrace, future: F, site: &'static CallSite) -> Awaited<F> {
    Awaited::new(OpenStep::of::<F>(trace.recorder().id(), site), future)
}

/// Makes an arm of a macro a step of the ambient trace.
///
/// The arms are all made before the macro polls the first: one that is never polled, or is ready at once, has stood beside
/// the others all the same.
#[inline]
pub fn arm<F>(future: F, site: &'static CallSite) -> Awaited<F> {
    Awaited::made(OpenStep::ambient::<F>(site), future)
}

/// Makes an arm of a macro a step of the given trace.
#[inline]
pub fn arm_in<F>(trace: &SharedTrace, future: F, site: &'static CallSite) -> Awaited<F> {
    Awaited::made(OpenStep::of::<F>(trace.recorder().id(), site), future)
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
