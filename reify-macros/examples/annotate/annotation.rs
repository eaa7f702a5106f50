//! Where the attribute goes: before every function that is `async` or awaits something.
//!
//! Lines stay what they were, so that whatever names a line says the same with and without. The source is read as
//! tokens, not as a grammar, because it may be newer than any grammar.

use proc_macro2::{Delimiter, LineColumn, TokenStream, TokenTree};

const ATTRIBUTE: &str = "#[::reify_lib::trace_async] ";

/// What was found in the package.
#[derive(Default)]
pub(crate) struct Count {
    /// Functions with the attribute.
    pub(crate) functions: usize,
    /// Awaits in them.
    pub(crate) awaits: usize,
    /// Files that are no tokens of Rust.
    pub(crate) unread: usize,
}

/// The source with the attribute on its functions.
pub(crate) fn annotate(source: &str, count: &mut Count) -> String {
    let Ok(tokens) = source.parse::<TokenStream>() else {
        count.unread += 1;
        return source.to_owned();
    };
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
            TokenTree::Group(group) => match Reading::of(&trees[..at]) {
                Reading::Code => functions(group.stream(), places, count),
                Reading::Rules => rules(group.stream(), places, count),
                Reading::Quoted => {}
            },
            TokenTree::Ident(word) if word == "fn" => function(&trees, at, places, count),
            _ => {}
        }
    }
}

/// Functions in what the rules of a `macro_rules!` write, but not in what they match.
fn rules(tokens: TokenStream, places: &mut Vec<LineColumn>, count: &mut Count) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        let written = at >= 2 && is_mark(&trees[at - 1], '>') && is_mark(&trees[at - 2], '=');
        if let TokenTree::Group(group) = tree
            && written
        {
            functions(group.stream(), places, count);
        }
    }
}

fn function(trees: &[TokenTree], at: usize, places: &mut Vec<LineColumn>, count: &mut Count) {
    let named = match trees.get(at + 1) {
        Some(TokenTree::Ident(_)) => true,
        Some(dollar) => is_mark(dollar, '$'),
        None => false,
    };
    let first = first_qualifier(trees, at);
    let mut awaits = 0;
    if let Some(TokenTree::Group(body)) = trees[at..].iter().find(|tree| is_end(tree)) {
        count_awaits(body.stream(), &mut awaits);
    }
    let is_async = trees[first..at].iter().any(|tree| is_word(tree, "async"));
    if named && (is_async || awaits > 0) {
        places.push(trees[first].span().start());
        count.functions += 1;
        count.awaits += awaits;
    }
}

/// What the group is that comes next.
enum Reading {
    Code,
    Rules,
    /// A template of another language, or of code that is never compiled here.
    Quoted,
}

impl Reading {
    fn of(before: &[TokenTree]) -> Self {
        let (word, bang) = match before {
            [.., word, bang, TokenTree::Ident(_)] if is_mark(bang, '!') => (word, bang),
            [.., word, bang] => (word, bang),
            _ => return Self::Code,
        };
        if !is_mark(bang, '!') {
            Self::Code
        } else if is_word(word, "macro_rules") {
            Self::Rules
        } else if ["quote", "quote_spanned", "parse_quote", "stringify"]
            .iter()
            .any(|name| is_word(word, name))
        {
            Self::Quoted
        } else {
            Self::Code
        }
    }
}

fn is_end(tree: &TokenTree) -> bool {
    is_mark(tree, ';')
        || matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Where `pub(crate) async unsafe fn` begins.
fn first_qualifier(trees: &[TokenTree], at: usize) -> usize {
    const QUALIFIERS: [&str; 6] = ["pub", "const", "async", "unsafe", "extern", "default"];
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let follows = |test: &dyn Fn(&TokenTree) -> bool| before > 0 && test(&trees[before - 1]);
        let of_template = follows(&|tree| is_mark(tree, '$'));
        let qualifies = match &trees[before] {
            TokenTree::Ident(word) => {
                of_template || QUALIFIERS.iter().any(|qualifier| word == qualifier)
            }
            TokenTree::Literal(_) => follows(&|tree| is_word(tree, "extern")),
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Parenthesis && follows(&|tree| is_word(tree, "pub"))
            }
            TokenTree::Punct(_) => false,
        };
        if !qualifies {
            break;
        }
        first = before - usize::from(of_template);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The source with the attribute as `@`.
    fn annotated(source: &str) -> String {
        annotate(source, &mut Count::default()).replace(ATTRIBUTE, "@ ")
    }

    #[test]
    fn the_attribute_stands_before_the_qualifiers_of_functions_that_await() {
        for (source, expected) in [
            ("async fn f() {}", "@ async fn f() {}"),
            (
                "#[a] pub(crate) async unsafe extern \"C\" fn f() {}",
                "#[a] @ pub(crate) async unsafe extern \"C\" fn f() {}",
            ),
            (
                "impl T { fn f() -> F { async { a.await } } }",
                "impl T { @ fn f() -> F { async { a.await } } }",
            ),
            ("trait T { async fn f(); }", "trait T { @ async fn f(); }"),
            (
                "async fn f() {\n  async fn g() {}\n}",
                "@ async fn f() {\n  @ async fn g() {}\n}",
            ),
        ] {
            assert_eq!(annotated(source), expected);
        }
    }

    #[test]
    fn what_awaits_nothing_or_is_no_function_is_left() {
        for source in [
            "fn f() { g() }",
            "type F = fn(u8) -> u8;",
            "fn f() { quote! { async fn g() {} } }",
        ] {
            assert_eq!(annotated(source), source);
        }
    }

    #[test]
    fn functions_that_a_macro_writes_are_annotated_in_what_it_writes() {
        let source = "macro_rules! m { ($v:vis fn $n:ident) => { $v async fn $n() {} }; }";
        let expected = "macro_rules! m { ($v:vis fn $n:ident) => { @ $v async fn $n() {} }; }";
        assert_eq!(annotated(source), expected);
        let matched = "macro_rules! m { (async fn $n:ident() {}) => { $n } }";
        assert_eq!(annotated(matched), matched);
    }
}
