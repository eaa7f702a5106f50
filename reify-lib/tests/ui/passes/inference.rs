//! `as _` finds its type only as long as no crate that is linked makes a second one comparable to `i32`.

use reify_lib::trace_async;

#[trace_async]
async fn compared() {
    const TWO: u8 = 2;
    let two: i32 = std::future::ready(2).await;
    assert_eq!(two, TWO as _);
}

fn main() {
    drop(compared());
}
