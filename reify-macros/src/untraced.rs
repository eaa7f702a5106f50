//! What is awaited in the arguments of macros, and left as it is.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{Block, Expr, Stmt};

use crate::item::first_span;
use crate::library::Library;
use crate::site::Place;

/// An await, or an arm, that will be no step.
pub(crate) struct Untraced {
    pub(crate) place: Span,
    /// The macro around it, with its `!`.
    pub(crate) within: String,
}

/// The awaits in the argument of a macro.
pub(crate) fn in_macro(name: &str, argument: &TokenStream) -> Vec<Untraced> {
    let mut found = Vec::new();
    awaits(argument, &mut |place| {
        found.push(Untraced {
            place,
            within: format!("{name}!"),
        });
    });
    found
}

/// An arm of a macro that nothing can be put around.
pub(crate) fn arm(name: &str, arm: &impl ToTokens) -> Untraced {
    Untraced {
        place: first_span(&arm.to_token_stream()),
        within: format!("{name}!"),
    }
}

/// Whether there is an `.await` among the tokens.
pub(crate) fn mentions_await(tokens: &TokenStream) -> bool {
    let mut any = false;
    awaits(tokens, &mut |_| any = true);
    any
}

fn awaits(tokens: &TokenStream, found: &mut dyn FnMut(Span)) {
    let mut after_dot = false;
    for tree in tokens.clone() {
        match &tree {
            TokenTree::Ident(ident) if after_dot && ident == "await" => found(ident.span()),
            TokenTree::Group(group) => awaits(&group.stream(), found),
            _ => {}
        }
        after_dot = matches!(&tree, TokenTree::Punct(mark) if mark.as_char() == '.');
    }
}

/// Has the function say, once in the life of the program, what is left out of its recordings.
///
/// The statement that does so comes before the first one that is no item: lints ask for items to
/// stand first, and inner attributes are none of a block's statements.
pub(crate) fn report(untraced: &[Untraced], library: &Library, body: &mut Block) {
    let Some(first) = untraced.first() else {
        return;
    };
    let span = Span::mixed_site().located_at(first.place);
    let library = library.path(span, span);
    let file = Place::of(first.place).file;
    let list = untraced.iter().map(|one| {
        let Place { line, column, .. } = Place::of(one.place);
        let within = &one.within;
        quote_spanned!(span=> (#line, #column, #within))
    });
    let statement = quote_spanned! {span=>
        {
            static ONCE: #library::__private::Once = #library::__private::Once::new();
            #library::__private::untraced(&ONCE, #file, &[#(#list),*]);
        }
    };
    let at = body
        .stmts
        .iter()
        .take_while(|statement| matches!(statement, Stmt::Item(_)))
        .count();
    body.stmts
        .insert(at, Stmt::Expr(Expr::Verbatim(statement), None));
}
