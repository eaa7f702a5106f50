//! [`Session`]: the terminal, what is typed on it, and what comes from outside, for whoever shows something there.
//!
//! Both the screen while a recording is read and the explorer behind it turn round one: draw, wait, take what was typed.

use std::time::Duration;

use anyhow::{Context as _, bail};
use ratatui::Frame;
use ratatui::crossterm::event::Event;
use ratatui::layout::Size;

use crate::crash;
#[cfg(unix)]
use crate::hangup;
use crate::idle::Idle;
use crate::keyboard::Keyboard;
use crate::nudge::{Nudge, Nudges};
use crate::signals::Signals;
use crate::terminal::{Screen, keep_modes};

/// How the explorer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user had seen enough.
    Quit,
    /// A signal asked for it; the terminal was given back.
    Signal(u8),
}

/// What comes from outside before there is a terminal.
#[derive(Debug)]
pub struct Outside {
    nudge: Nudge,
    nudges: Nudges,
    signals: Signals,
}

impl Outside {
    /// Catches the signals from now on.
    ///
    /// # Errors
    ///
    /// Where the system refuses.
    pub fn new() -> anyhow::Result<Self> {
        let (nudge, nudges) = Nudges::new().context("cannot wait for other threads")?;
        let signals = Signals::catch(&nudge).context("cannot catch signals")?;
        Ok(Self {
            nudge,
            nudges,
            signals,
        })
    }

    /// What other threads are to give when they have something.
    pub fn nudge(&self) -> &Nudge {
        &self.nudge
    }

    /// How it ends, if it was asked to.
    pub fn ending(&self) -> Option<Ending> {
        self.signals.arrived().map(Ending::Signal)
    }
}

/// The terminal while something is shown on it.
#[derive(Debug)]
pub struct Session {
    screen: Screen,
    nudge: Nudge,
    idle: Idle,
    keyboard: Keyboard,
    signals: Signals,
    /// Whether the screen shows something else than it is to show.
    is_stale: bool,
}

impl Session {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn enter(outside: Outside) -> anyhow::Result<Self> {
        let Outside {
            nudge,
            nudges,
            signals,
        } = outside;
        crash::tell(&nudge);
        let screen =
            Screen::enter().context("cannot take the terminal (--print works without one)")?;
        let idle = Idle::new(nudges).context("cannot wait for the terminal")?;
        let keyboard = Keyboard::new(nudge.clone()).context("cannot read keys")?;
        #[cfg(unix)]
        hangup::watch().context("cannot watch the terminal")?;
        Ok(Self {
            screen,
            nudge,
            idle,
            keyboard,
            signals,
            is_stale: true,
        })
    }

    /// What other threads are to give when they have something.
    pub fn nudge(&self) -> &Nudge {
        &self.nudge
    }

    /// The terminal itself.
    pub fn screen(&mut self) -> &mut Screen {
        &mut self.screen
    }

    /// How many columns and rows there are.
    ///
    /// # Errors
    ///
    /// Where the terminal does not say.
    pub fn size(&self) -> anyhow::Result<Size> {
        self.screen.size().context("the terminal has no size")
    }

    /// Whether the screen shows something else than it is to show.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Tells that there is something else to show now.
    pub fn spoil(&mut self) {
        self.is_stale = true;
    }

    /// Draws what there is to show.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> anyhow::Result<()> {
        self.screen.draw(view)?;
        self.is_stale = false;
        Ok(())
    }

    /// Waits until something is typed, another thread gives a nudge, or for so long at most. Gives back whether it ends.
    ///
    /// # Errors
    ///
    /// Where the terminal is gone, or was given back because another thread panicked.
    pub fn wait(&mut self, patience: Option<Duration>) -> anyhow::Result<Option<Ending>> {
        self.idle.wait(&mut self.keyboard, patience)?;
        if let Some(signal) = self.signals.arrived() {
            return Ok(Some(Ending::Signal(signal)));
        }
        if !self.screen.is_ours() {
            bail!(crash::happened().unwrap_or("the terminal was given back"));
        }
        if self.signals.stop() {
            self.stop(false)?;
        }
        if self.signals.resumed() {
            // Whoever stopped us did not ask: the terminal is as the shell left it.
            self.screen.lend(|| ())?;
            self.spoil();
        }
        if self.signals.resized() {
            self.spoil();
        }
        Ok(None)
    }

    /// What was typed next.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be read.
    pub fn next_event(&mut self) -> anyhow::Result<Option<Event>> {
        self.keyboard.poll(Duration::ZERO)?;
        let event = self.keyboard.take();
        if matches!(event, Some(Event::Resize(..))) {
            self.spoil();
        }
        Ok(event)
    }

    /// Stops until the shell wakes it, and with it the others of its job where that was asked of us, not of them.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken back.
    pub fn stop(&mut self, job: bool) -> anyhow::Result<()> {
        self.screen.stop(job)?;
        self.signals.resumed();
        self.spoil();
        Ok(())
    }

    /// Leaves the terminal to somebody else for as long as they run.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken back.
    pub fn lend<T>(&mut self, user: impl FnOnce() -> T) -> anyhow::Result<T> {
        let signals = &self.signals;
        let result = self.screen.lend(|| signals.lend(|| keep_modes(user)))?;
        // What was typed for them, and came too late, is not for us.
        while self.next_event()?.is_some() {}
        self.spoil();
        Ok(result)
    }

    /// Draws everything anew.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be written to.
    pub fn repaint(&mut self) -> anyhow::Result<()> {
        self.screen.forget()?;
        self.spoil();
        Ok(())
    }
}
