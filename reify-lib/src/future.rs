//! The futures that record: what `#[trace_async]` makes of an await, and those that are made by hand.

mod awaited;
mod labeled;
mod traced;
mod traced_task;

pub use self::awaited::Awaited;
pub use self::labeled::LabeledFuture;
pub use self::traced::TracedFuture;
pub use self::traced_task::{TraceFutureExt, TracedTask, spawn_with};

use std::panic::Location;

use crate::{Site, SiteKind};

/// The site of a future that was named by hand, at the place where that was done.
fn named_site<F>(kind: SiteKind, name: &str, place: &Location<'_>) -> Site {
    Site {
        kind,
        expr: name.to_owned(),
        file: place.file().to_owned(),
        line: place.line(),
        column: place.column(),
        function: String::new(),
        future: std::any::type_name::<F>().to_owned(),
    }
}

/// A name for a future that was given none: the path of its async function, without what the compiler adds.
fn name_of<F>() -> String {
    let name = std::any::type_name::<F>();
    let mut name = name.trim_end_matches("::{{closure}}");
    if let Some(inner) = name.strip_prefix("core::pin::Pin<alloc::boxed::Box<") {
        name = inner
            .trim_end_matches('>')
            .trim_end_matches("::{{closure}}");
    }
    name.to_owned()
}
