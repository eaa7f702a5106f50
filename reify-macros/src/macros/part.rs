//! [`Part`]: what the argument of a macro is made of.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::ToTokens;
use syn::{Expr, ImplItem, Item, Stmt};

/// A part of the argument of a macro; all parts together are all its tokens.
pub(crate) enum Part {
    /// What is left as it is.
    Tokens(TokenStream),
    Expr(Expr),
    /// A future that the macro awaits.
    Arm(Expr),
    /// A future that the macro awaits, and that no call can be put around.
    Untraced(Expr),
    Statements(Vec<Stmt>),
    Items(Vec<Item>),
    Methods(Vec<ImplItem>),
    Group((Delimiter, Span), Vec<Part>),
}

impl Part {
    /// A part that is left as it is.
    pub(super) fn tokens(tokens: &impl ToTokens) -> Self {
        Self::Tokens(tokens.to_token_stream())
    }
}

impl ToTokens for Part {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Tokens(part) => part.to_tokens(tokens),
            Self::Expr(part) | Self::Arm(part) | Self::Untraced(part) => part.to_tokens(tokens),
            Self::Statements(parts) => parts.iter().for_each(|part| part.to_tokens(tokens)),
            Self::Items(parts) => parts.iter().for_each(|part| part.to_tokens(tokens)),
            Self::Methods(parts) => parts.iter().for_each(|part| part.to_tokens(tokens)),
            Self::Group((delimiter, span), parts) => {
                let inside = parts.iter().map(Self::to_token_stream).collect();
                let mut group = Group::new(*delimiter, inside);
                group.set_span(*span);
                group.to_tokens(tokens);
            }
        }
    }
}
