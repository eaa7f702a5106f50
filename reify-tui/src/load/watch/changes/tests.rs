//! What is told of a path, and what is not.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::symlink;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::*;

/// A folder with a file, what leads to it by way of two links, and other folders beside.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        // The file systems of which it is known that they tell are those that such folders lie in.
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(place.at("real/deep")).unwrap();
        fs::create_dir(place.at("other")).unwrap();
        fs::write(place.at("real/deep/file"), "[\n").unwrap();
        symlink("../real/deep", place.at("other/folder")).unwrap();
        symlink(place.at("other/folder/file"), place.at("link")).unwrap();
        place
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn append(&self, path: &str) {
        let file = OpenOptions::new().append(true).open(self.at(path));
        file.unwrap().write_all(b"more\n").unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.at(from), self.at(to)).unwrap();
    }
}

fn tells(changes: &Changes) -> bool {
    let mut fds = [PollFd::new(changes, PollFlags::IN)];
    poll(&mut fds, Some(&Timespec::default())).unwrap() > 0
}

/// Watches a path, lets something be done, and gives back what was told of it: whether anything was, and whether the
/// path may lead elsewhere.
fn told(path: &str, act: impl FnOnce(&Place)) -> (bool, bool) {
    let place = Place::new();
    let mut changes = Changes::of(&place.at(path)).unwrap();
    assert!(!tells(&changes));
    act(&place);
    let tells_any = tells(&changes);
    let leads_elsewhere = changes.take();
    assert!(!tells(&changes));
    (tells_any, leads_elsewhere)
}

#[test]
fn what_is_written_to_the_file_is_told_wherever_it_is_written() {
    for path in ["real/deep/file", "real/../real/./deep/file", "link"] {
        assert_eq!(
            told(path, |place| place.append("real/deep/file")),
            (true, false)
        );
    }
}

#[test]
fn it_is_told_when_the_path_leads_elsewhere() {
    type Act = fn(&Place);
    let acts: [(&str, Act); 9] = [
        ("the file is removed", |place| {
            fs::remove_file(place.at("real/deep/file")).unwrap();
        }),
        ("it is moved away", |place| {
            place.rename("real/deep/file", "away");
        }),
        ("another takes its place", |place| {
            fs::write(place.at("new"), "[\n").unwrap();
            place.rename("new", "real/deep/file");
        }),
        ("another does so while a program writes to it", |place| {
            let _writes = File::options()
                .append(true)
                .open(place.at("real/deep/file"));
            fs::write(place.at("new"), "[\n").unwrap();
            place.rename("new", "real/deep/file");
        }),
        ("its folder is moved", |place| {
            place.rename("real/deep", "real/away");
        }),
        ("the folder above is moved", |place| {
            place.rename("real", "away");
        }),
        ("the folder is removed", |place| {
            fs::remove_dir_all(place.at("real")).unwrap();
        }),
        ("another link to a folder takes the place of one", |place| {
            symlink("..", place.at("new")).unwrap();
            place.rename("new", "other/folder");
        }),
        ("another link to a file takes the place of one", |place| {
            symlink("nowhere", place.at("new")).unwrap();
            place.rename("new", "link");
        }),
    ];
    for (what, act) in acts {
        assert_eq!(told("link", act), (true, true), "{what}");
    }
}

#[test]
fn what_comes_is_told_where_something_is_missing() {
    let come: fn(&Place) = |place| {
        let folder = place.at("real/to/come");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("file"), "[\n").unwrap();
    };
    assert_eq!(told("real/to/come/file", come), (true, true));
    assert_eq!(
        told("real/deep/new", |place| {
            fs::write(place.at("real/deep/new"), "[\n").unwrap();
        }),
        (true, true)
    );
    assert_eq!(
        told("real/deep/new", |place| place
            .rename("link", "real/deep/new")),
        (true, true)
    );
}

#[test]
fn that_a_folder_without_the_file_is_removed_is_told_while_a_program_works_in_it() {
    let mut works_there = None;
    let removed = told("other/file", |place| {
        works_there = File::open(place.at("other")).ok();
        fs::remove_file(place.at("other/folder")).unwrap();
        fs::remove_dir(place.at("other")).unwrap();
    });
    assert_eq!(removed, (true, true));
    assert!(works_there.is_some());
}

#[test]
fn what_happens_beside_the_file_is_not_told() {
    let beside: fn(&Place) = |place| {
        fs::write(place.at("real/deep/beside"), "").unwrap();
        place.append("real/deep/beside");
        place.rename("real/deep/beside", "other/beside");
        fs::remove_file(place.at("other/beside")).unwrap();
        fs::create_dir(place.at("real/deep/folder")).unwrap();
        File::open(place.at("real/deep/file")).unwrap();
    };
    assert_eq!(told("link", beside), (false, false));
}

#[test]
fn what_cannot_be_told_of_is_refused() {
    let place = Place::new();
    symlink("round", place.at("round")).unwrap();
    assert!(Changes::of(&place.at("round")).is_err());
    assert!(Changes::of(Path::new("/proc/self/status")).is_err());
}
