//! [`Target`]: the item under the attribute, and whether there is anything in it to trace.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit_mut::VisitMut;
use syn::{Error, ImplItem, Item, Signature, TraitItem};

use crate::untraced;

/// The item under the attribute.
pub(crate) enum Target {
    Item(Item),
    /// A method where the item alone says that it is one, such as `default fn`.
    Method(ImplItem),
    /// A method without a body.
    Declaration(TraitItem),
}

impl Target {
    /// The item, if it parses: half-typed code does not.
    pub(crate) fn parse(tokens: &TokenStream) -> Option<Self> {
        if let Ok(item) = syn::parse2::<Item>(tokens.clone())
            && !matches!(item, Item::Verbatim(_))
        {
            return Some(Self::Item(item));
        }
        if let Ok(item) = syn::parse2::<ImplItem>(tokens.clone())
            && !matches!(item, ImplItem::Verbatim(_))
        {
            return Some(Self::Method(item));
        }
        match syn::parse2::<TraitItem>(tokens.clone()) {
            Ok(item) if !matches!(item, TraitItem::Verbatim(_)) => Some(Self::Declaration(item)),
            _ => None,
        }
    }

    /// Why the attribute is of no use here, if it is of none.
    pub(crate) fn misplaced(&self) -> Option<Error> {
        let Self::Item(item) = self else { return None };
        let (span, what) = match item {
            Item::Fn(function) => return without_awaits(&function.sig, &function.block),
            Item::Struct(item) => (item.struct_token.span, "a struct"),
            Item::Enum(item) => (item.enum_token.span, "an enum"),
            Item::Union(item) => (item.union_token.span, "a union"),
            Item::Type(item) => (item.type_token.span, "a type alias"),
            Item::Use(item) => (item.use_token.span, "a `use`"),
            Item::ExternCrate(item) => (item.extern_token.span, "an `extern crate`"),
            Item::ForeignMod(item) => (item.abi.extern_token.span, "an `extern` block"),
            Item::TraitAlias(item) => (item.trait_token.span, "a trait alias"),
            Item::Mod(item) if item.content.is_none() => {
                return Some(Error::new(
                    item.mod_token.span,
                    "the attribute does not see a module that is in a file of its own: put it on \
                     the items in that file, or write the module as `mod name { .. }`",
                ));
            }
            _ => return None,
        };
        Some(Error::new(
            span,
            format!(
                "{what} awaits nothing: put `#[trace_async]` on a function, an `impl` block, a \
                 trait or a module"
            ),
        ))
    }

    /// Has a visitor go through the item.
    pub(crate) fn visit(&mut self, visitor: &mut impl VisitMut) {
        match self {
            Self::Item(item) => visitor.visit_item_mut(item),
            Self::Method(item) => visitor.visit_impl_item_mut(item),
            Self::Declaration(item) => visitor.visit_trait_item_mut(item),
        }
    }
}

impl ToTokens for Target {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Item(item) => item.to_tokens(tokens),
            Self::Method(item) => item.to_tokens(tokens),
            Self::Declaration(item) => item.to_tokens(tokens),
        }
    }
}

/// A function that is not `async`, holds neither an `async` block nor a macro call that may hide
/// one, and does not return what somebody else could await, was most likely meant to be `async`.
fn without_awaits(signature: &Signature, body: &impl ToTokens) -> Option<Error> {
    if signature.asyncness.is_some() {
        return None;
    }
    let body = body.to_token_stream();
    if mentions(&body, "async") || untraced::mentions_await(&body) || calls_macro(&body) {
        return None;
    }
    if let syn::ReturnType::Type(_, output) = &signature.output
        && names_future(&output.to_token_stream())
    {
        return None;
    }
    Some(Error::new(
        signature.fn_token.span,
        "this function awaits nothing: make it `async fn`, or remove `#[trace_async]`",
    ))
}

fn mentions(tokens: &TokenStream, word: &str) -> bool {
    any(
        tokens,
        &|tree| matches!(tree, TokenTree::Ident(ident) if ident == word),
    )
}

fn names_future(tokens: &TokenStream) -> bool {
    any(
        tokens,
        &|tree| matches!(tree, TokenTree::Ident(ident) if ident.to_string().contains("Fut")),
    )
}

fn calls_macro(tokens: &TokenStream) -> bool {
    let mut after_word = false;
    tokens.clone().into_iter().any(|tree| {
        let calls = after_word && matches!(&tree, TokenTree::Punct(mark) if mark.as_char() == '!');
        after_word = matches!(tree, TokenTree::Ident(_));
        calls || matches!(&tree, TokenTree::Group(group) if calls_macro(&group.stream()))
    })
}

fn any(tokens: &TokenStream, test: &dyn Fn(&TokenTree) -> bool) -> bool {
    tokens.clone().into_iter().any(|tree| {
        test(&tree) || matches!(&tree, TokenTree::Group(group) if any(&group.stream(), test))
    })
}

/// The span of the first token, or of the attribute where there is none.
pub(crate) fn first_span(tokens: &TokenStream) -> Span {
    tokens
        .clone()
        .into_iter()
        .next()
        .map_or_else(Span::call_site, |tree| tree.span())
}
