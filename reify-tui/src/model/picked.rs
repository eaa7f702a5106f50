//! [`PickedEvents`]: some of the events of a recording, found out from the first on, and counted for each await point.

use reify_lib::Trace;

use super::ranks::SiteRanks;
use crate::bits::Ranked;

/// Some of the events of a recording, as far as they were told of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickedEvents {
    pub(super) set: Ranked,
    pub(super) ranks: SiteRanks,
}

impl PickedEvents {
    /// None of the events yet.
    pub fn new(trace: &Trace) -> Self {
        Self {
            set: Ranked::default(),
            ranks: SiteRanks::new(trace.sites().len()),
        }
    }

    /// Says of the next event of the recording whether it is picked.
    pub fn push(&mut self, trace: &Trace, is_in: bool) {
        self.set.push(is_in);
        self.ranks.push(trace, is_in);
    }

    /// Their positions in the total order.
    pub fn set(&self) -> &Ranked {
        &self.set
    }
}
