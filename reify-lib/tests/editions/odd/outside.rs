//! Calls the functions of the odd crate, whose attributes only need to know what that crate depends on.

use futures::executor::block_on;
use reify_constructs_odd::{Odd, Some, names, shadowed, sum, untraced};

#[test]
fn functions_of_an_odd_crate_do_what_they_did() {
    block_on(async {
        assert_eq!(sum(Some(1), 2).await, 3);
        assert_eq!(names::<3>().await, 11);
        assert_eq!(shadowed::<4>(5).await, 9);
        assert_eq!(untraced().await, 2);
        assert_eq!(Odd.byte(255).await, Ok(255));
        assert!(Odd.byte(256).await.is_err());
    });
}
