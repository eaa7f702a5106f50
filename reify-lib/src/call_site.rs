//! [`CallSite`]: a site as the macros write it into the program.

use std::any::type_name;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

use crate::home;
use crate::inside::Inside;
use crate::recorder::lock;
use crate::{Site, SiteKind};

/// A site in the static memory of the program.
#[derive(Debug)]
pub struct CallSite {
    kind: SiteKind,
    expr: &'static str,
    file: &'static str,
    line: u32,
    column: u32,
    function: &'static str,
    /// The number that the process gave it on its first use, from 1.
    id: AtomicU32,
    /// The type of the first future that was awaited here.
    future: OnceLock<&'static str>,
}

/// The sites that have a number, which is their place here plus one.
static SITES: Mutex<Vec<&'static CallSite>> = Mutex::new(Vec::new());

impl CallSite {
    /// An `.await`.
    pub const fn awaiting(
        expr: &'static str,
        file: &'static str,
        line: u32,
        column: u32,
        function: &'static str,
    ) -> Self {
        Self::new(SiteKind::Await, expr, file, line, column, function)
    }

    /// An arm of a macro that awaits it.
    pub const fn arm(
        expr: &'static str,
        file: &'static str,
        line: u32,
        column: u32,
        function: &'static str,
    ) -> Self {
        Self::new(SiteKind::Arm, expr, file, line, column, function)
    }

    const fn new(
        kind: SiteKind,
        expr: &'static str,
        file: &'static str,
        line: u32,
        column: u32,
        function: &'static str,
    ) -> Self {
        Self {
            kind,
            expr,
            file,
            line,
            column,
            function,
            id: AtomicU32::new(0),
            future: OnceLock::new(),
        }
    }

    /// The number of the site, from 1, the same for the life of the process. With the number, it gets the type of the
    /// future that is awaited there.
    #[inline]
    pub(crate) fn id<F>(&'static self) -> u32 {
        match self.id.load(Ordering::Relaxed) {
            0 => self.give_id(type_name::<F>()),
            id => id,
        }
    }

    #[cold]
    fn give_id(&'static self, future: &'static str) -> u32 {
        // Where two threads come first at once, either type is as good.
        let _ = self.future.set(future);
        let _inside = Inside::close();
        let Some(mut sites) = home::lock(&SITES) else {
            return 0;
        };
        // Another thread may have come first.
        if self.id.load(Ordering::Relaxed) == 0 {
            sites.push(self);
            self.id.store(sites.len() as u32, Ordering::Relaxed);
        }
        self.id.load(Ordering::Relaxed)
    }

    /// The site of a number.
    pub(crate) fn with_id(id: u32) -> Option<&'static Self> {
        lock(&SITES).get(id.checked_sub(1)? as usize).copied()
    }

    pub(crate) fn to_site(&self) -> Site {
        Site {
            kind: self.kind,
            expr: self.expr.to_owned(),
            file: self.file.to_owned(),
            line: self.line,
            column: self.column,
            function: self.function.to_owned(),
            future: (*self.future.get().unwrap_or(&"")).to_owned(),
        }
    }
}
