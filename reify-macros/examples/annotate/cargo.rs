//! [`Cargo`]: builds and tests a copy of a package.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::diagnostics::Diagnostics;
use crate::results::Results;

/// How `cargo test` is called.
pub(crate) struct Cargo {
    target: PathBuf,
    arguments: Vec<String>,
}

impl Cargo {
    pub(crate) fn new(work: &Path, arguments: &[String]) -> Self {
        Self {
            target: work.join("target"),
            arguments: arguments.to_vec(),
        }
    }

    fn test_command(&self, copy: &Path, options: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        // What comes after a second `--` is for the tests, not for cargo.
        let at = self.arguments.iter().position(|argument| argument == "--");
        let (for_cargo, for_tests) = self.arguments.split_at(at.unwrap_or(self.arguments.len()));
        command
            .arg("test")
            .args(options)
            .args(for_cargo)
            .args(for_tests)
            .current_dir(copy)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never");
        command
    }

    /// Compiles the tests, and gives what the compiler has to say.
    pub(crate) fn check(&self, copy: &Path) -> anyhow::Result<Diagnostics> {
        Self::diagnostics(self.test_command(copy, &["--no-run", "--message-format=json"]))
    }

    /// The same, and has the attribute write down what it did.
    pub(crate) fn check_with_account(
        &self,
        copy: &Path,
        account: &Path,
    ) -> anyhow::Result<Diagnostics> {
        if account.exists() {
            fs::remove_file(account)?;
        }
        let mut command = self.test_command(copy, &["--no-run", "--message-format=json"]);
        command.env("REIFY_ACCOUNT", account);
        Self::diagnostics(command)
    }

    fn diagnostics(mut command: Command) -> anyhow::Result<Diagnostics> {
        let output = command.stderr(Stdio::inherit()).output()?;
        let mut diagnostics = Diagnostics::read(&String::from_utf8_lossy(&output.stdout));
        diagnostics.succeeded = output.status.success();
        Ok(diagnostics)
    }

    /// Runs the tests, each of their processes with a recording in `recordings` if there is such a folder.
    pub(crate) fn test(&self, copy: &Path, recordings: Option<&Path>) -> anyhow::Result<Results> {
        let mut command = self.test_command(copy, &["--no-fail-fast"]);
        if let Some(folder) = recordings {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            fs::create_dir_all(folder)?;
            command.env("ANNOTATE_RECORDINGS", folder);
        }
        // Which target runs is said on one stream, and what its tests do on the other.
        let (mut reader, writer) = io::pipe()?;
        command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let mut child = command.spawn()?;
        // The pipe ends only when our own ends of it are closed, too.
        drop(command);
        let mut output = Vec::new();
        reader.read_to_end(&mut output)?;
        child.wait()?;
        let output = String::from_utf8_lossy(&output);
        let log = if recordings.is_some() {
            "recorded.log"
        } else {
            "tests.log"
        };
        fs::write(copy.join(log), output.as_bytes())?;
        Ok(Results::read(&output))
    }
}
