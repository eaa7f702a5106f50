//! The lines of a recording of tokio-console, as far as they are read.

use serde::Deserialize;

use super::field::FieldValue;

/// The first line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Version {
    pub(super) v: u64,
}

/// A line.
#[derive(Deserialize)]
pub(super) enum Event {
    Spawn {
        id: u64,
        at: Time,
        fields: Vec<Field>,
    },
    Enter {
        id: u64,
        at: Time,
    },
    Exit {
        id: u64,
        at: Time,
    },
    Close {
        id: u64,
        at: Time,
    },
    Waker {
        id: u64,
        at: Time,
        op: WakeOp,
    },
}

/// A time of the wall clock.
#[derive(Clone, Copy, Deserialize)]
pub(super) struct Time {
    pub(super) secs_since_epoch: u64,
    pub(super) nanos_since_epoch: u32,
}

/// What is known of a task.
#[derive(Deserialize)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: FieldValue,
}

/// What was done with a waker.
#[derive(Clone, Copy, Deserialize)]
pub(super) enum WakeOp {
    Wake { self_wake: bool },
    WakeByRef { self_wake: bool },
    Clone,
    Drop,
}
