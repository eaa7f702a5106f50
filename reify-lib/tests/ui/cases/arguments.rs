use reify_lib::trace_async;

#[trace_async(tracer = trace)]
async fn misspelt() {}

#[trace_async(name = "a")]
async fn unknown() {}

#[trace_async(trace)]
async fn without_value() {}

#[trace_async(crate = reify_lib, crate = reify_lib)]
async fn twice() {}

#[trace_async("trace")]
async fn no_name() {}

struct Shop;

impl Shop {
    #[trace_async(parent = None)]
    async fn method(&self) {}
}

fn main() {
    // The functions are there all the same.
    let _ = (misspelt(), unknown(), without_value(), twice(), no_name(), Shop.method());
}
