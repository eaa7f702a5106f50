//! [`Package`]: where its files come from, and the copies that are made of them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use serde_json::Value;

/// A package that is to be tried.
pub(crate) struct Package {
    name: String,
    version: String,
    folder: PathBuf,
}

impl fmt::Display for Package {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.name, self.version)
    }
}

impl Package {
    /// The package in a folder, or of the form `name@version`, which cargo then fetches.
    pub(crate) fn find(wanted: &str, work: &Path) -> anyhow::Result<Self> {
        let folder = Path::new(wanted);
        if folder.is_dir() {
            let manifest = folder.join("Cargo.toml").canonicalize()?;
            return Self::in_metadata(&manifest, |package| {
                package["manifest_path"].as_str().map(Path::new) == Some(&manifest)
            });
        }
        let Some((name, version)) = wanted.split_once('@') else {
            bail!("is neither a folder nor of the form `name@version`");
        };
        let asking = work.join("fetch");
        fs::create_dir_all(&asking)?;
        fs::write(asking.join("lib.rs"), "")?;
        let manifest = asking.join("Cargo.toml");
        fs::write(
            &manifest,
            format!(
                "[package]\nname = \"fetch\"\n\n[lib]\npath = \"lib.rs\"\n\n[workspace]\n\n\
                 [dependencies]\n{name} = {{ version = \"={version}\", default-features = false }}\n"
            ),
        )?;
        Self::in_metadata(&manifest, |package| package["name"] == name)
    }

    fn in_metadata(manifest: &Path, wanted: impl Fn(&Value) -> bool) -> anyhow::Result<Self> {
        let output = Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--manifest-path"])
            .arg(manifest)
            .output()?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let packages = metadata["packages"].as_array().context("no packages")?;
        let found = packages.iter().find(|package| wanted(package));
        let found = found.context("cargo does not know the package")?;
        let text = |key: &str| found[key].as_str().context("incomplete metadata");
        Ok(Self {
            name: text("name")?.to_owned(),
            version: text("version")?.to_owned(),
            folder: Path::new(text("manifest_path")?).with_file_name(""),
        })
    }

    /// Copies the package, as a workspace of its own. Each source file becomes what `edit` makes of it.
    pub(crate) fn copy(
        &self,
        to: &Path,
        edit: &mut dyn FnMut(&Path, String) -> String,
    ) -> anyhow::Result<()> {
        if to.exists() {
            fs::remove_dir_all(to)?;
        }
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            fs::create_dir_all(to.join(&folder))?;
            for entry in fs::read_dir(self.folder.join(&folder))? {
                let entry = entry?;
                let name = folder.join(entry.file_name());
                if entry.file_type()?.is_dir() {
                    if entry.file_name() != "target" && entry.file_name() != ".git" {
                        folders.push(name);
                    }
                } else if name.extension().is_some_and(|extension| extension == "rs") {
                    // Tests of parsers have sources that are no text.
                    match fs::read_to_string(entry.path()) {
                        Ok(source) => fs::write(to.join(&name), edit(&name, source))?,
                        Err(_) => drop(fs::copy(entry.path(), to.join(&name))?),
                    }
                } else if name != Path::new("Cargo.lock") {
                    // Without its lock file a package shares what it is built from with the others.
                    fs::copy(entry.path(), to.join(&name))?;
                }
            }
        }
        let manifest = to.join("Cargo.toml");
        let text = fs::read_to_string(&manifest)?;
        if !text.contains("[workspace]") {
            fs::write(manifest, format!("{text}\n[workspace]\n"))?;
        }
        Ok(())
    }
}

/// Gives the copy a dependency more: `reify_lib`, through a package that can record the process from its first step.
pub(crate) fn depend_on_recorder(copy: &Path, recorder: &Path) -> anyhow::Result<()> {
    let macros = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = macros.with_file_name("reify-lib");
    // Only what records: a JSON parser makes numbers comparable to its values, and inference of the package finds that.
    fs::create_dir_all(recorder)?;
    fs::write(recorder.join("lib.rs"), include_str!("recorder.rs"))?;
    fs::write(
        recorder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"recorder\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n[workspace]\n\n\
             [dependencies]\nreify-lib = {{ path = '{}', default-features = false, features = [\"macros\", \"record\"] }}\n\
             reify-macros = {{ path = '{}', features = [\"account\"] }}\n",
            library.display(),
            macros.display()
        ),
    )?;
    // A table of its own, which no other line of the manifest can get in the way of.
    let manifest = copy.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    fs::write(
        manifest,
        format!(
            "{text}\n[dependencies.reify-lib]\npackage = \"recorder\"\npath = '{}'\n",
            recorder.display()
        ),
    )?;
    Ok(())
}
