//! [`Terminal`]: a terminal with a program in it, as a person has it before them.
//!
//! Nothing here sleeps: whatever is expected is waited for, up to `REIFY_TEST_TIMEOUT` seconds.

#[cfg(target_os = "linux")]
use std::collections::BTreeMap;
use std::env;
use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::path::PathBuf;
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::tcgetattr;
use vt100::{MouseProtocolMode, Parser, Screen};

/// Generous: the machine may have other things to do.
const TIMEOUT: u64 = 60;

/// So often it is looked whether the program has ended.
const TICK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 20_000_000,
};

pub(crate) struct Terminal {
    pty: Pty,
    child: Child,
    parser: Parser,
    /// How the terminal was before.
    modes: Modes,
    /// All that the program wrote.
    written: Vec<u8>,
    /// The program has the terminal no more.
    closed: bool,
}

impl Terminal {
    /// Starts a program in a terminal of so many columns and rows.
    pub(crate) fn start(command: Command, columns: u16, rows: u16) -> Self {
        let (pty, pts) = open().expect("there is a terminal left");
        pty.resize(Size::new(rows, columns))
            .expect("the size is one");
        let modes = modes(&pty);
        let child = command.spawn(pts).expect("the program is there");
        Self {
            pty,
            child,
            modes,
            parser: Parser::new(size(rows), size(columns), 0),
            written: Vec::new(),
            closed: false,
        }
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.pty
            .resize(Size::new(rows, columns))
            .expect("the size is one");
        self.parser.set_size(size(rows), size(columns));
    }

    /// Types.
    pub(crate) fn press(&mut self, keys: &str) {
        self.pty
            .write_all(keys.as_bytes())
            .expect("the program reads");
    }

    pub(crate) fn send(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).expect("ids are small");
        let pid = Pid::from_raw(pid).expect("no program is number 0");
        kill_process(pid, signal).expect("the program runs");
    }

    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Holds the terminal against what it was before the program: whoever comes next finds it as they know it.
    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen();
        let contents = screen.contents();
        assert!(!screen.alternate_screen(), "{contents}");
        assert!(!screen.hide_cursor(), "{contents}");
        assert!(!screen.bracketed_paste(), "{contents}");
        assert!(!screen.application_cursor(), "{contents}");
        assert!(!screen.application_keypad(), "{contents}");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        assert_eq!(modes(&self.pty), self.modes, "{contents}");
    }

    /// Waits until the screen is as it is expected to be.
    pub(crate) fn wait(&mut self, what: &str, expected: impl Fn(&Screen) -> bool) {
        let deadline = deadline();
        while !expected(self.screen()) {
            assert!(
                Instant::now() < deadline && !self.closed,
                "{what}: not on this screen:\n{}",
                self.screen().contents()
            );
            self.read();
        }
    }

    /// All that the program wrote until now.
    pub(crate) fn written(&self) -> &[u8] {
        &self.written
    }

    /// Whether the program wrote something that need not be seen on the screen.
    pub(crate) fn has_written(&self, text: &str) -> bool {
        let mut windows = self.written.windows(text.len());
        windows.any(|window| window == text.as_bytes())
    }

    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until there is such a file, with something in it.
    pub(crate) fn wait_for_file(&mut self, path: &Path) {
        self.wait(&path.display().to_string(), |_| {
            path.metadata().is_ok_and(|metadata| metadata.len() > 0)
        });
    }

    /// Waits until the program has ended, and for all that it wrote.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = deadline();
        loop {
            self.read();
            if let Some(status) = self.child.try_wait().expect("the program is ours") {
                while self.read() {}
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "the program goes on:\n{}",
                self.screen().contents()
            );
        }
    }

    /// Takes what the program wrote, if it wrote anything.
    #[cfg(target_os = "linux")]
    pub(crate) fn look(&mut self) {
        self.read();
    }

    /// Waits until the program has come to rest: nothing was written, and none of its threads woke, for a while.
    #[cfg(target_os = "linux")]
    pub(crate) fn settle(&mut self) {
        /// So often it is looked, with as many moments between.
        const LOOKS: u32 = 50;
        let deadline = deadline();
        let (mut quiet, mut sleeps) = (0, self.sleeps());
        while quiet < LOOKS {
            assert!(Instant::now() < deadline, "the program does not rest");
            let wrote = self.read();
            let now = self.sleeps();
            quiet = if wrote || now != sleeps { 0 } else { quiet + 1 };
            sleeps = now;
        }
    }

    /// How often each of the program's threads went to sleep.
    #[cfg(target_os = "linux")]
    pub(crate) fn sleeps(&self) -> BTreeMap<PathBuf, u64> {
        let threads = format!("/proc/{}/task", self.child.id());
        let threads = std::fs::read_dir(threads).expect("the program runs");
        let sleeps = threads.filter_map(|thread| {
            let thread = thread.ok()?.path();
            // It may have ended by now.
            let status = std::fs::read_to_string(thread.join("status")).ok()?;
            let sleeps = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            Some((thread, sleeps.trim().parse().ok()?))
        });
        sleeps.collect()
    }

    /// How many ticks of the processor's clock the program took; none where the system does not tell.
    pub(crate) fn ticks(&self) -> u64 {
        let stat = format!("/proc/{}/stat", self.child.id());
        let stat = std::fs::read_to_string(stat).unwrap_or_default();
        // The name, which may hold anything, stands in brackets; behind it these are the 12th and 13th field.
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
        let ticks = fields.split_whitespace().skip(11).take(2);
        ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
    }

    /// Takes the terminal away, and waits until the program has ended. Gives back how it did, and how many ticks of the
    /// processor's clock it took for it, where the system tells.
    pub(crate) fn hang_up(mut self) -> (ExitStatus, u64) {
        let (another, _) = open().expect("there is a terminal left");
        let before = self.ticks();
        drop(std::mem::replace(&mut self.pty, another));
        self.wait_until_over();
        // It is told until somebody has asked how it ended.
        let ticks = self.ticks() - before;
        (self.wait_for_end(), ticks)
    }

    fn wait_until_over(&mut self) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        let pid = WaitId::Pid(pid.expect("no program is number 0"));
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        let deadline = deadline();
        while waitid(pid.clone(), options).is_ok_and(|over| over.is_none()) {
            assert!(Instant::now() < deadline, "the program goes on");
            self.read();
        }
    }

    /// Takes what the program wrote, if it wrote anything within a moment. Gives back whether it did.
    fn read(&mut self) -> bool {
        let mut fds = [PollFd::new(&self.pty, PollFlags::IN)];
        let ready = poll(&mut fds, Some(&TICK)).is_ok_and(|ready| ready > 0);
        let mut buffer = [0; 4096];
        // A terminal that nobody has open any more fails to read.
        let read = if ready {
            self.pty.read(&mut buffer)
        } else {
            return false;
        };
        let bytes = read.unwrap_or(0);
        self.closed = bytes == 0;
        self.parser.process(&buffer[..bytes]);
        self.written.extend_from_slice(&buffer[..bytes]);
        bytes > 0
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What `stty -a` tells, in numbers: how lines are read, written and sent, what is echoed, and which keys do what.
type Modes = (u32, u32, u32, u32, String);

fn modes(pty: &Pty) -> Modes {
    let modes = tcgetattr(pty).expect("it is a terminal");
    (
        modes.input_modes.bits(),
        modes.output_modes.bits(),
        modes.control_modes.bits(),
        modes.local_modes.bits(),
        format!("{:?}", modes.special_codes),
    )
}

fn size(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("terminals here have a size")
}

fn deadline() -> Instant {
    let seconds = env::var("REIFY_TEST_TIMEOUT").ok();
    let seconds = seconds
        .and_then(|text| text.parse().ok())
        .unwrap_or(TIMEOUT);
    Instant::now() + Duration::from_secs(seconds)
}
