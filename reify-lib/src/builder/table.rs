//! [`Table`]: what a recording describes under ids of its own, by position.

use super::ids::IdMap;

/// Entries in the order in which their ids were first met, defined or only mentioned.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    pub(super) ids: IdMap,
    pub(super) entries: Vec<T>,
    pub(super) defined: Vec<bool>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            ids: IdMap::default(),
            entries: Vec::new(),
            defined: Vec::new(),
        }
    }
}

impl<T> Table<T> {
    /// The position of an id, with a stand-in behind it where it was not met before.
    pub(super) fn mention(&mut self, id: u64, stand_in: impl FnOnce() -> T) -> u32 {
        if let Some(index) = self.ids.get(id) {
            return index;
        }
        let index = self.entries.len() as u32;
        self.ids.insert(id, index);
        self.entries.push(stand_in());
        self.defined.push(false);
        index
    }

    /// Puts an entry behind its id. Gives back whether there was none yet.
    pub(super) fn define(&mut self, id: u64, entry: T) -> bool {
        let Some(index) = self.ids.get(id) else {
            self.ids.insert(id, self.entries.len() as u32);
            self.entries.push(entry);
            self.defined.push(true);
            return true;
        };
        if self.defined[index as usize] {
            return false;
        }
        self.entries[index as usize] = entry;
        self.defined[index as usize] = true;
        true
    }

    /// What was put behind an id.
    pub(super) fn defined_mut(&mut self, id: u64) -> Option<&mut T> {
        let index = self.ids.get(id)? as usize;
        self.defined[index].then(|| &mut self.entries[index])
    }
}
