//! [`Remap`]: where a folder of the recording's machine is on this one.

use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Paths below `from` are looked for below `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remap {
    /// The folder as the recording has it.
    pub from: PathBuf,
    /// The folder on this machine.
    pub to: PathBuf,
}

impl Remap {
    /// Where a path of the recording is, if it lies below.
    pub(super) fn of(&self, path: &Path) -> Option<PathBuf> {
        let below = path.strip_prefix(&self.from).ok()?;
        // Joined to nothing, a path would get a separator at its end.
        Some(if below.as_os_str().is_empty() {
            self.to.clone()
        } else {
            self.to.join(below)
        })
    }
}

impl FromStr for Remap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok(Self {
                from: PathBuf::from(from),
                to: PathBuf::from(to),
            }),
            _ => Err("expected FROM=TO, as in /build/shop=.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_folders_are_replaced() {
        let remap: Remap = "/build/shop=/home/me/shop".parse().unwrap();
        let of = |path: &str| remap.of(Path::new(path));
        assert_eq!(
            of("/build/shop/src/main.rs"),
            Some(PathBuf::from("/home/me/shop/src/main.rs"))
        );
        assert_eq!(of("/build/shopping/src/main.rs"), None);
        assert_eq!(of("src/main.rs"), None);
    }

    #[test]
    fn both_folders_are_needed() {
        for text in ["", "a", "a=", "=b"] {
            assert!(text.parse::<Remap>().is_err(), "{text}");
        }
    }
}
