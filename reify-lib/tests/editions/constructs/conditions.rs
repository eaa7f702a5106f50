//! What an `assert!` says of a condition with an await in it is what it says without the attribute.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;

use crate::constructs::h::*;

struct Table {
    rows: [u32; 2],
}

impl Table {
    async fn has(&self, row: &u32, _: bool) -> bool {
        tick().await;
        self.rows.contains(row)
    }

    fn find(&self) -> Option<std::future::Ready<bool>> {
        Some(std::future::ready(false))
    }
}

const TABLE: Table = Table { rows: [1, 2] };

/// Why a future panics, if it does so with a text.
fn message(future: impl std::future::Future<Output = Option<()>>) -> Option<&'static str> {
    let unwound = futures::executor::block_on(AssertUnwindSafe(future).catch_unwind());
    unwound.unwrap_err().downcast_ref::<&'static str>().copied()
}

/// Fails the same condition without and with the attribute.
macro_rules! same_message {
    ($name:ident, $check:ident!($($condition:tt)*)) => {
        #[test]
        fn $name() {
            async fn plain() -> Option<()> {
                $check!($($condition)*);
                None
            }
            #[trace_async]
            async fn traced() -> Option<()> {
                $check!($($condition)*);
                None
            }
            let said = message(plain());
            assert!(said.unwrap().starts_with("assertion failed: "), "{:?}", said);
            assert_eq!(said, message(traced()));
        }
    };
}

#[rustfmt::skip]
mod as_typed {
    use super::*;

    same_message!(a_call, assert!(TABLE.has(&3, true).await));
    same_message!(a_trailing_comma, assert!(TABLE.has(&3, one().await == 1).await,));
    same_message!(several_lines, assert!(
        TABLE
            .has(
                &3,
                true,
            )
            .await
    ));
    same_message!(a_negation, assert!(!TABLE.has(&1, true).await));
    same_message!(a_comparison, debug_assert!(one().await >= TABLE.rows.len() as u32));
    same_message!(a_comparison_of_fields, debug_assert!(one().await == TABLE.rows.len().wrapping_neg() as u32));
    same_message!(both_sides, assert!(one().await == 1 && !(one().await == 1)));
    same_message!(a_chain, assert!(some().await.is_none() || ok().await.is_err()));
    same_message!(a_question_mark, assert!(TABLE.find()?.await));
    same_message!(oddly_spaced, assert!(one() . await==2));
    same_message!(arguments_without_blanks, assert!(TABLE.has(&3,true).await));
    same_message!(a_turbofish, assert!(std::future::ready::<bool>(false).await));
    same_message!(a_turbofish_of_a_tuple, assert!(std::future::ready::<(bool, Vec<&str>)>((false, Vec::new())).await.0));
    same_message!(a_turbofish_of_a_method, assert!(std::future::ready("1").await.parse::<u8>().is_err()));
    same_message!(a_block, assert!({ one().await } == 2));
    same_message!(a_string, assert!(std::future::ready("{}").await == "{{}}"));
    same_message!(a_raw_name, assert!(r#one().await == 2));
    same_message!(an_inner_macro, assert!(matches!(some().await, Some(2))));
    same_message!(an_inner_macro_with_a_guard, assert!(!matches!(some().await, Some(x) if x == 1)));
    same_message!(an_inner_macro_with_a_path, assert!(matches!(ok().await, Err(_) | Result::Ok(2..=3))));
    same_message!(an_inner_macro_oddly_spaced, assert!(matches!( some().await,Some( 2 ) )));
    same_message!(an_inner_macro_on_lines, assert!(matches!(
        some().await,
        Some(2)
    )));
    same_message!(an_index, assert!([one().await][0] == 2));
    same_message!(numbers, assert!(one().await == 0x1_0 || one().await == 2_u32));
    same_message!(of_75_characters, assert!(TABLE.has(&3, true).await || TABLE.has(&4, true).await || one().await == 99));
    same_message!(of_76_characters, assert!(TABLE.has(&3, true).await || TABLE.has(&4, true).await || one().await == 999));
    same_message!(of_77_characters, assert!(TABLE.has(&3, true).await || TABLE.has(&4, true).await || one().await == 9999));
    same_message!(of_78_characters, assert!(TABLE.has(&3, true).await || TABLE.has(&4, true).await || one().await == 99999));
    same_message!(of_79_characters, assert!(TABLE.has(&3, true).await || TABLE.has(&4, true).await || one().await == 999999));
    same_message!(too_long, assert!(TABLE.has(&3, true).await || TABLE.has(&4, true).await || TABLE.has(&5, true).await));
}
