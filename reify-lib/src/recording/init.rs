//! [`init`]: recording on demand, by environment variables.

use std::cell::Cell;
use std::ffi::OsString;
use std::fmt::Display;
use std::sync::OnceLock;
use std::time::Duration;

use super::{RecordOptions, Recording};

/// The file to record to.
const PATH: &str = "REIFY_TRACE";
const WAKES: &str = "REIFY_WAKES";
const EVERY_EVENT: &str = "REIFY_EVERY_EVENT";
const LIMIT: &str = "REIFY_LIMIT";
const MEMORY: &str = "REIFY_MEMORY";
/// At the end of the process there is no time to lose.
const PATIENCE: Duration = Duration::from_millis(200);

static RECORDING: OnceLock<Option<Recording>> = OnceLock::new();

/// Records the whole process into the file that the environment variable `REIFY_TRACE` names, if it is set.
///
/// It may be called any number of times, from anywhere; only the first call does anything. The recording goes on to the
/// end of the process. Where the file cannot be made, a line on standard error says so, and the program goes on
/// unrecorded.
///
/// Further variables set the [`RecordOptions`]: `REIFY_WAKES=0` leaves wakes out, `REIFY_EVERY_EVENT=1` writes each event
/// on the spot, `REIFY_LIMIT` is how large the file may get (`500000`, `64K`, `100M`, `2G`: in bytes, by powers of 1024),
/// and `REIFY_MEMORY` how much memory each thread may take for what is not written yet. Where one of them makes no sense
/// a line on standard error says so, and nothing is recorded.
///
/// ```
/// reify_lib::init();
/// ```
pub fn init() {
    RECORDING.get_or_init(|| {
        let path = variable(PATH)?;
        match options().and_then(|options| options.record_to(&path).map_err(|e| e.to_string())) {
            Ok(recording) => Some(recording),
            Err(error) => {
                say(PATH, error);
                None
            }
        }
    });
    // The end of the main thread is the end of the process, but for what `exit` on another thread or a signal cuts off.
    if std::thread::current().name() == Some("main") {
        let _ = AT_END.try_with(|guard| guard.0.set(true));
    }
}

fn options() -> Result<RecordOptions, String> {
    let mut options = RecordOptions::new();
    if let Some(wakes) = variable(WAKES) {
        options = options.wakes(switch(WAKES, &wakes)?);
    }
    if let Some(every_event) = variable(EVERY_EVENT) {
        options = options.every_event(switch(EVERY_EVENT, &every_event)?);
    }
    if let Some(limit) = variable(LIMIT) {
        options = options.limit(size(LIMIT, &limit)?);
    }
    if let Some(memory) = variable(MEMORY) {
        options = options.memory(size(MEMORY, &memory)?);
    }
    Ok(options)
}

fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn switch(name: &str, value: &OsString) -> Result<bool, String> {
    match value.to_str() {
        Some("1" | "true" | "on" | "yes") => Ok(true),
        Some("0" | "false" | "off" | "no") => Ok(false),
        _ => Err(format!("{name} is neither 1 nor 0")),
    }
}

fn size(name: &str, value: &OsString) -> Result<u64, String> {
    let wrong = || format!("{name} is no size: expected a number like 500000, 64K, 100M or 2G");
    value.to_str().and_then(bytes).ok_or_else(wrong)
}

fn bytes(text: &str) -> Option<u64> {
    let (number, shift) = match text.char_indices().last()? {
        (end, 'k' | 'K') => (&text[..end], 10),
        (end, 'm' | 'M') => (&text[..end], 20),
        (end, 'g' | 'G') => (&text[..end], 30),
        _ => (text, 0),
    };
    number.parse::<u64>().ok()?.checked_mul(1 << shift)
}

/// The one place where the library speaks: to whoever set the variable, before the program begins.
fn say(name: &str, error: impl Display) {
    eprintln!("reify: {name}: {error}");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_units() {
        assert_eq!(bytes("500000"), Some(500_000));
        assert_eq!(bytes("64K"), Some(65_536));
        assert_eq!(bytes("2g"), Some(2 << 30));
        assert_eq!(bytes("K"), None);
        assert_eq!(bytes("12MB"), None);
        assert_eq!(bytes("99999999999999999999"), None);
        assert_eq!(bytes("18446744073709551615G"), None);
    }

    #[test]
    fn switches_are_on_or_off() {
        assert_eq!(switch(WAKES, &"1".into()), Ok(true));
        assert_eq!(switch(WAKES, &"off".into()), Ok(false));
        assert!(switch(WAKES, &"maybe".into()).is_err());
    }
}
