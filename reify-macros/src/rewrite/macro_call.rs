//! Awaits in the argument of a macro, and what the macro awaits itself.

use quote::ToTokens as _;
use syn::Macro;
use syn::visit_mut::VisitMut as _;

use super::Rewriter;
use crate::macros::{self, Grammar, Part, Position};
use crate::untraced;

impl Rewriter<'_> {
    pub(super) fn rewrite_macro(&mut self, call: &mut Macro, position: Position) {
        let grammar = macros::grammar(&call.path);
        if !grammar.has_arms() && !untraced::mentions_await(&call.tokens) {
            return;
        }
        let name = call
            .path
            .segments
            .last()
            .map(|name| name.ident.to_string())
            .unwrap_or_default();
        match grammar.parse(call, position, self.scope.is_async) {
            Some(mut parts) => {
                let mut scope = self.scope.clone();
                // `stream!` and its like: what awaits in there is polled in there.
                scope.is_async |= grammar == Grammar::Unknown;
                self.within(scope, |this| {
                    for part in &mut parts {
                        this.rewrite_part(part, &name);
                    }
                });
                call.tokens = parts.iter().map(Part::to_token_stream).collect();
            }
            None if grammar.is_executed() => {
                self.untraced
                    .extend(untraced::in_macro(&name, &call.tokens));
            }
            None => {}
        }
    }

    fn rewrite_part(&mut self, part: &mut Part, name: &str) {
        match part {
            Part::Tokens(_) => {}
            Part::Expr(expression) => self.visit_expr_mut(expression),
            Part::Arm(arm) => self.rewrite_arm(arm),
            Part::Untraced(arm) => {
                self.untraced.push(untraced::arm(name, arm));
                self.visit_expr_mut(arm);
            }
            Part::Statements(parts) => {
                for part in parts {
                    self.visit_stmt_mut(part);
                }
            }
            Part::Items(parts) => {
                for part in parts {
                    self.visit_item_mut(part);
                }
            }
            Part::Methods(parts) => {
                for part in parts {
                    self.visit_impl_item_mut(part);
                }
            }
            Part::Group(_, parts) => {
                for part in parts {
                    self.rewrite_part(part, name);
                }
            }
        }
    }
}
