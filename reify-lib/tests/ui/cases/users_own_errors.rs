use reify_lib::trace_async;

async fn name() -> String {
    String::new()
}

#[trace_async]
async fn wrong_type() -> u32 {
    let _: &str = name().await;
    name().await
}

#[trace_async]
async fn no_future() {
    5.await;
    let unknown = missing().await;
}

#[trace_async]
async fn moved(name: String) {
    drop(name);
    async { name }.await;
}

#[trace_async(trace = nowhere)]
async fn no_trace() {
    name().await;
}

#[trace_async(crate = nowhere)]
async fn no_crate() {
    name().await;
}

fn main() {}
