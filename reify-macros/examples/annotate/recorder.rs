//! `reify_lib`, with a recording of the process that begins at its first step, in the folder of `ANNOTATE_RECORDINGS`.
//!
//! No source of a package has to be changed for it: the expansion of the attribute calls `__private::awaited` and
//! `__private::arm`, and here those are functions which begin the recording first.

pub use reify_lib::*;

#[doc(hidden)]
pub mod __private {
    use std::sync::OnceLock;

    pub use reify_lib::__private::*;
    use reify_lib::{Awaited, Recording};

    static RECORDING: OnceLock<Option<Recording>> = OnceLock::new();

    fn record() -> Option<Recording> {
        let folder = std::env::var_os("ANNOTATE_RECORDINGS")?;
        let file = format!("{}.json", std::process::id());
        reify_lib::record_to(std::path::Path::new(&folder).join(file)).ok()
    }

    #[inline]
    pub fn awaited<F>(future: F, site: &'static CallSite) -> Awaited<F> {
        RECORDING.get_or_init(record);
        reify_lib::__private::awaited(future, site)
    }

    #[inline]
    pub fn arm<F>(future: F, site: &'static CallSite) -> Awaited<F> {
        RECORDING.get_or_init(record);
        reify_lib::__private::arm(future, site)
    }
}
