//! Awaits in the arguments of macros, and functions that macros write.

/// `select!`.
mod c36_select {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut n = 0;
        tokio::select! { biased; x = one(), if one().await == 1 => { n += x; tick().await } _ = async { tick().await } => panic!(), else => panic!() }
        assert_eq!(n, 1);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `join!`, `try_join!`.
mod c37_join {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> Result<(), String> {
        let (a, b) = tokio::join!(one(), async { one().await + 1 });
        let (c, d) = futures::try_join!(ok(), async { ok().await })?;
        assert_eq!((a, b, c, d), (1, 2, 1, 1));
        Ok(())
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `format!`, `vec!`, `assert!`, `matches!`, `write!`, `dbg!` with an await inside.
mod c38_format_vec_assert {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        use std::fmt::Write;
        let mut s = format!("{} {x}", one().await, x = one().await);
        write!(s, "{}", one().await).unwrap();
        assert_eq!(s, "1 11");
        assert_eq!(vec![one().await; 2], [1, 1]);
        assert!(matches!(some().await, Some(1)), "{}", one().await);
        assert_ne!(one().await, dbg!(one().await + 1));
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// The text of a macro's argument is what it was.
mod c39_text_of_a_macro_argument {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        assert_eq!(stringify!(one().await), "one().await");
        let e = std::thread::spawn(|| futures::executor::block_on(bad()))
            .join()
            .unwrap_err();
        assert!(
            e.downcast_ref::<&str>().unwrap().ends_with("no().await"),
            "{:?}",
            e.downcast_ref::<&str>()
        );
    }

    #[trace_async]
    async fn bad() {
        assert!(no().await)
    }

    #[trace_async]
    async fn no() -> bool {
        false
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A macro of the crate's own around an expression.
mod c40_macro_around_an_expression {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> Result<u32, String> {
        let a = tri!(ok().await);
        Ok(a + tri!(Ok::<u32, String>(one().await)))
    }

    macro_rules! tri {
        ($e:expr) => {
            match $e {
                Ok(v) => v,
                Err(e) => return Err(e),
            }
        };
    }

    use tri;

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A macro that awaits what it is given.
mod c41_macro_that_awaits {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        assert_eq!(aw!(one()) + aw!(async { 2 }), 3);
    }

    macro_rules! aw {
        ($e:expr) => {
            $e.await
        };
    }

    use aw;

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A macro with a grammar of its own, where `.await` is no expression.
mod c42_macro_with_its_own_grammar {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        assert_eq!(dsl!(a . await => 3), 3);
        assert_eq!(dsl!(b.await.c => one().await), 1);
    }

    macro_rules! dsl {
        ($($i:ident).+ => $e:expr) => {
            $e
        };
    }

    use dsl;

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Async fns written by macro_rules, with fragments.
mod c43_fn_by_macro_rules {
    use crate::constructs::h::*;

    macro_rules! def { ($(#[$m:meta])* $v:vis $n:ident ($($a:ident : $t:ty),*) -> $r:ty $b:block) => { $(#[$m])* #[trace_async] $v async fn $n($($a: $t),*) -> $r $b } }
    def!(#[inline] pub(crate) add(a: u32, b: u32) -> u32 { let c = one().await; a + b + c });

    #[trace_async]
    async fn run() {
        assert_eq!(add(1, 2).await, 4)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Async fns inside the call of an item macro.
mod c44_fn_inside_an_item_macro {
    use crate::constructs::h::*;

    macro_rules! items { ($($i:item)*) => { $($i)* } }
    items! { #[trace_async] async fn in_macro() -> u32 { one().await } impl Z { #[trace_async] async fn m(&self) -> u32 { in_macro().await } } }

    struct Z;

    #[trace_async]
    async fn run() {
        assert_eq!(Z.m().await, 1)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `pin!`, and a future polled by hand.
mod c45_pin {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut f = std::pin::pin!(async {
            tick().await;
            one().await
        });
        let r = std::future::poll_fn(|cx| f.as_mut().poll(cx)).await;
        assert_eq!(r, 1);
        let g = std::pin::pin!(ok().await);
        assert_eq!(*g, Ok(1));
    }

    use std::future::Future as _;

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `line!()`, `file!()`, `module_path!()`, `Location::caller()`.
#[rustfmt::skip]
mod c46_line_file_and_caller {
    use crate::constructs::h::*;

#[trace_async] async fn run() { let a = line!();
    let b = here(one().await); let c = column!();
    assert_eq!((a + 1, 40), (b, c)); assert!(module_path!().contains("::c") && file!().ends_with(".rs")); }
#[track_caller] fn here(_: u32) -> u32 { std::panic::Location::caller().line() }

#[test]
fn passes() { pass(run); }
}

/// Streams written with `yield`.
mod c47_streams_with_yield {
    use crate::constructs::h::*;
    use futures::StreamExt;

    #[trace_async]
    async fn run() {
        let (sender, mut receiver) = tokio::sync::mpsc::channel(3);
        for x in 1..4 {
            sender.send(x).await.unwrap();
        }
        drop(sender);
        let doubled = async_stream::stream! {
            while let Some(x) = receiver.recv().await {
                yield x + one().await;
            }
        };
        let all: Vec<u32> = doubled.collect().await;
        assert_eq!(all, [2, 3, 4]);
        let failing = async_stream::try_stream! {
            yield ok().await?;
            Err(one().await.to_string())?;
        };
        let all: Vec<Result<u32, String>> = failing.collect().await;
        assert_eq!(all, [Ok(1), Err("1".to_owned())]);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
