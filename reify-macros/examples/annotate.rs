//! Puts the attribute on every function of a package that awaits something, to see what becomes of it.
//!
//! ```text
//! cargo run -p reify-macros --example annotate -- <package> <copy> <reify-lib>
//! ```
//!
//! copies the folder of a package, with `reify-lib`, in the last folder, as a dependency more. Lines stay what they
//! were, so that `cargo test` of both can be compared to the letter. Functions that a `macro_rules!` writes are left out.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use proc_macro2::{Delimiter, LineColumn, TokenStream, TokenTree};

const ATTRIBUTE: &str = "#[::reify_lib::trace_async] ";

/// What was found in the package.
#[derive(Default)]
struct Count {
    files: usize,
    functions: usize,
    awaits: usize,
    unread: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [package, copy, library] = arguments.as_slice() else {
        eprintln!("usage: annotate <package> <copy> <reify-lib>");
        return ExitCode::from(2);
    };
    let mut count = Count::default();
    let done = copy_folder(Path::new(package), Path::new(copy), &mut count)
        .and_then(|()| add_dependency(&Path::new(copy).join("Cargo.toml"), library));
    if let Err(error) = done {
        eprintln!("{package}: {error}");
        return ExitCode::FAILURE;
    }
    let Count {
        files,
        functions,
        awaits,
        unread,
    } = count;
    println!(
        "{functions} functions with {awaits} awaits in {files} files, {unread} files not read"
    );
    ExitCode::SUCCESS
}

fn copy_folder(from: &Path, to: &Path, count: &mut Count) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "target" {
                copy_folder(&source, &target, count)?;
            }
        } else if source
            .extension()
            .is_some_and(|extension| extension == "rs")
        {
            fs::write(target, annotated(&fs::read_to_string(source)?, count))?;
        } else {
            fs::copy(source, target)?;
        }
    }
    Ok(())
}

/// The dependency as a table of its own, which no other line of the manifest can get in the way of.
fn add_dependency(manifest: &Path, library: &str) -> io::Result<()> {
    let library = fs::canonicalize(library)?;
    let library = library.display();
    let text = fs::read_to_string(manifest)?;
    let root = if text.contains("[workspace]") {
        ""
    } else {
        "[workspace]\n"
    };
    fs::write(
        manifest,
        format!("{text}\n[dependencies.reify-lib]\npath = '{library}'\n\n{root}"),
    )
}

fn annotated(source: &str, count: &mut Count) -> String {
    let Ok(tokens) = source.parse::<TokenStream>() else {
        count.unread += 1;
        return source.to_owned();
    };
    count.files += 1;
    let mut places = Vec::new();
    functions(tokens, &mut places, count);
    let mut lines: Vec<String> = source.split('\n').map(str::to_owned).collect();
    for LineColumn { line, column } in places.into_iter().rev() {
        let line = &mut lines[line - 1];
        let at = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at);
        line.insert_str(at, ATTRIBUTE);
    }
    lines.join("\n")
}

/// Where the functions begin that await something, in order.
fn functions(tokens: TokenStream, places: &mut Vec<LineColumn>, count: &mut Count) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) if !is_template(&trees[..at]) => {
                functions(group.stream(), places, count);
            }
            TokenTree::Ident(word) if word == "fn" => {
                let named = matches!(trees.get(at + 1), Some(TokenTree::Ident(_)));
                let first = first_qualifier(&trees, at);
                let body = trees[at..].iter().find(|tree| is_end_of_function(tree));
                let mut awaits = 0;
                if let Some(TokenTree::Group(body)) = body {
                    count_awaits(body.stream(), &mut awaits);
                }
                let is_async = trees[first..at].iter().any(|tree| is_word(tree, "async"));
                if named && (is_async || awaits > 0) {
                    places.push(trees[first].span().start());
                    count.functions += 1;
                    count.awaits += awaits;
                }
            }
            _ => {}
        }
    }
}

/// Whether the group after these tokens is a template, where a function may be none yet.
fn is_template(before: &[TokenTree]) -> bool {
    match before {
        [.., word, bang] if is_mark(bang, '!') => {
            is_word(word, "macro_rules") || is_word(word, "quote")
        }
        [.., word, bang, TokenTree::Ident(_)] => is_mark(bang, '!') && is_word(word, "macro_rules"),
        _ => false,
    }
}

fn is_end_of_function(tree: &TokenTree) -> bool {
    is_mark(tree, ';')
        || matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Where `pub(crate) async unsafe fn` begins.
fn first_qualifier(trees: &[TokenTree], at: usize) -> usize {
    const QUALIFIERS: [&str; 6] = ["pub", "const", "async", "unsafe", "extern", "default"];
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let qualifies = match &trees[before] {
            TokenTree::Ident(word) => QUALIFIERS.iter().any(|qualifier| word == qualifier),
            TokenTree::Literal(_) => before > 0 && is_word(&trees[before - 1], "extern"),
            TokenTree::Group(_) => before > 0 && is_word(&trees[before - 1], "pub"),
            TokenTree::Punct(_) => false,
        };
        if !qualifies {
            break;
        }
        first = before;
    }
    first
}

fn count_awaits(tokens: TokenStream, awaits: &mut usize) {
    let mut after_dot = false;
    for tree in tokens {
        *awaits += usize::from(after_dot && is_word(&tree, "await"));
        after_dot = is_mark(&tree, '.');
        if let TokenTree::Group(group) = tree {
            count_awaits(group.stream(), awaits);
        }
    }
}

fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == word)
}

fn is_mark(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}
