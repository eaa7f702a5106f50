//! [`Config`]: what the user wants every time, from a file in TOML.
//!
//! The file lies under the XDG folder, `~/.config/reify/config.toml` where nothing else is said. What is wrong in it is
//! said with its file, line and key, and never passed over.

mod error;
mod template;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;
use etcetera::BaseStrategy as _;
use serde::Deserialize;
use toml::Spanned;

pub use self::error::ConfigError;
pub use self::template::template;

use crate::keymap::Keymap;
use crate::source::Remap;
use crate::text::typed_time;
use crate::theme::ThemeName;

/// What the user wants every time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The styles.
    pub theme: Option<ThemeName>,
    /// Whether only ASCII characters are drawn.
    pub ascii: bool,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// The editor, as a command or a template.
    pub editor: Option<String>,
    /// What a slow poll takes more than, in ns.
    pub slow_poll: Option<u64>,
    /// Where source files are looked for too.
    pub source_roots: Vec<PathBuf>,
    /// Where folders of other machines are on this one.
    pub remaps: Vec<Remap>,
    /// The keys.
    pub keymap: Keymap,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Written {
    theme: Option<Spanned<String>>,
    ascii: bool,
    mouse: bool,
    editor: Option<String>,
    slow_poll: Option<Spanned<String>>,
    source_roots: Vec<PathBuf>,
    remap: BTreeMap<PathBuf, PathBuf>,
    keys: BTreeMap<String, Spanned<Vec<String>>>,
}

impl Config {
    /// Reads the file that the user names, or the one that is there for it. Where there is none, nothing is configured.
    ///
    /// # Errors
    ///
    /// Where the file that was named cannot be read, or there is something wrong in the file.
    pub fn load(named: Option<&Path>) -> Result<Self, ConfigError> {
        let Some(path) = named.map(Path::to_owned).or_else(usual_path) else {
            return Ok(Self::default());
        };
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path, &text),
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            Err(error) => Err(ConfigError::unreadable(&path, &error)),
        }
    }

    /// Reads what stands in a file.
    ///
    /// # Errors
    ///
    /// Where something in it is wrong: the file, the line, the key, and what is expected.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let at = |span: Option<std::ops::Range<usize>>, message: &str| {
            ConfigError::at(path, text, span.map_or(0, |span| span.start), message)
        };
        let written: Written =
            toml::from_str(text).map_err(|error| at(error.span(), error.message()))?;
        let theme = written.theme.map(|theme| {
            let known = ThemeName::named(theme.get_ref());
            known.ok_or_else(|| at(Some(theme.span()), &unknown_theme(theme.get_ref())))
        });
        let slow_poll = written
            .slow_poll
            .map(|time| typed_time(time.get_ref()).map_err(|error| at(Some(time.span()), &error)));
        let mut keymap = Keymap::default();
        for (action, keys) in &written.keys {
            let bound = keymap.rebind(action, keys.get_ref());
            bound.map_err(|error| at(Some(keys.span()), &error.to_string()))?;
        }
        // Only now: two actions may have changed their keys with each other.
        for (action, keys) in &written.keys {
            let checked = keymap.check(action);
            checked.map_err(|error| at(Some(keys.span()), &error.to_string()))?;
        }
        let remaps = written.remap.into_iter();
        Ok(Self {
            theme: theme.transpose()?,
            ascii: written.ascii,
            mouse: written.mouse,
            editor: written.editor,
            slow_poll: slow_poll.transpose()?,
            source_roots: written.source_roots,
            remaps: remaps.map(|(from, to)| Remap { from, to }).collect(),
            keymap,
        })
    }
}

fn unknown_theme(name: &str) -> String {
    let known = ThemeName::value_variants().iter();
    let known: Vec<String> = known
        .filter_map(|theme| Some(theme.to_possible_value()?.get_name().to_owned()))
        .collect();
    format!("there is no theme {name}, but {}", known.join(", "))
}

/// Where the file is looked for.
pub fn usual_path() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("reify").join("config.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;

    fn parsed(text: &str) -> Result<Config, String> {
        let parsed = Config::parse(Path::new("config.toml"), text);
        parsed.map_err(|error| error.to_string())
    }

    #[test]
    fn every_option_can_be_set() {
        let config = parsed(
            r#"
            theme = "mono"
            ascii = true
            mouse = true
            editor = "hx"
            slow-poll = "1ms"
            source-roots = ["/src"]
            [remap]
            "/build" = "/home/me"
            [keys]
            next-event = ["j"]
            down = ["l", "<down>"]
            "#,
        )
        .unwrap();
        assert_eq!(config.theme, Some(ThemeName::Mono));
        assert!(config.ascii && config.mouse);
        assert_eq!(config.editor.as_deref(), Some("hx"));
        assert_eq!(config.slow_poll, Some(1_000_000));
        assert_eq!(config.source_roots, [PathBuf::from("/src")]);
        assert_eq!(config.remaps, ["/build=/home/me".parse().unwrap()]);
        let bound = config.keymap.bound().iter();
        let next = bound
            .clone()
            .find(|bound| bound.binding.action == Action::NextEvent);
        assert_eq!(next.unwrap().shown_keys(), ["j"]);
    }

    #[test]
    fn nothing_is_something_too() {
        assert_eq!(parsed(""), Ok(Config::default()));
    }

    #[test]
    fn what_is_wrong_is_said_with_file_line_and_key() {
        let cases = [
            (
                "ascii = true\ncolour = 3",
                "config.toml:2: colour: unknown field `colour`",
            ),
            (
                "\nascii = 3",
                "config.toml:2: ascii: invalid type: integer `3`, expected a boolean",
            ),
            (
                "theme = \"neon\"",
                "config.toml:1: theme: there is no theme neon, but ansi, mono, high-contrast",
            ),
            (
                "[keys]\nnext-evnt = [\"x\"]",
                "config.toml:2: next-evnt: there is no action next-evnt",
            ),
            (
                "[keys]\n\nedit = [\"<hyper-x>\"]",
                "config.toml:3: edit: <hyper-x> is no key",
            ),
            (
                "[keys]\nedit = [\"j\"]",
                "config.toml:2: edit: the keys j stand for down too",
            ),
            (
                "slow-poll = \"5\"",
                "config.toml:1: slow-poll: expected a time with its unit, such as 20ms",
            ),
            ("mouse = ", "config.toml:1: mouse: "),
        ];
        for (text, message) in cases {
            let error = parsed(text).unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn a_file_that_is_named_must_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gone.toml");
        let error = Config::load(Some(&path)).unwrap_err().to_string();
        assert!(error.contains("gone.toml"), "{error}");
        fs::write(&path, "ascii = true").unwrap();
        assert!(Config::load(Some(&path)).unwrap().ascii);
    }

    #[test]
    fn the_template_says_what_holds_without_it() {
        assert_eq!(parsed(&template()), Ok(Config::default()));
        let uncommented: Vec<&str> = template_lines();
        let config = parsed(&uncommented.join("\n")).unwrap();
        let keys = |config: &Config| -> Vec<Vec<String>> {
            let bound = config.keymap.bound().iter();
            bound.map(crate::keymap::Bound::shown_keys).collect()
        };
        assert_eq!(keys(&config), keys(&Config::default()));
    }

    /// The lines of the template with what is commented out in force.
    fn template_lines() -> Vec<&'static str> {
        let template: &'static str = Box::leak(template().into_boxed_str());
        let lines = template.lines();
        lines
            .map(|line| line.strip_prefix("#").unwrap_or(line))
            .collect()
    }
}
