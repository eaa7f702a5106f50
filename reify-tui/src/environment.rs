//! [`Environment`]: the environment variables, as a value.
//!
//! Whatever depends on them takes this, so that a test can say what they are. Blank is the same as unset.

use std::collections::BTreeMap;
use std::env;
use std::path::Path;

/// The environment variables that are text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// Those of this process.
    pub fn of_process() -> Self {
        env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect()
    }

    /// The value of a variable, unless it is unset or blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name)?;
        (!value.trim().is_empty()).then_some(value)
    }

    /// Whether the user asked every program for no colour (<https://no-color.org>).
    pub fn no_color(&self) -> bool {
        self.0
            .get("NO_COLOR")
            .is_some_and(|value| !value.is_empty())
    }

    /// Whether the terminal can do nothing but print.
    pub fn is_dumb(&self) -> bool {
        self.get("TERM") == Some("dumb")
    }

    /// Whether text is UTF-8. Where nobody says what it is, it is taken to be, but for the `C` locale.
    pub fn is_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| self.get(name));
        let Some(locale) = locale else {
            return true;
        };
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }

    /// Whether a graphical desktop is there to open a window on.
    pub fn has_display(&self) -> bool {
        cfg!(windows)
            || ["DISPLAY", "WAYLAND_DISPLAY"]
                .into_iter()
                .any(|name| self.get(name).is_some())
    }

    /// Whether a program of that name is in one of the folders of `PATH`.
    pub fn finds(&self, program: &str) -> bool {
        let Some(path) = self.get("PATH") else {
            return false;
        };
        env::split_paths(path).any(|folder| is_file(&folder.join(program)))
    }
}

impl FromIterator<(String, String)> for Environment {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(variables: I) -> Self {
        Self(variables.into_iter().collect())
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Environment {
    fn from(variables: [(&str, &str); N]) -> Self {
        variables
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_is_unset() {
        let environment = Environment::from([("EDITOR", " "), ("VISUAL", "vim")]);
        assert_eq!(environment.get("EDITOR"), None);
        assert_eq!(environment.get("VISUAL"), Some("vim"));
    }

    #[test]
    fn no_color_is_anything_but_nothing() {
        assert!(Environment::from([("NO_COLOR", "0")]).no_color());
        assert!(!Environment::from([("NO_COLOR", "")]).no_color());
        assert!(!Environment::default().no_color());
    }

    #[test]
    fn the_strongest_locale_says_whether_text_is_utf8() {
        for (variables, utf8) in [
            (vec![], true),
            (vec![("LANG", "de_DE.UTF-8")], true),
            (vec![("LANG", "C.utf8")], true),
            (vec![("LANG", "C")], false),
            (vec![("LANG", "de_DE.UTF-8"), ("LC_ALL", "POSIX")], false),
            (vec![("LANG", "C"), ("LC_CTYPE", "en_GB.utf8")], true),
            (vec![("LANG", "de_DE.ISO-8859-1"), ("LC_ALL", "")], false),
        ] {
            let environment: Environment = variables
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            assert_eq!(environment.is_utf8(), utf8, "{variables:?}");
        }
    }
}
