//! [`Live`]: a recording while a program writes it.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use crate::shop::Shop;

pub(crate) const BEGINNING: &str = "[\n{\"reify\":{\"version\":1}},\n{\"site\":{\"id\":0,\"expr\":\"first_step()\"}},\n{\"step\":[0,0,0,5]},\n{\"poll\":[1,0,6,2,1,\"pending\"]},\n";
pub(crate) const MORE: &str = "{\"site\":{\"id\":1,\"expr\":\"later_step()\"}},\n{\"step\":[2,1,1,9]},\n{\"poll\":[3,1,10,2,1,\"ready\"]},\n";
pub(crate) const MOST: &str = "{\"site\":{\"id\":2,\"expr\":\"last_step()\"}},\n{\"step\":[4,2,2,9]},\n{\"poll\":[5,2,12,2,1,\"ready\"]},\n";
pub(crate) const END: &str = "{\"end\":{\"at\":20,\"recorded\":6,\"reason\":\"finished\"}}\n]\n";

/// A recording in the folder of the shop, which is not there at first.
pub(crate) struct Live<'a> {
    shop: &'a Shop,
    pub(crate) path: PathBuf,
}

impl<'a> Live<'a> {
    pub(crate) const NAME: &'static str = "live.json";

    pub(crate) fn new(shop: &'a Shop) -> Self {
        Self {
            shop,
            path: shop.folder().join(Self::NAME),
        }
    }

    /// More is written to it.
    pub(crate) fn append(&self, text: &str) {
        let file = OpenOptions::new().append(true).open(&self.path);
        file.and_then(|mut file| file.write_all(text.as_bytes()))
            .expect("the folder is ours");
    }

    /// Another file takes its place at once, as a trace that is saved does.
    pub(crate) fn replace(&self, text: &str) {
        let new = self.shop.write("new.json", text);
        fs::rename(new, &self.path).expect("the folder is ours");
    }

    /// The same file is emptied, and written anew.
    pub(crate) fn truncate(&self, text: &str) {
        fs::write(&self.path, text).expect("the folder is ours");
    }

    pub(crate) fn remove(&self) {
        fs::remove_file(&self.path).expect("the folder is ours");
    }
}
