//! [`Rewriter`]: goes through an item and makes every await in it a step.

mod macro_call;

use std::mem;

use quote::ToTokens as _;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Block, Expr, ExprAwait, ImplItem, ImplItemFn, ImplItemMacro, Item, ItemFn,
    ItemMacro, Macro, Signature, TraitItem, TraitItemFn, TraitItemMacro,
};

use crate::account::Account;
use crate::arguments::Arguments;
use crate::label;
use crate::library::Library;
use crate::macros::Position;
use crate::scope::Scope;
use crate::site::{self, Site};
use crate::untraced::{self, Untraced};

/// Rewrites awaits in place.
pub(crate) struct Rewriter<'a> {
    arguments: &'a Arguments,
    library: Library,
    scope: Scope,
    /// What the function that we are in leaves untraced.
    untraced: Vec<Untraced>,
    account: Account,
    changed: bool,
}

impl<'a> Rewriter<'a> {
    pub(crate) fn new(arguments: &'a Arguments) -> Self {
        Self {
            arguments,
            library: Library::new(arguments.library.as_ref()),
            scope: Scope::default(),
            untraced: Vec::new(),
            account: Account::default(),
            changed: false,
        }
    }

    /// Whether the item is another than it was.
    pub(crate) fn is_changed(&self) -> bool {
        self.changed
    }

    /// What was done.
    pub(crate) fn account(&self) -> &Account {
        &self.account
    }

    fn within(&mut self, scope: Scope, visit: impl FnOnce(&mut Self)) {
        let outer = mem::replace(&mut self.scope, scope);
        visit(self);
        self.scope = outer;
    }

    fn function(&mut self, signature: &Signature, body: &mut Block) {
        self.account.function(signature.fn_token.span);
        let mut scope = self.scope.inside(signature.ident.to_string());
        scope.is_async = signature.asyncness.is_some();
        scope.in_function = true;
        let outer = mem::take(&mut self.untraced);
        self.within(scope, |this| this.visit_block_mut(body));
        let untraced = mem::replace(&mut self.untraced, outer);
        for one in &untraced {
            self.account.untraced(one);
        }
        // What is evaluated by the compiler can say nothing to a recorder.
        if signature.constness.is_none() && !untraced.is_empty() {
            untraced::report(&untraced, &self.library, body);
            self.changed = true;
        }
    }

    fn rewrite_await(&mut self, expression: &mut ExprAwait) {
        if site::is_call(&expression.base) {
            return;
        }
        let site = Site::awaiting(expression);
        self.visit_expr_mut(&mut expression.base);
        self.make_step(&site, &mut expression.base);
    }

    /// Makes an arm of a macro that awaits it a step.
    fn rewrite_arm(&mut self, arm: &mut Expr) {
        if site::is_call(arm) {
            return;
        }
        let site = Site::arm(arm);
        self.visit_expr_mut(arm);
        self.make_step(&site, arm);
    }

    fn make_step(&mut self, site: &Site, future: &mut Expr) {
        // An item in the body of a function does not see the variables that the trace may be in.
        let trace = self
            .arguments
            .trace
            .as_ref()
            .filter(|_| !self.scope.in_nested_item);
        let call = site.call(&self.library, trace, future, &self.scope.suffix());
        *future = Expr::Verbatim(call);
        self.account.step(site.constructor, site.place);
        self.changed = true;
    }
}

impl VisitMut for Rewriter<'_> {
    fn visit_attribute_mut(&mut self, _: &mut Attribute) {}

    fn visit_item_mut(&mut self, item: &mut Item) {
        let (attributes, mut scope) = match item {
            Item::Fn(item) => (&item.attrs, self.scope.clone()),
            Item::Impl(item) => {
                let name = label::text(item.self_ty.to_token_stream());
                (&item.attrs, self.scope.inside(name))
            }
            Item::Trait(item) => (&item.attrs, self.scope.inside(item.ident.to_string())),
            Item::Mod(item) => (&item.attrs, self.scope.inside_module()),
            Item::Const(item) => (&item.attrs, self.scope.clone()),
            Item::Static(item) => (&item.attrs, self.scope.clone()),
            Item::Macro(item) => (&item.attrs, self.scope.clone()),
            _ => return,
        };
        if has_own_attribute(attributes) {
            return;
        }
        scope.is_async = false;
        scope.in_nested_item = scope.in_function;
        self.within(scope, |this| visit_mut::visit_item_mut(this, item));
    }

    fn visit_impl_item_mut(&mut self, item: &mut ImplItem) {
        if !matches!(item, ImplItem::Fn(method) if has_own_attribute(&method.attrs)) {
            visit_mut::visit_impl_item_mut(self, item);
        }
    }

    fn visit_trait_item_mut(&mut self, item: &mut TraitItem) {
        if !matches!(item, TraitItem::Fn(method) if has_own_attribute(&method.attrs)) {
            visit_mut::visit_trait_item_mut(self, item);
        }
    }

    fn visit_item_fn_mut(&mut self, item: &mut ItemFn) {
        self.function(&item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut ImplItemFn) {
        self.function(&item.sig, &mut item.block);
    }

    fn visit_trait_item_fn_mut(&mut self, item: &mut TraitItemFn) {
        if let Some(body) = &mut item.default {
            self.function(&item.sig, body);
        }
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        let is_async = match expression {
            Expr::Await(expression) => return self.rewrite_await(expression),
            Expr::Async(_) => true,
            Expr::Closure(closure) => closure.asyncness.is_some(),
            Expr::Const(_) => false,
            _ => return visit_mut::visit_expr_mut(self, expression),
        };
        let mut scope = self.scope.clone();
        scope.is_async = is_async;
        self.within(scope, |this| visit_mut::visit_expr_mut(this, expression));
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        self.rewrite_macro(call, Position::Expression);
    }

    fn visit_item_macro_mut(&mut self, item: &mut ItemMacro) {
        self.rewrite_macro(&mut item.mac, Position::Item);
    }

    fn visit_impl_item_macro_mut(&mut self, item: &mut ImplItemMacro) {
        self.rewrite_macro(&mut item.mac, Position::Method);
    }

    fn visit_trait_item_macro_mut(&mut self, item: &mut TraitItemMacro) {
        self.rewrite_macro(&mut item.mac, Position::Method);
    }
}

/// Whether an item has the attribute itself, which then sees to it, with its own arguments.
fn has_own_attribute(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute
            .path()
            .segments
            .last()
            .is_some_and(|name| name.ident == "trace_async")
    })
}
