//! [`CallSite`]: a site as the macros write it into the program.

use std::sync::atomic::AtomicU32;

use crate::SiteKind;

/// A site in the static memory of the program.
#[derive(Debug)]
#[expect(dead_code, reason = "the recorder that reads them comes next")]
pub struct CallSite {
    pub(crate) kind: SiteKind,
    pub(crate) expr: &'static str,
    pub(crate) file: &'static str,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) function: &'static str,
    /// The number that the process gave it on its first use, from 1.
    pub(crate) id: AtomicU32,
}

impl CallSite {
    /// An `.await`.
    pub const fn awaiting(
        expr: &'static str,
        file: &'static str,
        line: u32,
        column: u32,
        function: &'static str,
    ) -> Self {
        Self {
            kind: SiteKind::Await,
            expr,
            file,
            line,
            column,
            function,
            id: AtomicU32::new(0),
        }
    }

    /// An arm of a macro that awaits it.
    pub const fn arm(
        expr: &'static str,
        file: &'static str,
        line: u32,
        column: u32,
        function: &'static str,
    ) -> Self {
        Self {
            kind: SiteKind::Arm,
            expr,
            file,
            line,
            column,
            function,
            id: AtomicU32::new(0),
        }
    }
}
