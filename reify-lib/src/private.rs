//! What the macros write into programs. Not part of the public interface.

use std::future::Future;

pub use crate::call_site::CallSite;

/// Makes an awaited future a step of the ambient trace.
#[inline]
pub fn awaited<F: Future>(future: F, _site: &'static CallSite) -> F {
    future
}

/// Makes an awaited future a step of the given trace.
#[inline]
pub fn awaited_in<T, F: Future>(_trace: &T, future: F, _site: &'static CallSite) -> F {
    future
}

/// Says once that awaits of a function are not traced: `(line, column, macro)` of each.
#[inline]
pub fn untraced(
    _once: &std::sync::Once,
    _file: &'static str,
    _awaits: &[(u32, u32, &'static str)],
) {
}
