//! [`Results`]: what came of every test, read from what `cargo test` prints.

use std::collections::{BTreeMap, BTreeSet};

/// What came of one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Passed,
    Failed,
    Ignored,
    /// It is not there at all.
    Missing,
}

/// The tests by `target: name`.
#[derive(Default)]
pub(crate) struct Results {
    outcomes: BTreeMap<String, Outcome>,
    /// How many tests their targets counted themselves.
    counted: usize,
}

impl Results {
    pub(crate) fn read(output: &str) -> Self {
        let mut results = Self::default();
        let mut target = String::new();
        for line in output.lines() {
            if let Some(running) = line.trim_start().strip_prefix("Running ") {
                before(running, " (").clone_into(&mut target);
            } else if let Some(package) = line.trim_start().strip_prefix("Doc-tests ") {
                target = format!("doc tests of {package}");
            } else if line.starts_with("test result: ") {
                results.counted += summary(line);
            } else if let Some(failed) = line.strip_prefix("    `-").map(|_| line.trim()) {
                // The list of targets at the end: one without a harness names no tests of its own.
                results
                    .outcomes
                    .insert(format!("target {failed}"), Outcome::Failed);
            } else if let Some((name, outcome)) = test(line) {
                results
                    .outcomes
                    .insert(format!("{target}: {name}"), outcome);
            }
        }
        results
    }

    pub(crate) fn count(&self, outcome: Outcome) -> usize {
        let of_tests = self
            .outcomes
            .iter()
            .filter(|(name, _)| !name.starts_with("target "));
        of_tests.filter(|(_, one)| **one == outcome).count()
    }

    /// How many results were counted and could not be read, because something else was printed into their lines.
    pub(crate) fn unread(&self) -> usize {
        let read: usize = [Outcome::Passed, Outcome::Failed, Outcome::Ignored]
            .map(|outcome| self.count(outcome))
            .iter()
            .sum();
        self.counted.saturating_sub(read)
    }

    pub(crate) fn outcome(&self, name: &str) -> Outcome {
        self.outcomes.get(name).copied().unwrap_or(Outcome::Missing)
    }

    pub(crate) fn names(&self) -> BTreeSet<&str> {
        self.outcomes.keys().map(String::as_str).collect()
    }
}

fn test(line: &str) -> Option<(&str, Outcome)> {
    let (name, outcome) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    let outcome = match outcome.split([',', ' ']).next()? {
        "ok" => Outcome::Passed,
        "FAILED" => Outcome::Failed,
        "ignored" => Outcome::Ignored,
        _ => return None,
    };
    Some((name, outcome))
}

/// The tests of a target, from `test result: ok. 3 passed; 0 failed; 1 ignored; ..`.
fn summary(line: &str) -> usize {
    let counts = line.split([';', '.']).map(str::trim);
    let counts = counts.filter_map(|count| {
        let (number, what) = count.split_once(' ')?;
        let counts = ["passed", "failed", "ignored"].contains(&what);
        counts.then(|| number.parse::<usize>().ok())?
    });
    counts.sum()
}

fn before<'a>(text: &'a str, end: &str) -> &'a str {
    text.split(end).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_known_by_their_target_and_name() {
        let results = Results::read(
            "     Running unittests src/lib.rs (target/debug/deps/a-1)\n\
             test a::b ... ok\n\
             test c - should panic ... ok\n\
             test d ... ignored, too slow\n\
             test e ... noise\n\
             ok\n\
             test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
             \x20  Doc-tests a\n\
             test src/lib.rs - f (line 3) ... FAILED\n\
             test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured\n\
             error: 1 target failed:\n\
             \x20   `--doc`\n",
        );
        let outcome = |name| results.outcome(name);
        assert_eq!(outcome("unittests src/lib.rs: a::b"), Outcome::Passed);
        assert_eq!(
            outcome("unittests src/lib.rs: c - should panic"),
            Outcome::Passed
        );
        assert_eq!(outcome("unittests src/lib.rs: d"), Outcome::Ignored);
        assert_eq!(
            outcome("doc tests of a: src/lib.rs - f (line 3)"),
            Outcome::Failed
        );
        assert_eq!(outcome("target `--doc`"), Outcome::Failed);
        assert_eq!(outcome("unittests src/lib.rs: e"), Outcome::Missing);
        assert_eq!(results.unread(), 1);
    }
}
