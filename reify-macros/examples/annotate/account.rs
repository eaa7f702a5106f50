//! [`Account`]: what the attribute itself says it did, item by item, as the compiler met them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The places that the expansions of a package wrote down, each once however often it was compiled.
#[derive(Default)]
pub(crate) struct Account {
    lines: BTreeSet<String>,
}

impl Account {
    /// Reads what the feature `account` of `reify-macros` wrote: kind, file, line and column, with tabs between them.
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = if file.exists() {
            fs::read_to_string(file)?
        } else {
            String::new()
        };
        Ok(Self {
            lines: text.lines().map(str::to_owned).collect(),
        })
    }

    fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        let rest = move |line: &'a String| line.strip_prefix(kind)?.strip_prefix('\t');
        self.lines.iter().filter_map(rest)
    }

    pub(crate) fn functions(&self) -> usize {
        self.of("function").count()
    }

    pub(crate) fn awaits(&self) -> usize {
        self.of("await").count()
    }

    pub(crate) fn arms(&self) -> usize {
        self.of("arm").count()
    }

    /// `file:line:column in macro!` of what is left untraced.
    pub(crate) fn untraced(&self) -> Vec<String> {
        let place = |line: &str| {
            let mut parts = line.split('\t');
            let mut next = || parts.next().unwrap_or_default();
            format!("{}:{}:{} in {}", next(), next(), next(), next())
        };
        self.of("untraced").map(place).collect()
    }
}
