//! For tests of async code: a guard that says where a test hangs, assertions over an execution, and its shape as text.
//!
//! # Where a test hangs
//!
//! [`watch`] gives a test a deadline. When the test outlives it, or panics, its trace is written to a file and what was
//! found in it is printed: which await hangs, at which line. A future that is [run](Watch::run) under it then panics,
//! so that the test fails instead of hanging; where one poll never returns, nothing can make it fail, and what is
//! printed still says where that is.
//!
//! ```
//! use std::time::Duration;
//! use reify_lib::{testing, trace_async};
//!
//! #[trace_async]
//! async fn answer() -> u32 {
//!     async { 42 }.await
//! }
//!
//! // In a `#[tokio::test]`:
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let watch = testing::watch("answers", Duration::from_secs(60));
//! assert_eq!(watch.run(answer()).await, 42);
//!
//! testing::execution(&watch.trace().snapshot())
//!     .finished()
//!     .never_cancelled()
//!     .site("async { 42 }")
//!     .polls_at_most(1);
//! # });
//! ```
//!
//! # The shape of an execution
//!
//! [`shape`] is a text without times and with stable numbers, for snapshot tests.
//!
//! ```
//! use reify_lib::{TracedFuture, testing, trace_async};
//! use tokio::task::yield_now;
//!
//! #[trace_async]
//! async fn twice() {
//!     yield_now().await;
//!     yield_now().await;
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let traced = TracedFuture::with_label(twice(), "twice");
//! let trace = traced.trace().clone();
//! traced.await;
//! assert_eq!(testing::shape(&trace.snapshot()), "\
//! twice: pending ×2, ready
//!   yield_now() ×2: pending, ready
//! ");
//! # });
//! ```

mod execution;
mod report;
mod shape;
mod tree;
mod watch;

pub use self::execution::{Execution, SiteExecution, execution};
pub use self::shape::shape;
pub use self::watch::{Watch, watch, watch_in};
