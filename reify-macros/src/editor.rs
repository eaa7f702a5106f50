//! Whether an editor asks for the expansion, and no compiler.
//!
//! To complete a name that is half typed, rust-analyzer expands the item twice, once with a made-up name at the cursor, and looks
//! in both for the same place. Half-typed code may be no Rust where the other is, so that one of them is rewritten and the other
//! is not, and then the places differ. Types are the same with and without: an editor misses nothing if the item stays as it is.

use std::env;
use std::path::Path;
use std::sync::LazyLock;

/// The program that expands macros is named after what it belongs to: `rust-analyzer-proc-macro-srv`.
pub(crate) fn asks() -> bool {
    static ASKS: LazyLock<bool> =
        LazyLock::new(|| env::current_exe().is_ok_and(|program| is_editor(&program)));
    *ASKS
}

fn is_editor(program: &Path) -> bool {
    let name = program.file_stem().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("rust-analyzer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_of_macros_is_an_editor_and_the_compiler_is_none() {
        assert!(is_editor(Path::new("libexec/rust-analyzer-proc-macro-srv")));
        assert!(is_editor(Path::new(
            "libexec/rust-analyzer-proc-macro-srv.exe"
        )));
        assert!(is_editor(Path::new("rust-analyzer")));
        assert!(!is_editor(Path::new("bin/rustc")));
        assert!(!is_editor(Path::new("bin/rustdoc.exe")));
        assert!(!asks());
    }
}
