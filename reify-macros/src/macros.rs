//! What is known of the macros that people write awaits in.
//!
//! Macros are known by the last name of their path, as everybody's `join!` and `format!` are alike.
//! One that is not known is looked into if its argument reads like expressions or statements.

mod arguments;
mod condition;
mod part;
mod select;

use syn::parse::Parser as _;
use syn::{Macro, Path};

pub(crate) use part::Part;
use select::Dialect;

/// How the argument of a macro reads, and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grammar {
    /// Tokens that are not executed as they stand.
    Quoted,
    /// An expression whose text is printed: it would be another.
    Shown,
    /// An expression whose text is printed unless a message follows it.
    Condition,
    /// Expressions, with names and signs before them.
    Arguments,
    /// An expression, and a pattern.
    Matches,
    /// Futures that are awaited together.
    Join,
    /// Futures of which the first that is ready counts.
    Select,
    /// Code in branches of which one is compiled.
    Branches,
    /// Perhaps expressions, statements or items.
    Unknown,
}

/// The macros that are known, by name.
const KNOWN: &[(Grammar, &[&str])] = &[
    (
        Grammar::Quoted,
        &[
            "cfg",
            "compile_error",
            "concat",
            "env",
            "include",
            "macro_rules",
            "option_env",
            "parse_quote",
            "parse_quote_spanned",
            "quote",
            "quote_spanned",
            "stringify",
        ],
    ),
    (Grammar::Shown, &["dbg"]),
    (Grammar::Condition, &["assert", "debug_assert", "ensure"]),
    (
        Grammar::Arguments,
        &[
            "anyhow",
            "assert_eq",
            "assert_ne",
            "bail",
            "debug",
            "debug_assert_eq",
            "debug_assert_ne",
            "debug_span",
            "eprint",
            "eprintln",
            "error",
            "error_span",
            "event",
            "eyre",
            "format",
            "format_args",
            "info",
            "info_span",
            "json",
            "log",
            "panic",
            "pin",
            "print",
            "println",
            "ready",
            "span",
            "todo",
            "trace",
            "trace_span",
            "unimplemented",
            "unreachable",
            "vec",
            "warn",
            "warn_span",
            "write",
            "writeln",
        ],
    ),
    (
        Grammar::Matches,
        &["assert_matches", "debug_assert_matches", "matches"],
    ),
    (Grammar::Join, &["join", "try_join"]),
    (Grammar::Select, &["select", "select_biased"]),
    (Grammar::Branches, &["cfg_if", "cfg_select"]),
];

/// Where a macro is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Expression,
    Item,
    Method,
}

/// The grammar of the macro of that path.
pub(crate) fn grammar(path: &Path) -> Grammar {
    let name = path
        .segments
        .last()
        .map(|name| name.ident.to_string())
        .unwrap_or_default();
    let known = KNOWN
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()));
    known.map_or(Grammar::Unknown, |(grammar, _)| *grammar)
}

impl Grammar {
    /// Whether the macro awaits what it is given.
    pub(crate) fn has_arms(self) -> bool {
        matches!(self, Self::Join | Self::Select)
    }

    /// Whether an await in the argument is one of the program's.
    pub(crate) fn is_executed(self) -> bool {
        self != Self::Quoted
    }

    /// The argument in parts, or nothing if it must stay as it is.
    pub(crate) fn parse(
        self,
        call: &Macro,
        position: Position,
        is_async: bool,
    ) -> Option<Vec<Part>> {
        let tokens = || call.tokens.clone();
        match self {
            Self::Quoted | Self::Shown => None,
            Self::Condition => condition::condition(call),
            Self::Arguments => arguments::arguments.parse2(tokens()).ok(),
            Self::Matches => arguments::matches.parse2(tokens()).ok(),
            // Where nothing can be awaited, it is another macro of that name.
            Self::Join | Self::Select if !is_async => arguments::unknown(call, position),
            Self::Join => arguments::join
                .parse2(tokens())
                .ok()
                .or_else(|| arguments::unknown(call, position)),
            Self::Select => {
                let dialect = Dialect::of(&call.path);
                let parse = |input: syn::parse::ParseStream<'_>| select::arms(input, dialect);
                parse.parse2(tokens()).ok()
            }
            Self::Branches => arguments::branches(call, position),
            Self::Unknown => arguments::unknown(call, position),
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::*;

    /// How many awaits or arms in a function with the macro are steps, and how many are reported as none.
    fn counts(call: &str) -> (usize, usize) {
        let item = format!("async fn f() {{ {call}; }}").parse().unwrap();
        let expanded = crate::expand::expand(TokenStream::new(), item).to_string();
        let steps = ["__private :: awaited (", "__private :: arm ("];
        let steps = steps
            .iter()
            .map(|call| expanded.matches(call).count())
            .sum();
        let reported = expanded.rsplit_once("& [").map_or(0, |(_, list)| {
            let list = list.split(']').next().unwrap_or_default();
            list.matches('(').count()
        });
        (
            steps,
            if expanded.contains(":: untraced (") {
                reported
            } else {
                0
            },
        )
    }

    #[test]
    fn arguments_may_have_names_and_signs() {
        for call in [
            "format!(\"{} {x}\", a.await, x = b.await)",
            "info!(target: \"t\", user.id = %a.await, ?x, \"say\" = b.await, \"{}\", c)",
            "error!({ code = a.await, ?b }, \"{}\", c.await)",
            "json!({ \"a\": a.await, \"b\": [1, { \"c\": b.await }] })",
            "vec![f::<A, B>(a.await); b.await]",
            "assert_eq!(a.await, b.await)",
            "assert!(a.await, \"{}\", b.await)",
            "matches!(a.await, Some(x) | Ok(x) if b(x).await)",
            "assert_matches!(a.await, Some(1), \"{}\", b.await)",
            "log!(Level::Info, \"{}\", a.await + b.await)",
        ] {
            assert_eq!(counts(call), (2, 0), "{call}");
        }
    }

    #[test]
    fn what_reads_like_expressions_or_statements_is_looked_into() {
        for call in [
            "tri!(a.await)",
            "assert!(a.await)",
            "assert!(matches!(a.await, Some(1)))",
            "debug_assert!(!b.c(d, &e).await == f,)",
            "stream! { while let Some(x) = a.await { yield x; } }",
            "tokio::pin! { let x = a.await; }",
            "hashmap! { \"a\" => a.await, b => 2 }",
            "cfg_if! { if #[cfg(unix)] { let x = a.await; x } else { b } }",
            "cfg_select! { all(unix, not(test)) => { a.await } _ => { b } }",
        ] {
            assert_eq!(counts(call), (1, 0), "{call}");
        }
    }

    #[test]
    fn what_reads_like_nothing_known_is_left_and_reported() {
        for call in [
            "dsl!(a.await => b)",
            "sql!(select a.await from b)",
            "cfg_select! { unix => a.await, _ => b }",
            "dbg!(a.await)",
            "assert!(match a.await { b => b })",
            "ensure!(a.await)",
        ] {
            assert_eq!(counts(call), (0, 1), "{call}");
        }
        assert_eq!(
            counts("crossbeam::select! { recv(a) -> x => b.await }"),
            (0, 1)
        );
    }

    #[test]
    fn quoted_tokens_are_no_awaits() {
        for call in [
            "stringify!(a.await)",
            "quote! { a.await }",
            "macro_rules! m { () => { a.await } }",
        ] {
            assert_eq!(counts(call), (0, 0), "{call}");
        }
    }

    #[test]
    fn arms_are_steps_where_they_can_be() {
        assert_eq!(counts("tokio::join!(biased; a, b(),)"), (2, 0));
        assert_eq!(counts("try_join!(a.await, b)"), (3, 0));
        assert_eq!(counts("join!(\"no\", \"future\")"), (0, 0));
        assert_eq!(counts("|| join!(a, b)"), (0, 0));
        assert_eq!(
            counts("tokio::select! { x = a => x, _ = &mut b, if c.await => d.await, else => e }"),
            (4, 0)
        );
        assert_eq!(
            counts("select! { x = a => x, _ = b() => {} complete => {} }"),
            (1, 1)
        );
        assert_eq!(
            counts("select! { x = a => x, _ = b(), if c => {} }"),
            (2, 0)
        );
        assert_eq!(
            counts("select! { biased; x = &mut make() => x, _ = pin!(b) => {} }"),
            (0, 2)
        );
    }

    #[test]
    fn no_macro_is_known_twice() {
        let mut names: Vec<_> = KNOWN.iter().flat_map(|(_, names)| names.iter()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
