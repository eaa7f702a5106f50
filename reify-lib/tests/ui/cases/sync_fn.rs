use reify_lib::trace_async;

#[trace_async]
fn total(items: &[u32]) -> u32 {
    items.iter().sum()
}

fn main() {
    total(&[]);
}
