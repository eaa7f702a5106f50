//! The path under which the code that we write finds `reify_lib`.

use std::path::{Path, PathBuf};
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

/// The name of the library in the package that is being compiled, if a manifest renames it.
fn renamed() -> Option<String> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    let read = |folder: &Path| fs::read_to_string(folder.join("Cargo.toml")).ok();
    let own = read(&folder)?;
    let key = key_in(&own).map(str::to_owned).or_else(|| {
        let mut roots = folder.ancestors().skip(1).filter_map(read);
        let root = roots.find(|manifest| manifest.contains("[workspace"))?;
        inherited(&own, &root).map(str::to_owned)
    });
    Some(key?.replace('-', "_"))
}

/// The key under which the manifest of a workspace renames the library, if the package takes it.
fn inherited<'a>(own: &str, root: &'a str) -> Option<&'a str> {
    let key = key_in(root)?;
    let taken = own.lines().any(|line| {
        let rest = line.trim().strip_prefix(key).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(['=', '.']))
    });
    taken.then_some(key)
}

/// The key of the dependency that has `package = "reify-lib"`.
///
/// This is no reader of TOML: it knows the two ways in which such a dependency is written, on one
/// line and as a table of its own. For anything else there is the argument `crate`.
fn key_in(manifest: &str) -> Option<&str> {
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
            return Some(key.trim().trim_matches('"'));
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
        assert_eq!(key_in(line), Some("async-tracer"));
        assert_eq!(key_in(table), Some("tracer"));
        assert_eq!(key_in(dotted), Some("tracer"));
    }

    #[test]
    fn a_dependency_that_the_workspace_renames_is_found() {
        let root =
            "[workspace.dependencies]\ntracer = { package = \"reify-lib\", version = \"0.1\" }";
        for own in ["tracer = { workspace = true }", "tracer.workspace = true"] {
            assert_eq!(inherited(own, root), Some("tracer"));
        }
        assert_eq!(
            inherited("reify-lib = \"0.1\"\ntracers = \"1\"", root),
            None
        );
    }

    #[test]
    fn a_dependency_under_its_own_name_is_not_a_renamed_one() {
        for manifest in [
            "[dependencies]\nreify-lib = \"0.1\"",
            "[package]\nname = \"reify-lib\"",
            "[dependencies]\nother = { package = \"reify-lib-other\" }",
            "# package = \"reify-lib\"",
        ] {
            assert_eq!(key_in(manifest), None, "{manifest}");
        }
    }

    #[test]
    fn a_path_that_was_given_is_kept() {
        let library = Library::new(Some(&syn::parse_quote!(crate::tools::reify)));
        let path = library.path(Span::call_site(), Span::call_site());
        assert_eq!(path.to_string(), "crate :: tools :: reify");
    }
}
