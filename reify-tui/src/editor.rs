//! Opening a source line in the user's editor: [`plan`] says what to start, [`launch`] starts it.
//!
//! Planning is pure. No shell takes part: the user's command is split into words once, and the place is put
//! into whole words, so nothing in a trace can add an argument or a command.

mod command;
mod family;
pub mod launch;
mod template;

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use crate::environment::Environment;
use family::Surface;

/// The place to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file. It must be absolute, so that no editor takes it for an option.
    pub path: PathBuf,
    /// The line, from 1; 0 where it is not known.
    pub line: u32,
    /// The column, in characters, from 1; 0 where it is not known.
    pub column: u32,
}

/// What to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorCall {
    /// The program, as the user named it.
    pub program: OsString,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// It takes over the terminal until it ends; otherwise it opens a window beside.
    pub terminal: bool,
    /// Something that the user will want to know.
    pub hint: Option<String>,
}

/// Why no editor can be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// None is configured, and none of the usual ones is there. What to set instead, in words.
    NoEditor(String),
    /// The command cannot be taken apart, for one because a quote is left open.
    BadCommand {
        /// Where the command comes from.
        source: &'static str,
        /// The command.
        command: String,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEditor(advice) => write!(f, "no editor found: {advice}"),
            Self::BadCommand { source, command } => {
                write!(f, "{source} is not a command: {command}")
            }
        }
    }
}

impl std::error::Error for PlanError {}

/// Says what to start to open a place in the user's editor.
///
/// `configured` is what the command line says; it comes before `$REIFY_EDITOR`, `$VISUAL` and `$EDITOR`.
///
/// # Errors
///
/// Where there is no editor to be found, or its command cannot be split into words.
pub fn plan(
    environment: &Environment,
    configured: Option<&str>,
    location: &Location,
) -> Result<EditorCall, PlanError> {
    let command = command::choose(environment, configured)?;
    let words = command.words()?;
    let key = command::key(&words);
    if key.is_empty() {
        // One that only starts another would start the source file.
        return Err(command.bad());
    }
    let family = family::find(&key);
    let (program, own) = match words.split_first() {
        Some((program, own)) => (program.clone(), own),
        None => return Err(command.bad()),
    };
    let terminal = family.is_none_or(|family| match family.surface {
        Surface::Terminal => true,
        Surface::Window => false,
        Surface::Either { terminal, window } => {
            has_any(own, terminal) || !(has_any(own, window) || environment.has_display())
        }
    });
    let mut args: Vec<OsString> = Vec::new();
    let mut hint = None;
    if template::is_template(&words) {
        args.extend(template::fill(own, location));
        if !words.iter().any(|word| word.contains(template::FILE)) {
            args.push(location.path.clone().into());
        }
    } else {
        args.extend(own.iter().map(OsString::from));
        if let Some(family) = family {
            if let Some(preset) = &family.preset
                && !has_any(own, preset.unless)
            {
                args.push(preset.arg.into());
            }
            args.extend(template::fill(family.place, location));
        } else {
            args.push(location.path.clone().into());
            hint = Some(format!(
                "how {key} takes a line is not known: set REIFY_EDITOR=\"{key} {{file}} ..\" with {{line}} in it"
            ));
        }
    }
    Ok(EditorCall {
        program: program.into(),
        args,
        terminal,
        hint,
    })
}

/// Whether the user gave one of these options, alone or with a value.
fn has_any(words: &[String], options: &[&str]) -> bool {
    words.iter().any(|word| {
        options.iter().any(|option| {
            word.strip_prefix(option)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
        })
    })
}

#[cfg(test)]
mod tests;
