//! Arguments of macros that are lists of expressions, or may be.

use proc_macro2::{Delimiter, Group, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Block, Expr, Ident, Lit, Macro, MacroDelimiter, Pat, Result, Token, token};

use super::{Part, Position};
use crate::untraced::mentions_await;

/// Expressions between commas or semicolons; each may have a name and a sign before it, as in
/// `format!("{x}", x = 1)`, `info!(target: "t", user.id = %id, ?name)` and `json!({ "a": [b] })`.
pub(super) fn arguments(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    while !input.is_empty() {
        name(input, &mut parts)?;
        sign(input, &mut parts)?;
        parts.push(argument(input)?);
        separator(input, &mut parts)?;
    }
    Ok(parts)
}

/// Whether the next argument is over.
fn at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;])
}

fn separator(input: ParseStream<'_>, parts: &mut Vec<Part>) -> Result<()> {
    if input.peek(Token![;]) {
        parts.push(Part::tokens(&input.parse::<Token![;]>()?));
    } else if !input.is_empty() {
        parts.push(Part::tokens(&input.parse::<Token![,]>()?));
    }
    Ok(())
}

/// The name of an argument, with what follows it: `name =`, `name:`, `"name":`, `a.b.c =`.
fn name(input: ParseStream<'_>, parts: &mut Vec<Part>) -> Result<()> {
    let fork = input.fork();
    let mut found = Vec::new();
    if fork.peek(Lit) {
        found.push(Part::tokens(&fork.parse::<Lit>()?));
    } else {
        while fork.peek(Ident) {
            found.push(Part::tokens(&fork.call(Ident::parse_any)?));
            if fork.peek(Token![.]) && !fork.peek(Token![..]) {
                found.push(Part::tokens(&fork.parse::<Token![.]>()?));
            } else {
                break;
            }
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    if fork.peek(Token![=>]) {
        found.push(Part::tokens(&fork.parse::<Token![=>]>()?));
    } else if fork.peek(Token![=]) && !fork.peek(Token![==]) {
        found.push(Part::tokens(&fork.parse::<Token![=]>()?));
    } else if fork.peek(Token![:]) && !fork.peek(Token![::]) {
        found.push(Part::tokens(&fork.parse::<Token![:]>()?));
    } else {
        return Ok(());
    }
    input.advance_to(&fork);
    parts.extend(found);
    Ok(())
}

/// How tracing's macros are to show a value.
fn sign(input: ParseStream<'_>, parts: &mut Vec<Part>) -> Result<()> {
    if input.peek(Token![%]) {
        parts.push(Part::tokens(&input.parse::<Token![%]>()?));
    } else if input.peek(Token![?]) {
        parts.push(Part::tokens(&input.parse::<Token![?]>()?));
    }
    Ok(())
}

fn argument(input: ParseStream<'_>) -> Result<Part> {
    let fork = input.fork();
    if let Ok(expression) = fork.parse::<Expr>()
        && at_end(&fork)
    {
        input.advance_to(&fork);
        return Ok(Part::Expr(expression));
    }
    if !input.peek(token::Brace) && !input.peek(token::Bracket) {
        return Err(input.error("not an expression"));
    }
    let TokenTree::Group(group) = input.parse::<TokenTree>()? else {
        return Err(input.error("not a group"));
    };
    in_group(&group)
}

/// The groups of `json!` are no Rust, but what lies in them is arguments again.
fn in_group(group: &Group) -> Result<Part> {
    let parts = arguments.parse2(group.stream())?;
    Ok(Part::Group((group.delimiter(), group.span()), parts))
}

/// An expression, a pattern, perhaps a guard, perhaps a message.
pub(super) fn matches(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let mut parts = vec![Part::Expr(input.parse()?)];
    parts.push(Part::tokens(&input.parse::<Token![,]>()?));
    parts.push(Part::tokens(&Pat::parse_multi_with_leading_vert(input)?));
    if input.peek(Token![if]) {
        parts.push(Part::tokens(&input.parse::<Token![if]>()?));
        parts.push(Part::Expr(input.parse()?));
    }
    separator(input, &mut parts)?;
    parts.extend(arguments(input)?);
    Ok(parts)
}

/// Futures between commas, perhaps after `biased;`.
pub(super) fn join(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    biased(input, &mut parts)?;
    while !input.is_empty() {
        let arm = input.parse::<Expr>()?;
        if matches!(arm, Expr::Lit(_)) {
            return Err(input.error("a literal is no future: this is another macro"));
        }
        parts.push(Part::Arm(arm));
        if !input.is_empty() {
            parts.push(Part::tokens(&input.parse::<Token![,]>()?));
        }
    }
    Ok(parts)
}

/// tokio's word for "poll the arms in the order in which they stand".
pub(super) fn biased(input: ParseStream<'_>, parts: &mut Vec<Part>) -> Result<bool> {
    let fork = input.fork();
    let Ok(word) = fork.parse::<Ident>() else {
        return Ok(false);
    };
    if word != "biased" || !fork.peek(Token![;]) {
        return Ok(false);
    }
    input.advance_to(&fork);
    parts.push(Part::tokens(&word));
    parts.push(Part::tokens(&input.parse::<Token![;]>()?));
    Ok(true)
}

/// Branches of which the configuration takes one: what is in braces is code, and what is around them is none.
pub(super) fn branches(call: &Macro, position: Position) -> Option<Vec<Part>> {
    let trees = || call.tokens.clone().into_iter();
    let around = trees().filter(|tree| in_braces(tree).is_none()).collect();
    if mentions_await(&around) {
        return None;
    }
    let branch = |tree| {
        let Some(group) = in_braces(&tree) else {
            return Some(Part::Tokens(tree.into()));
        };
        let code = Macro {
            tokens: group.stream(),
            ..call.clone()
        };
        let parts = unknown(&code, position)?;
        Some(Part::Group((Delimiter::Brace, group.span()), parts))
    };
    trees().map(branch).collect()
}

fn in_braces(tree: &TokenTree) -> Option<&Group> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

/// The argument of a macro that nothing is known of, if it reads like what is often given to one.
pub(super) fn unknown(call: &Macro, position: Position) -> Option<Vec<Part>> {
    let expressions = || arguments.parse2(call.tokens.clone()).ok();
    let statements = || {
        let statements = Block::parse_within.parse2(call.tokens.clone()).ok()?;
        Some(vec![Part::Statements(statements)])
    };
    let items = || Some(vec![Part::Items(all.parse2(call.tokens.clone()).ok()?)]);
    let methods = || Some(vec![Part::Methods(all.parse2(call.tokens.clone()).ok()?)]);
    let in_braces = matches!(call.delimiter, MacroDelimiter::Brace(_));
    match position {
        Position::Item => items().or_else(statements).or_else(expressions),
        Position::Method => methods(),
        Position::Expression if in_braces => statements().or_else(expressions),
        Position::Expression => expressions().or_else(statements),
    }
}

fn all<T: Parse>(input: ParseStream<'_>) -> Result<Vec<T>> {
    let mut all = Vec::new();
    while !input.is_empty() {
        all.push(input.parse()?);
    }
    Ok(all)
}
