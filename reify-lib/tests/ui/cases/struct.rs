use reify_lib::trace_async;

#[trace_async]
#[derive(Default)]
struct Cart {
    items: Vec<u32>,
}

fn main() {
    // The struct is there all the same: this is no second error.
    let _ = Cart::default().items;
}
