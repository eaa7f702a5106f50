//! What a recorded future keeps of the one inside: being sent, shared, moved and unwound through; and what it adds.

use std::future::{Future, Ready, pending, ready};
use std::marker::{PhantomData, PhantomPinned};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use reify_lib::{Awaited, LabeledFuture, TracedFuture, TracedTask, trace_async};

/// What a type answers that does not have the trait it is asked for.
#[allow(dead_code, reason = "every type asked for may have it")]
trait Without {
    const HAS: bool = false;
}
impl<T: ?Sized> Without for T {}

/// Whether a type has a trait, asked of the type itself: the inherent constant wins over that of the trait.
macro_rules! has {
    ($type:ty: $bound:path) => {{
        struct Ask<T: ?Sized>(PhantomData<T>);
        #[allow(dead_code, reason = "not used where the trait is missing")]
        impl<T: ?Sized + $bound> Ask<T> {
            const HAS: bool = true;
        }
        <Ask<$type>>::HAS
    }};
}

struct NotSend(Rc<()>);
struct NotSync(std::cell::Cell<u8>);
struct NotUnpin(PhantomPinned);

macro_rules! futures {
    ($($type:ty),*) => {$(
        impl Future for $type {
            type Output = ();

            fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
                Poll::Ready(())
            }
        }
    )*};
}
futures!(NotSend, NotSync, NotUnpin);

macro_rules! same_as_inside {
    ($($wrapper:ident),*) => {$(
        assert!(has!($wrapper<Ready<()>>: Send) && has!($wrapper<Ready<()>>: Sync));
        assert!(has!($wrapper<Ready<()>>: Unpin));
        assert!(has!($wrapper<Ready<()>>: UnwindSafe) && has!($wrapper<Ready<()>>: RefUnwindSafe));
        assert!(!has!($wrapper<NotSend>: Send));
        assert!(has!($wrapper<NotSync>: Send) && !has!($wrapper<NotSync>: Sync));
        assert!(!has!($wrapper<NotUnpin>: Unpin));
    )*};
}

#[test]
fn a_recorded_future_is_what_the_one_inside_is() {
    same_as_inside!(Awaited, TracedTask);
    // These two hold the recording besides.
    assert!(has!(LabeledFuture<Ready<()>>: Send) && has!(TracedFuture<Ready<()>>: Send));
    assert!(has!(LabeledFuture<Ready<()>>: Sync) && has!(TracedFuture<Ready<()>>: Sync));
    assert!(has!(LabeledFuture<Ready<()>>: Unpin) && has!(TracedFuture<Ready<()>>: Unpin));
    assert!(!has!(LabeledFuture<NotSend>: Send) && !has!(TracedFuture<NotSend>: Send));
    let _ = (
        NotSend(Rc::default()).0,
        NotSync(0.into()).0,
        NotUnpin(PhantomPinned).0,
    );
}

#[test]
fn an_await_adds_forty_bytes() {
    assert_eq!(size_of::<Awaited<[u64; 4]>>(), size_of::<[u64; 4]>() + 24);
    assert_eq!(size_of::<Awaited<()>>(), 24);
}

macro_rules! nested {
    ($outer:ident $inner:ident) => {
        #[trace_async]
        async fn $outer() {
            $inner().await;
        }
    };
}

nested!(n1 n2);
nested!(n2 n3);
nested!(n3 n4);
nested!(n4 n5);
nested!(n5 n6);
nested!(n6 n7);
nested!(n7 n8);
nested!(n8 n9);
nested!(n9 n10);

#[trace_async]
async fn n10() {
    pending::<()>().await;
}

#[test]
fn nesting_adds_at_most_sixty_bytes_a_level() {
    let size = size_of_val(&n1());
    assert!(size <= 600, "{size} bytes at ten levels");
}

#[trace_async]
async fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    ready(if a.len() > b.len() { a } else { b }).await
}

#[test]
fn what_is_borrowed_comes_back_borrowed() {
    let (a, b) = (String::from("short"), String::from("longer"));
    let result = futures::executor::block_on(longest(&a, &b));
    assert_eq!(result, "longer");
}
