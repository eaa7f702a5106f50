//! Puts the attribute on every function of a package that awaits something, and sees what becomes of the package.
//!
//! ```text
//! cargo run -p reify-macros --example annotate -- backon@1.6.0 -- --lib
//! ```
//!
//! takes a package of crates.io, or a folder, and runs its own tests four times: twice as it is, so that tests which
//! differ by themselves are known; annotated; and annotated with a recording of every process. It says how many functions
//! and awaits there are, which awaits the attribute left out, and what is not as before: errors and warnings of the
//! compiler, and tests, each by its name. What stands after `--` goes to `cargo test`. `PACKAGES.md` has what came of it.
//!
//! The status is 0 if all is as before, 1 if something differs, 2 if there was nothing to compare.

mod account;
mod annotation;
mod cargo;
mod diagnostics;
mod package;
mod report;
mod results;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use clap::Parser;

use crate::account::Account;
use crate::annotation::Count;
use crate::cargo::Cargo;
use crate::package::Package;
use crate::report::Report;

/// Annotates every function of a package that awaits something, and compares its tests with and without.
#[derive(Parser)]
struct Arguments {
    /// A package of crates.io, such as `backon@1.6.0`, or the folder of one.
    package: String,
    /// Where copies and builds go; the builds of several packages share what they can.
    #[arg(long, default_value = "target/annotate")]
    work: PathBuf,
    /// A file or folder of the package that is left as it is, such as the cases of a test that compares messages.
    #[arg(long)]
    skip: Vec<PathBuf>,
    /// Print the row of the table as well.
    #[arg(long)]
    row: bool,
    /// Arguments for `cargo test`.
    #[arg(last = true)]
    cargo: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(report) => {
            print!("{report}");
            if arguments.row {
                println!("{}", report.row());
            }
            ExitCode::from(u8::from(report.differs()))
        }
        Err(error) => {
            eprintln!("{}: {error:#}", arguments.package);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<Report> {
    std::fs::create_dir_all(&arguments.work)?;
    let work = arguments.work.canonicalize()?;
    let package = Package::find(&arguments.package, &work)?;
    let place = work.join(package.to_string());
    let cargo = Cargo::new(&work, &arguments.cargo);

    let plain = place.join("plain");
    package.copy(&plain, &mut |_, source| source)?;
    let before = cargo.check(&plain)?;
    ensure!(!before.has_errors(), "does not compile as it is: {before}");
    let plain_runs = [cargo.test(&plain, None)?, cargo.test(&plain, None)?];

    let annotated = place.join("annotated");
    let mut count = Count::default();
    package.copy(&annotated, &mut |file: &Path, source| {
        let skipped = arguments.skip.iter().any(|skip| file.starts_with(skip));
        if skipped {
            source
        } else {
            annotation::annotate(&source, &mut count)
        }
    })?;
    package::depend_on_recorder(&annotated, &place.join("recorder"))?;
    // The same versions of everything else.
    std::fs::copy(plain.join("Cargo.lock"), annotated.join("Cargo.lock"))
        .context("no lock file after a build")?;
    let account = place.join("account");
    let after = cargo.check_with_account(&annotated, &account)?;
    let mut report = Report::new(&package, arguments, count, Account::read(&account)?);
    report.diagnostics(&before, &after);
    if !after.has_errors() {
        let recordings = place.join("recordings");
        let annotated_run = cargo.test(&annotated, None)?;
        let recorded_run = cargo.test(&annotated, Some(&recordings))?;
        report.tests(plain_runs, annotated_run, recorded_run);
    }
    Ok(report)
}
