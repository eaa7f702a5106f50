//! Records everything in `sample-traces/` anew:
//!
//! ```text
//! cargo run --release -p reify-lib --example record_samples
//! ```
//!
//! Each sample is made by the example of its name, in a process of its own. `hang` does not end: it is killed when its file
//! no longer grows. The numbers in `sample-traces/README.md` are those of the new files.

#[path = "support/samples.rs"]
mod samples;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

/// From the folder of the samples, where the sources are.
const ROOT: &str = "..";
/// A file that has not grown for so long will not grow.
const QUIET: Duration = Duration::from_secs(1);

fn main() -> Result<(), Box<dyn Error>> {
    build()?;
    for name in samples::SAMPLES {
        println!("recording {name}");
        record(name)?;
    }
    write_numbers()
}

/// Builds the programs where this one was built.
fn build() -> Result<(), Box<dyn Error>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--package", "reify-lib", "--examples"]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    if !cargo.status()?.success() {
        return Err("the examples cannot be built".into());
    }
    Ok(())
}

fn record(name: &str) -> Result<(), Box<dyn Error>> {
    let file = samples::file(name);
    let mut program = Command::new(program(name)?)
        .arg(&file)
        .arg(ROOT)
        .stdout(Stdio::null())
        .spawn()?;
    if name == "hang" {
        wait_until_quiet(&file)?;
        program.kill()?;
        program.wait()?;
    } else if !program.wait()?.success() {
        return Err(format!("{name} failed").into());
    }
    Ok(())
}

/// The program of an example stands beside this one.
fn program(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let this = env::current_exe()?;
    Ok(this
        .with_file_name(name)
        .with_extension(env::consts::EXE_EXTENSION))
}

fn wait_until_quiet(file: &Path) -> Result<(), Box<dyn Error>> {
    let mut length = None;
    loop {
        thread::sleep(QUIET);
        let now = fs::metadata(file)?.len();
        if length.replace(now) == Some(now) {
            return Ok(());
        }
    }
}

fn write_numbers() -> Result<(), Box<dyn Error>> {
    let path = samples::folder().join("README.md");
    let text = fs::read_to_string(&path)?;
    let (before, rest) = text
        .split_once(samples::BEGIN)
        .ok_or("no place for numbers")?;
    let (_, after) = rest
        .split_once(samples::END)
        .ok_or("no end of the numbers")?;
    let (begin, end) = (samples::BEGIN, samples::END);
    let numbers = samples::numbers()?;
    fs::write(path, format!("{before}{begin}{numbers}{end}{after}"))?;
    Ok(())
}
