//! The explorer and `lnav` in a terminal, each until it shows the end of the same file.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::tell;

const PATIENCE: Duration = Duration::from_secs(300);

/// So often a key is typed again that shows the end.
const TICK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 20_000_000,
};

/// When something was to be seen, and the end of the file.
struct Shown {
    first: Duration,
    end: Duration,
}

pub(crate) fn compare(path: &Path) {
    let explorer = Command::new(env!("CARGO_BIN_EXE_reify-tui")).arg(path);
    // The first words of the steps, and the last ones, which nothing says before the whole recording is there.
    let steps = ["polls", "help"];
    let explorer = until(explorer, path, "", &["reading", "indexing"], &steps);
    let lnav = until(
        Command::new("lnav").arg(path),
        path,
        "G",
        &["\u{1b}["],
        &["\"finished\""],
    );
    if let Some(explorer) = &explorer {
        tell("explorer: first screen", &seconds(explorer.first), "100 ms");
        tell(
            "explorer: to the end of loading",
            &seconds(explorer.end),
            "",
        );
    }
    match (&explorer, &lnav) {
        (_, None) => {
            println!("lnav is not installed, or did not show the end: nothing to compare with");
        }
        (explorer, Some(lnav)) => {
            tell("lnav: to the end of the file", &seconds(lnav.end), "");
            if let Some(explorer) = explorer {
                let ratio = explorer.end.as_secs_f64() / lnav.end.as_secs_f64();
                tell("the first / the second", &format!("{ratio:.2}"), "0.30");
            }
        }
    }
}

/// Runs a program until it shows all texts of the end, and types a key all the while.
fn until(command: Command, path: &Path, key: &str, first: &[&str], end: &[&str]) -> Option<Shown> {
    let (mut pty, pts) = open().ok()?;
    pty.resize(Size::new(40, 120)).ok()?;
    // A session that was left behind would open elsewhere.
    let home = path.parent()?;
    let command = command.env("HOME", home).env("XDG_CONFIG_HOME", home);
    let began = Instant::now();
    let mut child = command.env("TERM", "xterm-256color").spawn(pts).ok()?;
    let (mut seen, mut shown) = (Vec::new(), None);
    let mut at_first = None;
    while shown.is_none() && began.elapsed() < PATIENCE {
        let mut fds = [PollFd::new(&pty, PollFlags::IN)];
        if poll(&mut fds, Some(&TICK)).is_ok_and(|ready| ready > 0) {
            let mut buffer = [0; 1 << 14];
            let length = pty.read(&mut buffer).unwrap_or(0);
            if length == 0 {
                break;
            }
            seen.extend_from_slice(&buffer[..length]);
        } else if pty.write_all(key.as_bytes()).is_err() {
            break;
        }
        let has = |text: &str| seen.windows(text.len()).any(|part| part == text.as_bytes());
        if at_first.is_none() && first.iter().chain(end).copied().any(has) {
            at_first = Some(began.elapsed());
        }
        if end.iter().copied().all(has) {
            shown = at_first.map(|first| Shown {
                first,
                end: began.elapsed(),
            });
        }
    }
    // It is not asked to end: what it would do then is not measured.
    let _ = child.kill();
    let _ = child.wait();
    shown
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}
