//! [`Report`]: what is to be said about a package.

use std::fmt;

use crate::Arguments;
use crate::account::Account;
use crate::annotation::Count;
use crate::diagnostics::Diagnostics;
use crate::package::Package;
use crate::results::{Outcome, Results};

/// Everything that was found out.
pub(crate) struct Report {
    package: String,
    command: String,
    count: Count,
    account: Account,
    /// What the compiler says only with the attribute, and only without it.
    said_anew: Vec<String>,
    said_before: Vec<String>,
    runs: Option<Runs>,
}

struct Runs {
    plain: [Results; 2],
    annotated: Results,
    recorded: Results,
}

impl Report {
    pub(crate) fn new(
        package: &Package,
        arguments: &Arguments,
        count: Count,
        account: Account,
    ) -> Self {
        let skipped = arguments
            .skip
            .iter()
            .map(|skip| format!(" --skip {}", skip.display()));
        let for_cargo = arguments
            .cargo
            .iter()
            .map(|argument| format!(" {argument}"));
        let dashes = if arguments.cargo.is_empty() {
            ""
        } else {
            " --"
        };
        let options: String = skipped
            .chain([dashes.to_owned()])
            .chain(for_cargo)
            .collect();
        Self {
            package: package.to_string(),
            command: format!("{}{options}", arguments.package),
            count,
            account,
            said_anew: Vec::new(),
            said_before: Vec::new(),
            runs: None,
        }
    }

    pub(crate) fn diagnostics(&mut self, before: &Diagnostics, after: &Diagnostics) {
        self.said_anew = after.beyond(before);
        self.said_before = before.beyond(after);
    }

    pub(crate) fn tests(&mut self, plain: [Results; 2], annotated: Results, recorded: Results) {
        self.runs = Some(Runs {
            plain,
            annotated,
            recorded,
        });
    }

    /// Whether anything is not as before.
    pub(crate) fn differs(&self) -> bool {
        let as_before = self.said_anew.is_empty() && self.said_before.is_empty();
        !as_before
            || self
                .runs
                .as_ref()
                .is_none_or(|runs| !runs.differences().is_empty())
    }

    /// The row of the table in `PACKAGES.md`.
    pub(crate) fn row(&self) -> String {
        let passed = |results: &Results| results.count(Outcome::Passed).to_string();
        let [plain, annotated, recorded] = self.runs.as_ref().map_or_else(
            || ["-", "does not compile", "-"].map(str::to_owned),
            |runs| {
                [
                    passed(&runs.plain[0]),
                    passed(&runs.annotated),
                    passed(&runs.recorded),
                ]
            },
        );
        let (functions, awaits) = (self.account.functions(), self.account.awaits());
        let (arms, left_out) = (self.account.arms(), self.account.untraced().len());
        format!(
            "| `{}` | {functions} | {awaits} | {arms} | {left_out} | {plain} | {annotated} | {recorded} | |",
            self.command
        )
    }
}

impl Runs {
    /// Tests that differ by themselves.
    fn flaky(&self) -> Vec<String> {
        let [first, second] = &self.plain;
        let names = first.names().into_iter().chain(second.names());
        let mut flaky: Vec<_> = names
            .filter(|name| first.outcome(name) != second.outcome(name))
            .map(|name| {
                format!(
                    "{name}: {:?}, {:?}",
                    first.outcome(name),
                    second.outcome(name)
                )
            })
            .collect();
        flaky.sort();
        flaky.dedup();
        flaky
    }

    /// Tests that are the same twice without the attribute, and another with it.
    fn differences(&self) -> Vec<String> {
        let [first, second] = &self.plain;
        let mut names = first.names();
        names.extend(self.annotated.names());
        names.extend(self.recorded.names());
        let differs = |name: &&str| {
            let plain = first.outcome(name);
            plain == second.outcome(name)
                && (plain, plain) != (self.annotated.outcome(name), self.recorded.outcome(name))
        };
        let say = |name| {
            let [plain, annotated, recorded] =
                [first, &self.annotated, &self.recorded].map(|run| run.outcome(name));
            format!("{name}: {plain:?}; annotated {annotated:?}; recorded {recorded:?}")
        };
        names.into_iter().filter(differs).map(say).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, account, .. } = self;
        writeln!(out, "{}", self.package)?;
        writeln!(
            out,
            "annotated   {} functions with {} awaits, {} files not read",
            count.functions, count.awaits, count.unread
        )?;
        writeln!(
            out,
            "compiled    {} functions with {} awaits and {} arms",
            account.functions(),
            account.awaits(),
            account.arms()
        )?;
        list(out, "left out", &account.untraced())?;
        list(out, "said anew", &self.said_anew)?;
        list(out, "not said", &self.said_before)?;
        let Some(runs) = &self.runs else {
            return writeln!(out, "tests       none: it does not compile");
        };
        for (name, run) in [
            ("plain", &runs.plain[0]),
            ("again", &runs.plain[1]),
            ("annotated", &runs.annotated),
            ("recorded", &runs.recorded),
        ] {
            writeln!(
                out,
                "{name:<12}{} passed, {} failed, {} ignored, {} not read",
                run.count(Outcome::Passed),
                run.count(Outcome::Failed),
                run.count(Outcome::Ignored),
                run.unread()
            )?;
        }
        list(out, "flaky", &runs.flaky())?;
        list(out, "differs", &runs.differences())
    }
}

fn list(out: &mut fmt::Formatter<'_>, what: &str, lines: &[String]) -> fmt::Result {
    if lines.is_empty() {
        return writeln!(out, "{what:<12}nothing");
    }
    for line in lines {
        writeln!(out, "{what:<12}{line}")?;
    }
    Ok(())
}
