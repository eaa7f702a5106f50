//! [`Screen`]: the terminal while the explorer has it.
//!
//! Whatever happens, the terminal is given back as it was: when the screen is dropped, before a panic is
//! reported, while an editor runs, and while the explorer is stopped. At most once each time, whoever comes first.

use std::io::{self, BufWriter, Stdout, Write as _};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{Command, cursor, event, execute, queue, style};
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

use crate::crash;
#[cfg(unix)]
use crate::hangup;

/// Whether the terminal is ours at the moment. There is one terminal, so there is one of these.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is taken while the terminal is ours.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// One frame is written at once, so that none is seen half drawn where synchronized updates are not known.
const FRAME: usize = 1 << 16;

/// The terminal, in raw mode and on its alternate screen.
#[derive(Debug)]
pub struct Screen {
    /// Never dropped: it would show the cursor once more, and panic where the terminal is gone.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn enter() -> io::Result<Self> {
        crash::prepare();
        // Crossterm would take `NO_COLOR` as an order to drop colours, and with them what stands beside them.
        style::force_color_output(true);
        enter()?;
        let out = BufWriter::with_capacity(FRAME, io::stdout());
        match Terminal::new(CrosstermBackend::new(out)) {
            Ok(terminal) => Ok(Self {
                terminal: ManuallyDrop::new(terminal),
            }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Draws a frame, if the terminal is still ours.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if !self.is_ours() {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let drawn = self.terminal.draw(view).map(|_| ());
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        drawn
    }

    /// How many columns and rows there are.
    ///
    /// # Errors
    ///
    /// Where the terminal does not say.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Whether the terminal is still ours: a panic on another thread takes it away.
    pub fn is_ours(&self) -> bool {
        ENTERED.load(Ordering::SeqCst) && crash::happened().is_none()
    }

    /// Gives a text to the terminal for the clipboard of the machine that it stands on.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(
            self.terminal.backend_mut(),
            CopyToClipboard::to_clipboard_from(text)
        )
    }

    /// Takes the mouse, or gives it back to the terminal.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn set_mouse(&mut self, is_taken: bool) -> io::Result<()> {
        MOUSE.store(is_taken, Ordering::SeqCst);
        let out = self.terminal.backend_mut();
        if is_taken {
            execute!(out, event::EnableMouseCapture)
        } else {
            execute!(out, event::DisableMouseCapture, AlternateScroll(true))
        }
    }

    /// Makes the next frame be drawn whole.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn forget(&mut self) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), Clear(ClearType::All))?;
        // `Terminal::clear` would do both, and ask the terminal where its cursor is, and wait for the answer.
        self.terminal.swap_buffers();
        Ok(())
    }

    /// Leaves the terminal to somebody else for as long as `user` runs. It is not taken back if another thread panicked
    /// meanwhile.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken back.
    pub fn lend<T>(&mut self, user: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let result = user();
        if crash::happened().is_some() {
            return Ok(result);
        }
        execute!(io::stdout(), Plain)?;
        enter()?;
        self.terminal.hide_cursor()?;
        self.forget()?;
        Ok(result)
    }

    /// Stops this process until the shell wakes it, where there is one that would; all others of its job too, if asked to.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken back.
    pub fn stop(&mut self, job: bool) -> io::Result<()> {
        self.lend(|| stop(job))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Turns the wheel into arrow keys on the alternate screen: without it, or a captured mouse, it does nothing.
struct AlternateScroll(bool);

impl Command for AlternateScroll {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str(if self.0 { "\x1b[?1007h" } else { "\x1b[?1007l" })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Puts right what a program that was killed had no time for: pastes in brackets, the mouse, the keypad, the cursor keys.
struct Plain;

impl Command for Plain {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        event::DisableBracketedPaste.write_ansi(f)?;
        event::DisableMouseCapture.write_ansi(f)?;
        f.write_str("\x1b[?1l\x1b>")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a program that may leave the modes of the terminal as it likes: they are put back behind it.
#[cfg(unix)]
pub fn keep_modes<T>(program: impl FnOnce() -> T) -> T {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    let terminal = hangup::terminal().ok();
    let modes = terminal.as_ref().and_then(|of| tcgetattr(of).ok());
    let result = program();
    if let (Some(terminal), Some(modes)) = (terminal, modes) {
        // Where it is gone, the next that is done with it tells.
        let _ = tcsetattr(terminal, OptionalActions::Now, &modes);
    }
    result
}

/// Runs a program.
#[cfg(not(unix))]
pub fn keep_modes<T>(program: impl FnOnce() -> T) -> T {
    program()
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let entered = execute!(
        io::stdout(),
        EnterAlternateScreen,
        AlternateScroll(true),
        cursor::Hide
    );
    let entered = entered.and_then(|()| {
        if MOUSE.load(Ordering::SeqCst) {
            execute!(io::stdout(), event::EnableMouseCapture)?;
        }
        Ok(())
    });
    if entered.is_err() {
        restore();
    }
    entered
}

/// Gives the terminal back, if it is ours. What fails here has nowhere to be said.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = disable_raw_mode();
    let mut out = io::stdout();
    if MOUSE.load(Ordering::SeqCst) {
        let _ = execute!(out, event::DisableMouseCapture);
    }
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        AlternateScroll(false),
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
}

/// Whether somebody would wake this process if it stopped: a shell that gives each job a group of its own.
#[cfg(unix)]
pub fn can_stop() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

#[cfg(unix)]
fn stop(job: bool) {
    use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
    if !can_stop() {
        return;
    }
    // A parent that waits for us stops too, as the terminal itself would do it. What can be caught would come back to us.
    let _ = if job {
        kill_current_process_group(Signal::STOP)
    } else {
        kill_process(getpid(), Signal::STOP)
    };
}

#[cfg(not(unix))]
fn stop(_: bool) {}
