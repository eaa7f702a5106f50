//! A crate that leaves an expansion nothing to stand on: no standard library, no prelude, every warning an error, and
//! things of its own under the names that an expansion may think are known.
//!
//! Its functions are called from outside, in `outside.rs` and here:
//!
//! ```
//! # futures::executor::block_on(async {
//! use reify_constructs_odd::{Some, sum};
//!
//! assert_eq!(sum(Some(1), 2).await, 3);
//! # });
//! ```

#![no_std]
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    unused_results,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]

mod core {}
mod std {}
mod alloc {}
mod reify_lib {}
mod reify {}

#[expect(unused_macros, reason = "the expansion must not find it")]
macro_rules! concat {
    () => {};
}
#[expect(unused_macros, reason = "the expansion must not find it")]
macro_rules! module_path {
    () => {};
}

/// Not `Option::Some`.
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy)]
pub struct Some(pub u32);

/// Not `Option::None`.
#[derive(::core::fmt::Debug)]
pub struct None;

/// Not the trait.
#[derive(::core::fmt::Debug)]
pub enum Future {
    /// Not `Poll::Ready`.
    Ready,
}

/// Not the trait.
pub trait IntoFuture {
    /// Not the method.
    fn into_future(self) -> None
    where
        Self: ::core::marker::Sized,
    {
        None
    }
}
impl<T: ?::core::marker::Sized> IntoFuture for T {}

/// Not the enum.
pub type Poll = Some;
/// Not the struct.
pub type Pin = Some;
/// Not the enum.
pub type Option = Some;
/// Not the enum.
pub type Result = Some;
/// Not the type.
#[expect(non_camel_case_types, reason = "the name of a type of the language")]
pub type u32_ = ::core::primitive::u32;
/// Not the number of a line.
#[expect(non_camel_case_types, reason = "the name of a type of the language")]
pub type str = u32_;

/// Not the site of an await.
pub const SITE: u32_ = 7;
/// Not what is done once.
pub const ONCE: u32_ = 1;

#[::reify::trace_async]
async fn awaited(one: u32_) -> u32_ {
    ::core::future::ready(one).await
}

/// Adds up what it awaits.
#[::reify::trace_async]
pub async fn sum(some: Some, more: u32_) -> u32_ {
    awaited(some.0).await + awaited(more).await
}

/// Has the names that the expansion gives to what it puts beside an await.
#[::reify::trace_async]
pub async fn names<const CALL_SITE: u32_>() -> u32_ {
    awaited(SITE).await + awaited(ONCE).await + awaited(CALL_SITE).await
}

/// Takes the name of a parameter from the expansion.
#[::reify::trace_async]
pub async fn shadowed<const SITE: u32_>(once: u32_) -> u32_ {
    awaited(SITE).await + awaited(once).await
}

macro_rules! own_grammar {
    ($future:expr => $name:ident) => {
        let $name = $future;
    };
}

/// Has an await that cannot be rewritten, and that the function therefore reports.
///
/// # Panics
///
/// Never.
#[::reify::trace_async]
pub async fn untraced() -> u32_ {
    own_grammar!(awaited(2).await => two);
    ::core::assert!(awaited(ONCE).await == ONCE);
    two
}

/// Has methods that await.
#[derive(::core::fmt::Debug)]
pub struct Odd;

#[::reify::trace_async]
impl Odd {
    /// Converts an error on its way out.
    ///
    /// # Errors
    ///
    /// Where the number is none of a byte.
    pub async fn byte(
        &self,
        number: u32_,
    ) -> ::core::result::Result<u8, ::core::num::TryFromIntError> {
        let byte =
            ::core::future::ready(<u8 as ::core::convert::TryFrom<u32_>>::try_from(number)).await?;
        ::core::result::Result::Ok(byte)
    }
}
