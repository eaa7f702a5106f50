//! Where the await stands: in statements, arguments and under operators.

/// A statement of its own, a `let`, a tail.
mod c01_statement_let_tail {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> u32 {
        tick().await;
        let x = one().await;
        x + tail().await
    }

    #[trace_async]
    async fn tail() -> u32 {
        one().await
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `?` on the result.
mod c02_question_mark_on_the_result {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> Result<u32, String> {
        let x = ok().await?;
        Ok(x + ok().await.map_err(|e| e + "!")?)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `??`, and `?` that converts the error.
mod c03_question_mark_that_converts {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> Result<u32, Box<dyn std::error::Error>> {
        Ok(nested().await?? + ok().await?)
    }

    #[trace_async]
    async fn nested() -> Result<Result<u32, String>, std::fmt::Error> {
        Ok(Ok(2))
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// The awaited thing comes from a `?`.
mod c04_future_from_a_question_mark {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> Result<u32, String> {
        Ok(maker(true)?.await + (maker(true)?).await)
    }

    fn maker(b: bool) -> Result<std::future::Ready<u32>, String> {
        if b {
            Ok(std::future::ready(3))
        } else {
            Err("no".into())
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A chain: await, method, await.
mod c05_chain_of_awaits {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() -> Result<String, String> {
        Ok(S.first()
            .await?
            .second()
            .await
            .to_string()
            .trim()
            .to_string())
    }

    struct S;

    impl S {
        #[trace_async]
        async fn first(self) -> Result<S, String> {
            Ok(self)
        }
        #[trace_async]
        async fn second(&self) -> u32 {
            one().await
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// In call arguments, in order.
mod c06_call_arguments_in_order {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut v = vec![];
        f(push(&mut v, 1).await, 2);
        f(one().await, one().await);
        assert_eq!(v, [1]);
    }

    #[trace_async]
    async fn push(v: &mut Vec<u32>, x: u32) -> u32 {
        v.push(x);
        x
    }

    fn f(a: u32, b: u32) -> u32 {
        a * 10 + b
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// In method arguments, under a two-phase borrow.
mod c07_two_phase_borrow {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let mut v = vec![1];
        v.push(len(&v).await);
        v.extend(vec![one().await as usize; v.len()]);
        assert_eq!(v, [1, 1, 1, 1]);
    }

    #[trace_async]
    async fn len(v: &[usize]) -> usize {
        v.len()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// A temporary that lives across the await.
mod c08_temporary_across_the_await {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        eq(read(&String::from("ab")).await, 2);
        let m = tokio::sync::Mutex::new(String::from("abc"));
        eq(read(&mut m.lock().await).await, 3);
    }

    #[trace_async]
    async fn read(s: &str) -> usize {
        tick().await;
        s.len()
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// What it yields borrows from that temporary.
mod c09_output_borrows_from_a_temporary {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        match id(&String::from("abc")).await {
            s => assert_eq!(s.len(), 3),
        }
        eq(id(&String::from("ab")).await.len(), 2);
    }

    #[trace_async]
    async fn id(s: &str) -> &str {
        tick().await;
        s
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// Under `&`, `&mut`, `*`, `!`, `-`.
mod c10_under_unary_operators {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        let r = &one().await;
        let m = &mut one().await;
        *m += 1;
        is(!no().await && -neg().await == 3);
        eq(*boxed().await + *r, *m);
    }

    #[trace_async]
    async fn no() -> bool {
        false
    }

    #[trace_async]
    async fn neg() -> i32 {
        -3
    }

    #[trace_async]
    async fn boxed() -> Box<u32> {
        Box::new(1)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `.await` in strings and comments, spaced out, and over lines.
#[rustfmt::skip]
mod c105_strings_comments_and_spaces {
    use crate::constructs::h::*;

#[trace_async] async fn run() { let s = "one().await"; // x.await
    let x = one()
        // why
        .await /* y.await */; let y = one() . await; assert_eq!((x, y, s.len()), (1, 1, 11)); }

#[test]
fn passes() { pass(run); }
}
