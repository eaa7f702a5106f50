//! [`Site`]: an await point, and the call that makes a step of what is awaited there.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprAwait, ExprPath};

use crate::item::first_span;
use crate::label;
use crate::library::Library;

/// An await point of the source.
pub(crate) struct Site {
    /// The function of `CallSite` that makes it.
    pub(crate) constructor: &'static str,
    /// The awaited expression as it was typed.
    text: String,
    /// Where it is said to be.
    pub(crate) place: Span,
    /// The first and the last token of the awaited expression.
    first: Span,
    last: Span,
}

impl Site {
    /// An `.await`, whose place is that of the word `await`.
    pub(crate) fn awaiting(expression: &ExprAwait) -> Self {
        Self::new("awaiting", &expression.base, expression.await_token.span)
    }

    /// An arm of a macro, whose place is its own beginning.
    pub(crate) fn arm(expression: &Expr) -> Self {
        let place = first_span(&expression.to_token_stream());
        Self::new("arm", expression, place)
    }

    fn new(constructor: &'static str, future: &Expr, place: Span) -> Self {
        let tokens = future.to_token_stream();
        Self {
            constructor,
            place,
            first: first_span(&tokens),
            last: tokens
                .clone()
                .into_iter()
                .last()
                .map_or(place, |tree| tree.span()),
            text: label::text(tokens),
        }
    }

    /// The call that makes a step of the future, in place of the awaited expression.
    ///
    /// To the compiler both calls are the user's, and begin and end where the awaited expression
    /// did: together with the `.await` after them they are taken for what the user wrote, errors
    /// stand there, and the lints that are silent about macros speak as before. What is in the calls
    /// is the macro's, so that no lint speaks of it. To it belong parentheses around the future,
    /// because some lints find the future's own parentheses or braces unneeded around an argument.
    pub(crate) fn call(
        &self,
        library: &Library,
        trace: Option<&Expr>,
        future: &Expr,
        function: &str,
    ) -> TokenStream {
        let (outer, inner) = (self.place, Span::mixed_site().located_at(self.place));
        let path = library.path(self.first, outer);
        let [of_await, of_await_in, of_arm, of_arm_in] = CALLS;
        let name = match (self.constructor, trace.is_some()) {
            ("arm", true) => of_arm_in,
            ("arm", false) => of_arm,
            (_, true) => of_await_in,
            (_, false) => of_await,
        };
        let name = Ident::new(name, outer);
        let call = quote_spanned!(outer=> #path::__private::#name);
        let root = quote_spanned!(self.first=> ::);
        let into_future = quote_spanned!(outer=> #root core::future::IntoFuture::into_future);
        let future = self.in_parentheses(quote_spanned!(inner=> (#future)));
        let trace = trace.map(|trace| quote_spanned!(inner=> &(#trace),));
        let site = self.site(library, function, inner);
        let arguments =
            self.in_parentheses(quote_spanned!(inner=> #trace #into_future #future, #site));
        quote_spanned!(outer=> #call #arguments)
    }

    /// Parentheses that end where the awaited expression did.
    fn in_parentheses(&self, arguments: TokenStream) -> Group {
        let mut group = Group::new(Delimiter::Parenthesis, arguments);
        group.set_span(self.last);
        group
    }

    /// The block that holds the site, and is a reference to it.
    fn site(&self, library: &Library, function: &str, span: Span) -> TokenStream {
        let library = library.path(span, span);
        let constructor = Ident::new(self.constructor, span);
        let Place { file, line, column } = Place::of(self.place);
        let text = &self.text;
        quote_spanned! {span=>
            {
                static SITE: #library::__private::CallSite = #library::__private::CallSite::#constructor(
                    #text,
                    #file,
                    #line,
                    #column,
                    ::core::concat!(::core::module_path!(), #function),
                );
                &SITE
            }
        }
    }
}

/// The calls that make steps, of the ambient trace and of a given one.
const CALLS: [&str; 4] = ["awaited", "awaited_in", "arm", "arm_in"];

/// Whether the expression is a call that [`Site::call`] wrote, in an expansion before this one.
pub(crate) fn is_call(expression: &Expr) -> bool {
    let Expr::Call(call) = expression else {
        return false;
    };
    let Expr::Path(ExprPath { path, .. }) = &*call.func else {
        return false;
    };
    let mut names = path.segments.iter().rev().map(|segment| &segment.ident);
    names
        .next()
        .is_some_and(|name| CALLS.iter().any(|call| name == call))
        && names.next().is_some_and(|name| name == "__private")
}

/// A place in the source, as literals without a suffix, which lints would see.
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: proc_macro2::Literal,
    pub(crate) column: proc_macro2::Literal,
}

impl Place {
    /// The start of a span; columns count characters from 1.
    pub(crate) fn of(span: Span) -> Self {
        let start = span.start();
        let number = |number: usize| {
            let mut literal = proc_macro2::Literal::usize_unsuffixed(number);
            literal.set_span(Span::mixed_site().located_at(span));
            literal
        };
        Self {
            file: span.file(),
            line: number(start.line),
            column: number(start.column + 1),
        }
    }
}
