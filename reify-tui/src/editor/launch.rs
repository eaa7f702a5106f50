//! Starting what was planned.

use std::io;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use super::EditorCall;
use crate::nudge::Nudge;

/// Starts an editor that takes over the terminal, and waits until it ends. The terminal must have been left.
///
/// # Errors
///
/// Where the program cannot be started, or ended with a failure: what to tell the user.
pub fn in_terminal(call: &EditorCall) -> Result<(), String> {
    let status = command(call)
        .status()
        .map_err(|error| not_started(call, &error))?;
    verdict(call, status)
}

/// Starts an editor that opens a window, and does not wait. Should it fail, what to tell the user arrives at
/// `failures`, with a nudge.
///
/// # Errors
///
/// Where the program cannot be started: what to tell the user.
pub fn beside(call: EditorCall, failures: Sender<String>, nudge: Nudge) -> Result<(), String> {
    let mut command = command(&call);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A group of its own: what the terminal sends to ours, above all the hang-up at its end, is not for it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .spawn()
        .map_err(|error| not_started(&call, &error))?;
    thread::spawn(move || {
        let failure = match child.wait() {
            Ok(status) => verdict(&call, status).err(),
            Err(error) => Some(not_started(&call, &error)),
        };
        if let Some(failure) = failure {
            // Nobody listens once the explorer has ended, and then nobody minds.
            let _ = failures.send(failure);
        }
        nudge.give();
    });
    Ok(())
}

fn command(call: &EditorCall) -> Command {
    let mut command = Command::new(&call.program);
    command.args(&call.args);
    command
}

fn verdict(call: &EditorCall, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        return Ok(());
    }
    Err(format!("{} ended with {status}", call.program.display()))
}

fn not_started(call: &EditorCall, error: &io::Error) -> String {
    let program = call.program.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("{program}: no such program"),
        _ => format!("{program}: {error}"),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    fn call(program: &str, args: &[&str]) -> EditorCall {
        EditorCall {
            program: program.into(),
            args: args.iter().map(Into::into).collect(),
            terminal: true,
            hint: None,
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let failure = in_terminal(&call("no-such-editor", &[])).unwrap_err();
        assert_eq!(failure, "no-such-editor: no such program");
    }

    #[test]
    fn a_failure_in_a_window_arrives_later() {
        let (failures, inbox) = mpsc::channel();
        beside(call("sh", &["-c", "exit 3"]), failures, Nudge::default()).unwrap();
        let failure = inbox.recv_timeout(Duration::from_secs(60)).unwrap();
        assert_eq!(failure, "sh ended with exit status: 3");
    }
}
