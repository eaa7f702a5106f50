//! Futures that macros await: every `select!` and `join!` that people use.

/// The `select!` of tokio where only its import says whose it is.
mod imported_from_tokio {
    use crate::constructs::h::*;
    use tokio::{join, select, try_join};

    #[trace_async]
    async fn run() -> Result<(), String> {
        let mut slow = Box::pin(two());
        let by_name = one();
        let mut n = 0;
        loop {
            select! {
                x = &mut slow => { n += x; break }
                () = tick() => n += 10,
            }
        }
        select! {
            Some(2) = some() => unreachable!(),
            x = by_name => n += x,
        }
        let (a, b) = join!(one(), async { two().await });
        let (c, d) = try_join!(ok(), async { Ok::<_, String>(one().await) })?;
        assert_eq!(a + b + c + d, 5);
        assert_eq!(n % 10, 3);
        Ok(())
    }

    #[trace_async]
    async fn two() -> u32 {
        one().await + one().await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// The words that only tokio has.
mod words_of_tokio {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut log = Vec::new();
        for turn in 0..3 {
            tokio::select! {
                biased;
                x = async { turn }, if turn == one().await => log.push(x),
                Some(x) = async { if turn == 0 { None } else { some().await } } => {
                    log.push(x * 10 + one().await)
                }
                else => log.push(7),
            };
        }
        assert_eq!(log, [7, 1, 11]);
        let (a, b) = tokio::join!(biased; one(), one(),);
        assert_eq!(a, b);
        tokio::join!();
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A borrow of a temporary lives on as long as the arm.
mod temporaries {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut n = 0;
        tokio::select! {
            x = &mut Box::pin(one()) => n += x,
            x = std::pin::pin!(one()) => n += x,
        }
        let held = String::from("ab");
        tokio::select! {
            x = len(&held) => n += x,
            x = { let f = len(&held); f } => n += x,
        }
        assert_eq!(n, 3);
    }

    #[trace_async]
    async fn len(s: &str) -> u32 {
        tick().await;
        s.len() as u32
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// The `select!` of futures: fused arms, arms that are variables, and its own words.
mod imported_from_futures {
    use crate::constructs::h::*;
    use futures::{FutureExt, StreamExt, select, select_biased, stream};

    #[trace_async]
    async fn run() {
        let mut numbers = stream::iter([1, 2, 3]).fuse();
        let mut late = Box::pin(one().fuse());
        let mut sum = 0;
        loop {
            select! {
                x = numbers.select_next_some() => sum += x + one().await * 10,
                x = late => sum += x * 100,
                complete => break,
            }
        }
        assert_eq!(sum, 136);
        select_biased! {
            x = Box::pin(one().fuse()) => sum += x,
            () = Box::pin(tick().fuse()) => sum += 1,
        }
        futures::select! {
            x = Box::pin(one()).fuse() => sum += x,
            default => sum += 1,
        };
        let mut numbers = stream::iter([4]).fuse();
        let mut next = numbers.next();
        select! { x = next => sum += x.unwrap() }
        assert_eq!(sum, 142);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// The `join!` and `try_join!` of futures, and arms that are variables.
mod join_of_futures {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> Result<(), String> {
        let (first, mut second) = (one(), Box::pin(one()));
        let (a, b, c) = futures::join!(first, &mut second, std::future::ready(1));
        let (d,) = futures::try_join!(ok())?;
        assert_eq!(a + b + c + d, 4);
        Ok(())
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Other macros of these names, whose arguments nobody awaits.
mod other_macros {
    use crate::constructs::h::*;

    macro_rules! join {
        ($($part:expr),*) => { [$($part),*].concat() };
    }

    macro_rules! select {
        (recv($from:expr) -> $name:ident => $then:expr) => {{
            let $name = $from;
            $then
        }};
    }

    #[trace_async]
    async fn run() {
        let joined = || join!(String::from("a"), String::from("b"));
        assert_eq!(joined(), "ab");
        assert_eq!(join!("c", "d"), "cd");
        assert_eq!(select!(recv(1) -> x => x + one().await), 2);
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
