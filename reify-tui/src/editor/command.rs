//! Which command the user wants, and which program it is about.

use std::path::Path;

use super::PlanError;
use crate::environment::Environment;

/// Where a command is looked for, the strongest first, behind the command line.
const VARIABLES: [&str; 3] = ["REIFY_EDITOR", "VISUAL", "EDITOR"];

/// What is there on nearly every machine of its kind.
const USUAL: &[&str] = if cfg!(windows) {
    &["notepad.exe"]
} else {
    &["vi", "nano"]
};

/// Programs that start another one, which is the editor.
const WRAPPERS: [&str; 3] = ["env", "sudo", "command"];

/// What the file names of programs end in where their names do not.
const SUFFIXES: [&str; 4] = [".exe", ".cmd", ".bat", ".sh"];

/// A command as the user wrote it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Command {
    source: &'static str,
    text: String,
}

impl Command {
    /// Its words: quotes are taken off, nothing else is special.
    pub(super) fn words(&self) -> Result<Vec<String>, PlanError> {
        shell_words::split(&self.text).map_err(|_| self.bad())
    }

    pub(super) fn bad(&self) -> PlanError {
        PlanError::BadCommand {
            source: self.source,
            command: self.text.clone(),
        }
    }
}

/// The command that the user wants.
pub(super) fn choose(
    environment: &Environment,
    configured: Option<&str>,
) -> Result<Command, PlanError> {
    if let Some(text) = configured.filter(|text| !text.trim().is_empty()) {
        return Ok(Command {
            source: "--editor",
            text: text.to_owned(),
        });
    }
    for source in VARIABLES {
        if let Some(text) = environment.get(source) {
            let text = text.to_owned();
            return Ok(Command { source, text });
        }
    }
    if let Some(editor) = surrounding_editor(environment) {
        return Err(PlanError::NoEditor(editor.to_owned()));
    }
    USUAL
        .iter()
        .find(|program| environment.finds(program))
        .map(|program| Command {
            source: "the usual editor",
            text: (*program).to_owned(),
        })
        .ok_or_else(|| PlanError::NoEditor("set VISUAL or EDITOR".to_owned()))
}

/// Inside the terminal of an editor another one is hardly what is wanted. How to reach that editor is for the
/// user to say: it has more than one command, and none for every case.
fn surrounding_editor(environment: &Environment) -> Option<&'static str> {
    if environment.get("NVIM").is_some() {
        Some("for this Neovim, set VISUAL=\"nvim --server $NVIM --remote-tab\"")
    } else if environment.get("TERM_PROGRAM") == Some("vscode") {
        Some("for this window, set VISUAL=code")
    } else {
        None
    }
}

/// The name by which the editor is known: that of its program, without folder and suffix, behind any wrapper.
pub(super) fn key(words: &[String]) -> String {
    let mut behind_wrapper = false;
    for word in words {
        let name = name(word);
        if WRAPPERS.contains(&name.as_str()) {
            behind_wrapper = true;
        } else if !(behind_wrapper && (word.starts_with('-') || word.contains('='))) {
            return name;
        }
    }
    String::new()
}

fn name(program: &str) -> String {
    // A path of Windows is one even where this runs elsewhere: no editor has a backslash in its name.
    let file = program.rsplit('\\').next().unwrap_or(program);
    let file = Path::new(file).file_name().unwrap_or_default();
    let name = file.to_string_lossy().to_lowercase();
    SUFFIXES
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .unwrap_or(&name)
        .to_owned()
}
