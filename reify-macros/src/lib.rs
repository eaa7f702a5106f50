//! The attribute `#[trace_async]` of `reify-lib`, which re-exports it and documents its use.
//!
//! Every `.await` of the item becomes a call inside the same expression:
//!
//! ```text
//! fetch(id).await
//!
//! ::reify_lib::__private::awaited(
//!     ::core::future::IntoFuture::into_future(fetch(id)),
//!     { static SITE: CallSite = CallSite::awaiting("fetch(id)", FILE, LINE, COLUMN, FUNCTION); &SITE },
//! ).await
//! ```
//!
//! No block and no `let` comes around the awaited expression, so its temporaries live as long as
//! before. The outermost operator stays the user's own `.await`, and the first token of the call
//! stands, for the compiler, where the first token of the awaited expression stood: lints, errors
//! and the rules of the user's edition see the expression that the user wrote. What lies inside the
//! call is marked as written by a macro, so that no lint speaks of it.
//!
//! `examples/annotate` puts the attribute on every function of a package and compares its tests with and without;
//! `PACKAGES.md` has what came of it.

#![forbid(unsafe_code)]

mod account;
mod arguments;
mod editor;
mod expand;
mod item;
mod label;
mod library;
mod macros;
mod rewrite;
mod scope;
mod site;
mod spacing;
mod untraced;

use proc_macro::TokenStream;

/// # Where it comes from
///
/// The attribute is defined in `reify-macros`. Use it as `reify_lib::trace_async`, where it is documented: what it
/// writes calls `reify_lib`.
#[proc_macro_attribute]
pub fn trace_async(arguments: TokenStream, item: TokenStream) -> TokenStream {
    if cfg!(feature = "record") {
        expand::expand(arguments.into(), item.into()).into()
    } else {
        item
    }
}
