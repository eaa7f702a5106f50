//! [`Later`]: what is made of the rest of a graph when it is asked for first.
//!
//! A long recording is explored sooner without what the explorer does not ask for.

use std::sync::OnceLock;

/// What follows from all else. So two of them say nothing different, whether they are made or not.
#[derive(Clone, Debug)]
pub(super) struct Later<T>(OnceLock<T>);

impl<T> Default for Later<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Later<T> {
    pub(super) fn get_or_make(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

impl<T> PartialEq for Later<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Later<T> {}
