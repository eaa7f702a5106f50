//! Awaits in conditions, patterns and loops.

/// The scrutinee of a `match`; its temporaries live through the arms.
mod c21_scrutinee_of_a_match {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let m = tokio::sync::Mutex::new(1);
        match m.lock().await.clone() {
            1 => assert!(m.try_lock().is_err()),
            _ => unreachable!(),
        }
        match ok().await {
            Ok(x) if x == 1 => {}
            Ok(_) | Err(_) => panic!(),
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A match guard.
mod c22_match_guard {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        match some().await {
            Some(x) if same(&x).await => {}
            Some(_) | None => panic!(),
        }
    }

    #[trace_async]
    async fn same(x: &u32) -> bool {
        *x == one().await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `if let`, `else if let`, `else`.
mod c23_if_let_else {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        if let Some(2) = some().await {
            panic!()
        } else if let Ok(x) = ok().await {
            assert_eq!(x, 1)
        } else {
            tick().await
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `let .. else`, with awaits on both sides.
mod c25_let_else {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> u32 {
        let Some(x) = some().await else {
            tick().await;
            return 0;
        };
        let (Ok(y) | Err(y)) = both().await;
        x + y
    }

    #[trace_async]
    async fn both() -> Result<u32, u32> {
        Ok(1)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `while let`, `while`.
mod c26_while_let {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut n = 0;
        while let Some(_) = dec(&mut n).await {
            n += 1;
        }
        while n < 6 && one().await == 1 {
            n += 1;
        }
        assert_eq!(n, 6);
    }

    #[trace_async]
    async fn dec(n: &mut u32) -> Option<u32> {
        (*n < 3).then_some(*n)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `for` over an awaited iterator, with `continue` and `break` to labels.
mod c27_for_with_labels {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut n = 0;
        'a: for i in list().await {
            for j in 0..one().await + 3 {
                if j == 1 {
                    continue;
                }
                if i == 2 {
                    continue 'a;
                }
                if i == 3 {
                    break 'a;
                }
                n += one().await;
            }
        }
        assert_eq!(n, 3);
    }

    #[trace_async]
    async fn list() -> Vec<u32> {
        vec![1, 2, 3]
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A labelled block, broken with an awaited value.
mod c28_labelled_block {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let x: Result<u32, ()> = 'b: {
            if one().await == 1 {
                break 'b Ok(one().await + 1);
            }
            Err(())
        };
        assert_eq!(x, Ok(2));
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `loop { break match .. }` with awaits in arms.
mod c29_loop_break_match {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> u32 {
        let mut i = 0;
        loop {
            break match i {
                0 => {
                    i += one().await;
                    continue;
                }
                1 => one().await,
                _ => return 9,
            };
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Bindings by reference and with `@` on an awaited value.
mod c104_bindings_by_reference {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        match some().await {
            ref x @ Some(ref y) if *y == 1 => assert_eq!(x.as_ref(), Some(y)),
            _ => panic!(),
        }
        let ref mut r = one().await;
        *r += 1;
        let &k = &*r;
        assert_eq!(k, 2);
        if let (Some(x), n @ 1..=3) = (some().await, one().await) {
            assert_eq!(x, n)
        } else {
            panic!()
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
