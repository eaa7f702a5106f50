//! Work for the explorer on threads beside the one that answers keys, which comes first.

use std::io;
use std::thread;

/// So much less of a processor does such a thread get where others want it too, as `nice` counts: about a third.
#[cfg(target_os = "linux")]
const NICE: i32 = 5;

/// Starts a thread of this name that has as long as it takes.
///
/// # Errors
///
/// Where the system has no thread left.
pub(crate) fn start(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = thread::Builder::new().name(name.to_owned());
    thread.spawn(|| {
        come_second();
        work();
    })?;
    Ok(())
}

/// Lets go of what may take much memory. To give that back takes a while.
pub(crate) fn let_go<T: Send + 'static>(large: T) {
    // Where there is no thread left, it is let go of here.
    let _ = start("drop", move || drop(large));
}

/// Lets this thread, and those that it starts, come second. Where that is refused, the system shares as it does.
#[cfg(target_os = "linux")]
pub(crate) fn come_second() {
    use rustix::process::{getpriority_process, setpriority_process};
    // Linux alone keeps this by thread, as opposed to POSIX: elsewhere it would be about the whole process.
    let _ = getpriority_process(None).and_then(|own| setpriority_process(None, own + NICE));
}

/// Other systems share as they do.
#[cfg(not(target_os = "linux"))]
pub(crate) fn come_second() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::mpsc;

    use rustix::process::getpriority_process;

    use super::*;

    #[test]
    fn it_comes_second_and_nothing_else_does() {
        let (sender, inside) = mpsc::channel();
        let priority = || getpriority_process(None).unwrap();
        let before = priority();
        start("second", move || sender.send(priority()).unwrap()).unwrap();
        // There is no more than 19.
        assert_eq!(inside.recv().unwrap(), (before + NICE).min(19));
        assert_eq!(priority(), before);
    }
}
