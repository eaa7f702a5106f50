//! [`init`]: recording on demand, by an environment variable.

use std::cell::Cell;
use std::sync::OnceLock;
use std::time::Duration;

use super::{RecordOptions, Recording};

/// The file to record to.
const PATH: &str = "REIFY_TRACE";
/// At the end of the process there is no time to lose.
const PATIENCE: Duration = Duration::from_millis(200);

static RECORDING: OnceLock<Option<Recording>> = OnceLock::new();

/// Records the whole process into the file that the environment variable `REIFY_TRACE` names, if it is set.
///
/// It may be called any number of times, from anywhere; only the first call does anything. The recording goes on to the
/// end of the process. Where the file cannot be made, a line on standard error says so, and the program goes on
/// unrecorded.
///
/// ```
/// reify_lib::init();
/// ```
pub fn init() {
    RECORDING.get_or_init(|| {
        let path = std::env::var_os(PATH).filter(|path| !path.is_empty())?;
        match RecordOptions::new().record_to(&path) {
            Ok(recording) => Some(recording),
            Err(error) => {
                eprintln!("reify: {PATH}: {error}");
                None
            }
        }
    });
    // The end of the main thread is the end of the process, but for what `exit` on another thread or a signal cuts off.
    if std::thread::current().name() == Some("main") {
        let _ = AT_END.try_with(|guard| guard.0.set(true));
    }
}

struct AtEnd(Cell<bool>);

thread_local! {
    static AT_END: AtEnd = const { AtEnd(Cell::new(false)) };
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        if let Some(Some(recording)) = RECORDING.get() {
            // Nobody is left to be told of an error.
            let _ = recording.end("exited", PATIENCE);
        }
    }
}
