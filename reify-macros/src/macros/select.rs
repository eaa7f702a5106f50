//! The arms of `select!`, as tokio and as futures have it.
//!
//! ```text
//! biased;                                         tokio
//! pattern = future, if condition => handler,      tokio
//! pattern = future => handler,                    both
//! else => handler,                                tokio
//! complete => handler, default => handler         futures
//! ```

use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative as _;
use syn::{Expr, Ident, Pat, Path, Result, Token};

use super::arguments::biased;
use super::part::Part;

/// Whose `select!` it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Takes futures by value.
    Tokio,
    /// Takes futures that are fused and can be moved, and variables by reference.
    Futures,
    /// Imported: its arms must tell.
    Either,
}

impl Dialect {
    /// The dialect that the path of the macro tells.
    pub(super) fn of(path: &Path) -> Self {
        let tells = |name: &str| match name {
            "tokio" => Some(Self::Tokio),
            "futures" | "futures_util" | "select_biased" => Some(Self::Futures),
            _ => None,
        };
        let mut names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        names.find_map(|name| tells(&name)).unwrap_or(Self::Either)
    }

    /// Whether an arm can be made a step.
    fn takes_step(self, arm: &Expr) -> bool {
        let by_value = self == Self::Tokio || !matches!(arm, Expr::Path(_));
        by_value && !borrows_temporary(arm)
    }
}

/// The parts of the argument of a `select!`.
pub(super) fn arms(input: ParseStream<'_>, path: Dialect) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let mut dialect = path;
    let mut tell = |told| {
        if dialect == Dialect::Either {
            dialect = told;
        }
    };
    if biased(input, &mut parts)? {
        tell(Dialect::Tokio);
    }
    while !input.is_empty() {
        tell(head(input, &mut parts)?);
        parts.push(Part::tokens(&input.parse::<Token![=>]>()?));
        parts.push(Part::Expr(Expr::parse_with_earlier_boundary_rule(input)?));
        parts.push(Part::tokens(&input.parse::<Option<Token![,]>>()?));
    }
    let steps = parts.into_iter().map(|part| match part {
        Part::Arm(arm) if !dialect.takes_step(&arm) => Part::Untraced(arm),
        part => part,
    });
    Ok(steps.collect())
}

/// What stands before the `=>` of an arm, and whose arm it can only be.
fn head(input: ParseStream<'_>, parts: &mut Vec<Part>) -> Result<Dialect> {
    if input.peek(Token![else]) {
        parts.push(Part::tokens(&input.parse::<Token![else]>()?));
        return Ok(Dialect::Tokio);
    }
    let fork = input.fork();
    if let Ok(word) = fork.parse::<Ident>()
        && fork.peek(Token![=>])
        && (word == "complete" || word == "default")
    {
        input.advance_to(&fork);
        parts.push(Part::tokens(&word));
        return Ok(Dialect::Futures);
    }
    parts.push(Part::tokens(&Pat::parse_multi_with_leading_vert(input)?));
    parts.push(Part::tokens(&input.parse::<Token![=]>()?));
    parts.push(Part::Arm(input.parse()?));
    if !input.peek(Token![,]) {
        return Ok(Dialect::Either);
    }
    parts.push(Part::tokens(&input.parse::<Token![,]>()?));
    parts.push(Part::tokens(&input.parse::<Token![if]>()?));
    parts.push(Part::Expr(input.parse()?));
    Ok(Dialect::Tokio)
}

/// Whether the arm borrows from a temporary that lives on only because the borrow is what is bound:
/// `&mut make()`, `pin!(make())`. As the argument of a call it would be dropped too early.
fn borrows_temporary(arm: &Expr) -> bool {
    match arm {
        Expr::Reference(reference) => !is_place(&reference.expr),
        Expr::Macro(call) => call
            .mac
            .path
            .segments
            .last()
            .is_some_and(|name| name.ident == "pin"),
        Expr::Paren(inner) => borrows_temporary(&inner.expr),
        Expr::Group(inner) => borrows_temporary(&inner.expr),
        _ => false,
    }
}

fn is_place(expression: &Expr) -> bool {
    match expression {
        Expr::Path(_) | Expr::Unary(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(index) => is_place(&index.expr),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        _ => false,
    }
}
