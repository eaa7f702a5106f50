//! The task that the executor runs, as far as it tells: with the feature `tokio`, tokio's.

use super::entry::Entry;
use super::{RecorderId, pen};

/// The number of the task that the executor runs here.
pub(super) fn here() -> Option<u64> {
    #[cfg(feature = "tokio")]
    {
        tokio_task()
    }
    #[cfg(not(feature = "tokio"))]
    None
}

/// A task that was not polled yet: until then nobody knows what the executor calls it.
#[derive(Debug)]
pub(crate) struct NewTask {
    recorder: RecorderId,
    id: u64,
    /// Where it was made. If it is polled there too, it is not a task of the executor's.
    made_in: Option<u64>,
}

impl NewTask {
    /// Nothing where no executor tells.
    pub(super) fn new(recorder: RecorderId, id: u64) -> Option<Self> {
        cfg!(feature = "tokio").then(|| Self {
            recorder,
            id,
            made_in: here(),
        })
    }

    /// Records what the executor calls it, where its first poll begins.
    #[cold]
    pub(crate) fn meet_executor(self) {
        let runtime_id = here();
        if runtime_id == self.made_in {
            return;
        }
        if let (id, Some(runtime_id)) = (self.id, runtime_id) {
            pen::with(self.recorder, |pen| {
                pen.push(|_| Entry::TaskMet { id, runtime_id })
            });
        }
    }
}

/// Tokio shows the number as text only. It is read digit by digit: a `String` would be an allocation a root step.
#[cfg(feature = "tokio")]
fn tokio_task() -> Option<u64> {
    use std::fmt::{self, Write};

    struct Digits(u64);

    impl Write for Digits {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for character in text.chars() {
                let digit = character.to_digit(10).ok_or(fmt::Error)?;
                self.0 = (self.0.checked_mul(10))
                    .and_then(|number| number.checked_add(u64::from(digit)))
                    .ok_or(fmt::Error)?;
            }
            Ok(())
        }
    }

    let mut digits = Digits(0);
    write!(digits, "{}", tokio::task::try_id()?).ok()?;
    Some(digits.0)
}
