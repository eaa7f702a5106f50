//! [`NameTable`]: the sites that were named at run time.

use std::collections::HashMap;

use crate::Site;

/// The sites of one recording that no macro wrote, numbered from zero.
#[derive(Debug, Default)]
pub(super) struct NameTable {
    sites: Vec<Site>,
    numbers: HashMap<Site, u32>,
}

impl NameTable {
    pub(super) fn number(&mut self, site: Site) -> u32 {
        if let Some(number) = self.numbers.get(&site) {
            return *number;
        }
        let number = self.sites.len() as u32;
        self.sites.push(site.clone());
        self.numbers.insert(site, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Site {
        self.sites.get(number as usize).cloned().unwrap_or_default()
    }
}
