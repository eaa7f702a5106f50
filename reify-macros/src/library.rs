//! The path under which the code that we write finds `reify_lib`.

use std::path::Path;
use std::{env, fs};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote_spanned};

const PACKAGE: &str = "reify-lib";

/// The path of the library, as given or as the manifest says.
pub(crate) struct Library {
    given: Option<syn::Path>,
    name: String,
}

impl Library {
    pub(crate) fn new(given: Option<&syn::Path>) -> Self {
        let name = if given.is_some() { None } else { renamed() };
        Self {
            given: given.cloned(),
            name: name.unwrap_or_else(|| PACKAGE.replace('-', "_")),
        }
    }

    /// The path, its first token at `first` and the others at `span`.
    pub(crate) fn path(&self, first: Span, span: Span) -> TokenStream {
        let Some(given) = &self.given else {
            let name = Ident::new(&self.name, span);
            let root = quote_spanned!(first=> ::);
            return quote_spanned!(span=> #root #name);
        };
        // The names of a path that was given resolve where they were written.
        let mut place = first;
        let placed = given
            .to_token_stream()
            .into_iter()
            .map(|mut tree: TokenTree| {
                tree.set_span(tree.span().located_at(place));
                place = span;
                tree
            });
        placed.collect()
    }
}

/// The name of the library in the package that is being compiled, if the manifest renames it.
fn renamed() -> Option<String> {
    let folder = env::var_os("CARGO_MANIFEST_DIR")?;
    let manifest = fs::read_to_string(Path::new(&folder).join("Cargo.toml")).ok()?;
    name_in(&manifest)
}

/// The key of the dependency that has `package = "reify-lib"`.
///
/// This is no reader of TOML: it knows the two ways in which such a dependency is written, on one
/// line and as a table of its own. For anything else there is the argument `crate`.
fn name_in(manifest: &str) -> Option<String> {
    let mut table = "";
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            table = header.split(']').next().unwrap_or_default();
        } else if names_package(line) {
            let key = if line.starts_with("package") {
                table.rsplit_once("dependencies.")?.1
            } else {
                line.split(['=', '.']).next()?
            };
            return Some(key.trim().trim_matches('"').replace('-', "_"));
        }
    }
    None
}

/// Whether the line holds `package = "reify-lib"`.
fn names_package(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default();
    line.match_indices("package").any(|(at, word)| {
        let value = line[at + word.len()..].trim_start().strip_prefix('=');
        let value = value.map(|value| value.trim_start().trim_start_matches(['"', '\'']));
        value.is_some_and(|value| {
            let value = value.strip_prefix(PACKAGE);
            value.is_some_and(|rest| rest.starts_with(['"', '\'']))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_dependency_is_found_on_one_line_and_as_a_table() {
        let line = "[dependencies]\nserde = \"1\"\nasync-tracer = { version = \"0.1\", package = \"reify-lib\" }";
        let table = "[dev-dependencies.tracer]\nversion = \"0.1\"\npackage = 'reify-lib' # ours";
        let dotted = "[dependencies]\ntracer.package = \"reify-lib\"";
        assert_eq!(name_in(line).as_deref(), Some("async_tracer"));
        assert_eq!(name_in(table).as_deref(), Some("tracer"));
        assert_eq!(name_in(dotted).as_deref(), Some("tracer"));
    }

    #[test]
    fn a_dependency_under_its_own_name_is_not_a_renamed_one() {
        for manifest in [
            "[dependencies]\nreify-lib = \"0.1\"",
            "[package]\nname = \"reify-lib\"",
            "[dependencies]\nother = { package = \"reify-lib-other\" }",
            "# package = \"reify-lib\"",
        ] {
            assert_eq!(name_in(manifest), None, "{manifest}");
        }
    }

    #[test]
    fn a_path_that_was_given_is_kept() {
        let library = Library::new(Some(&syn::parse_quote!(crate::tools::reify)));
        let path = library.path(Span::call_site(), Span::call_site());
        assert_eq!(path.to_string(), "crate :: tools :: reify");
    }
}
