//! The lints of the compiler, which must say what they said.

/// `#![deny(warnings)]` and clippy's lints.
mod c84_deny_warnings {
    use crate::constructs::h::*;

    mod m {
        #![deny(
            warnings,
            unused,
            unused_mut,
            unused_braces,
            unused_parens,
            unused_must_use,
            unreachable_code,
            unused_qualifications,
            let_underscore_drop,
            single_use_lifetimes,
            missing_debug_implementations,
            trivial_casts,
            unused_lifetimes,
            unused_results,
            elided_lifetimes_in_paths,
            rust_2018_idioms
        )]
        #[crate::trace_async]
        pub async fn f() -> u32 {
            if super::one().await == 1 {
                super::tick().await
            }
            let mut x = super::one().await;
            x += 1;
            x
        }
        #[crate::trace_async]
        pub async fn g(v: &mut Vec<u32>) {
            v.push(super::one().await);
        }
    }
    #[trace_async]
    async fn run() {
        let mut v = vec![];
        m::g(&mut v).await;
        eq(m::f().await, 2)
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `unused_must_use` still speaks.
mod c85_unused_must_use {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        #[deny(unused_must_use)]
        {
            let _ = ok().await;
        }
        #[expect(unused_must_use)]
        {
            ok().await;
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}

/// `unused_mut`, `unused_variables`, `dead_code` on the user's own names.
mod c86_unused_names {
    use crate::constructs::h::*;

    #[trace_async]
    async fn run() {
        #[expect(unused_mut)]
        let mut x = one().await;
        #[expect(unused_variables)]
        let y = one().await;
        #[expect(unused_assignments)]
        {
            let mut z;
            z = one().await;
            z = 2;
            assert_eq!(z + x, 3)
        }
    }

    #[test]
    fn passes() {
        pass(run);
    }
}
