//! The condition of an `assert!`, whose text is what the macro prints where no message follows.
//!
//! A rewritten condition would be printed as rewritten. Where we know to the letter what the compiler prints, that becomes the
//! message; elsewhere the condition stays as it is, and its awaits are reported.

use proc_macro2::{Literal, Span};
use quote::{ToTokens as _, quote_spanned};
use syn::parse::Parser as _;
use syn::{BinOp, Expr, Lit, Macro, MacroDelimiter, UnOp};

use super::{Part, arguments};
use crate::label;

/// The compiler breaks a longer condition into lines.
const ONE_LINE: usize = 76;

/// The condition and its message, or nothing if there is none and it is not known what the macro would print.
pub(super) fn condition(call: &Macro) -> Option<Vec<Part>> {
    let mut parts = arguments::arguments.parse2(call.tokens.clone()).ok()?;
    let mut expressions = parts.iter().filter_map(|part| match part {
        Part::Expr(expression) => Some(expression),
        _ => None,
    });
    let condition = expressions.next()?;
    if expressions.next().is_some() {
        return Some(parts);
    }
    // The one macro that prints something else is that of anyhow and eyre.
    if call.path.segments.last()?.ident == "ensure" {
        return None;
    }
    let mut message = Literal::string(&format!("assertion failed: {}", text(condition)?));
    let span = Span::mixed_site();
    message.set_span(span);
    parts.truncate(1);
    parts.push(Part::Tokens(quote_spanned!(span=> , #message)));
    Some(parts)
}

/// What the compiler prints of the condition.
fn text(condition: &Expr) -> Option<String> {
    let tokens = condition.to_token_stream();
    let text = label::text(tokens.clone());
    // The compiler prints expressions with the usual blanks, and what is in macros as it was typed.
    let is_usual = text == label::usual(tokens);
    // In a message braces are not what they are in a text, and the compiler drops an `r#` that is not needed.
    let is_literal = !text.contains(['{', '}', '\\', '"', '#']);
    (is_plain(condition) && is_usual && is_literal && text.len() <= ONE_LINE).then_some(text)
}

/// Whether all of the expression is of a kind that has one way of being printed.
fn is_plain(expression: &Expr) -> bool {
    match expression {
        Expr::Path(path) => path.attrs.is_empty() && path.qself.is_none(),
        Expr::Lit(literal) => matches!(literal.lit, Lit::Int(_) | Lit::Bool(_)),
        Expr::Await(inner) => inner.attrs.is_empty() && is_plain(&inner.base),
        Expr::Field(inner) => inner.attrs.is_empty() && is_plain(&inner.base),
        Expr::Paren(inner) => inner.attrs.is_empty() && is_plain(&inner.expr),
        Expr::Try(inner) => inner.attrs.is_empty() && is_plain(&inner.expr),
        Expr::Reference(inner) => inner.attrs.is_empty() && is_plain(&inner.expr),
        Expr::Unary(inner) => {
            let known = matches!(inner.op, UnOp::Not(_) | UnOp::Deref(_) | UnOp::Neg(_));
            known && inner.attrs.is_empty() && is_plain(&inner.expr)
        }
        Expr::Binary(inner) => {
            let compares = matches!(
                inner.op,
                BinOp::Eq(_)
                    | BinOp::Ne(_)
                    | BinOp::Lt(_)
                    | BinOp::Le(_)
                    | BinOp::Gt(_)
                    | BinOp::Ge(_)
                    | BinOp::And(_)
                    | BinOp::Or(_)
            );
            let sides = is_plain(&inner.left) && is_plain(&inner.right);
            compares && inner.attrs.is_empty() && sides
        }
        // The compiler prints what is in a macro with the blanks that were typed, and so do we.
        Expr::Macro(call) => {
            let delimiters = call.mac.delimiter.span();
            let one_line = delimiters.open().start().line == delimiters.close().start().line;
            one_line
                && call.attrs.is_empty()
                && matches!(call.mac.delimiter, MacroDelimiter::Paren(_))
        }
        Expr::Call(call) => {
            call.attrs.is_empty() && is_plain(&call.func) && call.args.iter().all(is_plain)
        }
        Expr::MethodCall(call) => {
            call.attrs.is_empty() && is_plain(&call.receiver) && call.args.iter().all(is_plain)
        }
        _ => false,
    }
}
