//! From arguments and item to what the compiler gets instead.
//!
//! Whatever goes wrong, the user's item is part of the result, so that one mistake in the attribute
//! is one error and editors go on completing.

use proc_macro2::TokenStream;
use quote::ToTokens as _;

use crate::arguments::Arguments;
use crate::editor;
use crate::item::Target;
use crate::rewrite::Rewriter;

/// Expands the attribute.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = match syn::parse2::<Arguments>(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return with_error(item, &error),
    };
    // Code that is half typed, or newer than our grammar, goes to the compiler as it stands.
    let Some(mut target) = Target::parse(&item) else {
        return item;
    };
    if let Some(error) = target.misplaced() {
        return with_error(item, &error);
    }
    if editor::asks() {
        return item;
    }
    let mut rewriter = Rewriter::new(&arguments);
    target.visit(&mut rewriter);
    rewriter.account().write();
    if rewriter.is_changed() {
        target.into_token_stream()
    } else {
        item
    }
}

fn with_error(mut item: TokenStream, error: &syn::Error) -> TokenStream {
    item.extend(error.to_compile_error());
    item
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenTree;

    use super::*;

    fn expanded(arguments: &str, item: &str) -> String {
        expand(arguments.parse().unwrap(), item.parse().unwrap()).to_string()
    }

    fn plain(item: &str) -> String {
        item.parse::<TokenStream>().unwrap().to_string()
    }

    #[test]
    fn an_item_without_awaits_is_given_back_token_for_token() {
        for item in [
            "async fn f() { g() }",
            "impl T { fn f(&self) -> u8 { 1 } }",
            "mod m {}",
        ] {
            assert_eq!(expanded("", item), plain(item));
        }
    }

    #[test]
    fn half_typed_code_is_given_back_token_for_token() {
        for item in [
            "async fn f() { x.await; y. }",
            "async fn f() { let = g().await }",
            "async fn",
        ] {
            assert_eq!(expanded("", item), plain(item));
        }
    }

    /// Words and literals, in order.
    fn words(tokens: TokenStream) -> Vec<String> {
        let mut words = Vec::new();
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => words.extend(self::words(group.stream())),
                TokenTree::Punct(_) => {}
                word => words.push(word.to_string()),
            }
        }
        words
    }

    #[test]
    fn every_word_of_the_user_is_there_once_and_in_order() {
        for item in [
            "async fn one() { two(three, 4).await.five; six.seven()?.await }",
            "impl One { async fn two(&self) { three!(four.await, five); six![seven.await; 8] } }",
            "async fn one() { join!(two(3), four.await); select! { five = six(7) => eight.await } }",
            "async fn one() { assert!(two.await == 3); four! { if #[five] { six.await } } }",
        ] {
            let typed = words(item.parse().unwrap());
            let written = words(expand(TokenStream::new(), item.parse().unwrap()));
            let mut left = written.iter();
            for word in &typed {
                assert!(left.any(|written| written == word), "{word} of {item}");
            }
            let of_user =
                |word: &&String| !["async", "await", "fn", "self"].contains(&word.as_str());
            for word in typed.iter().filter(of_user) {
                let times = written.iter().filter(|written| *written == word).count();
                // The places of the sites are numbers, too.
                assert!(times == 1 || word.parse::<u8>().is_ok(), "{word} of {item}");
            }
        }
    }

    #[test]
    fn a_mistake_keeps_the_item_and_adds_an_error() {
        for (arguments, item) in [
            ("", "struct S;"),
            ("oops", "async fn f() {}"),
            ("", "fn f() {}"),
        ] {
            let expanded = expanded(arguments, item);
            assert!(expanded.starts_with(&plain(item)), "{expanded}");
            assert!(
                expanded.contains(":: core :: compile_error !"),
                "{expanded}"
            );
        }
    }
}
