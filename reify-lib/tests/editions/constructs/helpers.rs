//! What the constructs are made of.

pub(crate) use crate::trace_async;

/// Functions, so that the awaits in their arguments are in no macro's.
#[track_caller]
pub fn eq<T: PartialEq + std::fmt::Debug>(a: T, b: T) {
    assert_eq!(a, b)
}

#[track_caller]
pub fn is(b: bool) {
    assert!(b)
}

pub async fn one() -> u32 {
    tick().await;
    1
}

pub async fn ok() -> Result<u32, String> {
    Ok(1)
}

pub async fn some() -> Option<u32> {
    Some(1)
}

/// Pending once.
pub fn tick() -> Tick {
    Tick(false)
}

pub struct Tick(bool);

impl std::future::Future for Tick {
    type Output = ();
    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<()> {
        if self.0 {
            std::task::Poll::Ready(())
        } else {
            self.0 = true;
            cx.waker().wake_by_ref();
            std::task::Poll::Pending
        }
    }
}

/// No future, but it turns into one.
pub struct Later(pub u32);

impl Later {
    pub fn and(self, n: u32) -> Self {
        Self(self.0 + n)
    }
}

impl std::future::IntoFuture for Later {
    type Output = u32;
    type IntoFuture = std::future::Ready<u32>;
    fn into_future(self) -> Self::IntoFuture {
        std::future::ready(self.0)
    }
}

/// What happened, in order.
pub struct Log(std::sync::Mutex<String>);

impl Log {
    pub fn new() -> Self {
        Self(Default::default())
    }
    pub fn push(&self, s: &str) {
        self.0.lock().unwrap().push_str(s)
    }
    pub fn get(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

pub struct D<'a>(pub &'a Log, pub &'static str);

impl Drop for D<'_> {
    fn drop(&mut self) {
        self.0.push(self.1)
    }
}

/// What a construct gives back when it has passed.
pub trait Passed {
    fn check(self);
}

impl Passed for () {
    fn check(self) {}
}

impl Passed for u32 {
    fn check(self) {}
}

impl Passed for String {
    fn check(self) {}
}
impl<T: Passed, E: std::fmt::Debug> Passed for Result<T, E> {
    fn check(self) {
        self.unwrap().check();
    }
}

/// Runs a construct, and runs it again while it is recorded.
#[track_caller]
pub fn pass<F>(run: impl Fn() -> F)
where
    F: std::future::Future,
    F::Output: Passed,
{
    pass_unrecorded(&run);
    futures::executor::block_on(crate::TracedFuture::run(run()))
        .0
        .check()
}

/// Runs a construct without a recording.
#[track_caller]
pub fn pass_unrecorded<F>(run: impl Fn() -> F)
where
    F: std::future::Future,
    F::Output: Passed,
{
    futures::executor::block_on(run()).check()
}
