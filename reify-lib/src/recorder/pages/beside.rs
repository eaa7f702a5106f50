//! [`Beside`]: the few values that do not fit into an entry of 24 bytes.

use std::collections::VecDeque;

/// What stands beside the entries, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside<T> {
    values: VecDeque<T>,
    /// How many went before these.
    gone: u32,
}

impl<T: Clone + Default> Beside<T> {
    /// Gives back the place of the value, which counts on from those that went.
    pub(super) fn put(&mut self, value: T) -> u32 {
        self.values.push_back(value);
        self.gone.wrapping_add(self.values.len() as u32 - 1)
    }

    pub(super) fn get(&self, place: u32) -> T {
        let index = place.wrapping_sub(self.gone) as usize;
        self.values.get(index).cloned().unwrap_or_default()
    }

    pub(super) fn forget(&mut self) {
        self.values.pop_front();
        self.gone = self.gone.wrapping_add(1);
    }
}
