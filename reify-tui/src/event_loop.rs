//! [`EventLoop`]: brings keys to the app and carries out what it wants done.
//!
//! Nothing is drawn when nothing changed, and all keys that wait are taken before the next frame, so that a held
//! key does not run on after it was let go.

mod live;

use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use anyhow::bail;
use ratatui::crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};

use reify_lib::FindingOptions;

use crate::app::{App, Pointing, Status};
use crate::editor::{self, EditorCall, Location, launch};
use crate::effect::{Effect, Place};
use crate::environment::Environment;
use crate::explore::Ending;
use crate::input::Input;
use crate::key::Key;
use crate::load::{Following, Loading};
use crate::signals::Signals;
use crate::source::SourceFinder;
use crate::terminal::Screen;
use crate::view;

/// How long a signal, or news from another thread, may have to wait.
const TICK: Duration = Duration::from_millis(100);

/// What the app's effects need of the world.
#[derive(Debug)]
pub struct Shell {
    /// Finds source files.
    pub finder: SourceFinder,
    /// Says what the user's editor is.
    pub environment: Environment,
    /// The editor that the command line asks for.
    pub editor: Option<String>,
    /// The recording.
    pub trace: Input,
    /// From where on something in it is a finding.
    pub thresholds: FindingOptions,
}

/// The app, its terminal, and the world.
#[derive(Debug)]
pub struct EventLoop {
    screen: Screen,
    app: App,
    signals: Signals,
    shell: Shell,
    /// Whether the screen shows something else than the app.
    stale: bool,
    /// What went wrong in windows beside.
    failures: (Sender<String>, Receiver<String>),
    reloading: Option<Loading>,
    /// What a long recording comes from, until it is known what is wrong in it.
    checking: Option<Loading>,
    following: Option<Following>,
    last_beat: Instant,
}

impl EventLoop {
    /// A loop that did not begin yet.
    pub fn new(screen: Screen, app: App, signals: Signals, shell: Shell) -> Self {
        Self {
            screen,
            app,
            signals,
            shell,
            stale: true,
            failures: mpsc::channel(),
            reloading: None,
            checking: None,
            following: None,
            last_beat: Instant::now(),
        }
    }

    /// Goes on until the user, a signal, or the end of the terminal ends it.
    ///
    /// # Errors
    ///
    /// Where the terminal can no longer be used.
    pub fn run(mut self) -> anyhow::Result<Ending> {
        if self.app.has_mouse() {
            self.screen.set_mouse(true)?;
        }
        loop {
            self.supply_source();
            if self.stale {
                let app = &self.app;
                self.screen.draw(|frame| view::draw(app, frame))?;
                self.stale = false;
            }
            if let Some(ending) = self.take_events()? {
                return Ok(ending);
            }
            if let Some(signal) = self.signals.arrived() {
                return Ok(Ending::Signal(signal));
            }
            if self.signals.resumed() {
                // Whoever stopped us did not ask: the terminal is as the shell left it.
                self.screen.lend(|| ())?;
                self.stale = true;
            }
            if !self.screen.is_ours() {
                bail!("ended by a panic on another thread");
            }
            self.hear();
            self.go_on();
        }
    }

    /// Tells the app of time that has passed, and lets it find out more.
    fn go_on(&mut self) {
        let now = Instant::now();
        let passed = now.duration_since(std::mem::replace(&mut self.last_beat, now));
        self.stale |= self.app.pass(passed);
        self.stale |= self.app.work();
    }

    /// How long to wait for events.
    fn patience(&self) -> Duration {
        if self.app.has_work() {
            return Duration::ZERO;
        }
        self.app.beat().map_or(TICK, |beat| beat.min(TICK))
    }

    /// Waits for events for a while, then takes all there are.
    fn take_events(&mut self) -> anyhow::Result<Option<Ending>> {
        let mut patience = self.patience();
        while event::poll(patience)? {
            patience = Duration::ZERO;
            let effect = match event::read()? {
                Event::Key(key) => match Key::from_event(&key) {
                    Some(key) => {
                        self.stale = true;
                        self.app.key(key)
                    }
                    None => None,
                },
                Event::Resize(width, height) => {
                    self.app.resize(width, height);
                    self.stale = true;
                    None
                }
                Event::Mouse(mouse) => {
                    self.stale |= self.point(mouse);
                    None
                }
                _ => None,
            };
            if let Some(effect) = effect
                && let Some(ending) = self.carry_out(effect)?
            {
                return Ok(Some(ending));
            }
        }
        Ok(None)
    }

    fn point(&mut self, mouse: MouseEvent) -> bool {
        let pointing = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Pointing::Click,
            MouseEventKind::ScrollUp => Pointing::WheelUp,
            MouseEventKind::ScrollDown => Pointing::WheelDown,
            _ => return false,
        };
        self.app.point(pointing, mouse.column, mouse.row)
    }

    fn carry_out(&mut self, effect: Effect) -> anyhow::Result<Option<Ending>> {
        match effect {
            Effect::Quit => return Ok(Some(Ending::Quit)),
            Effect::Edit(place) => self.edit(&place)?,
            Effect::Suspend => {
                self.screen.suspend()?;
                self.signals.resumed();
            }
            Effect::Repaint => self.screen.forget()?,
            Effect::Reload => self.reload()?,
            Effect::Copy(text) => self.screen.copy(&text)?,
            Effect::Mouse(is_taken) => self.screen.set_mouse(is_taken)?,
        }
        Ok(None)
    }

    fn edit(&mut self, place: &Place) -> anyhow::Result<()> {
        let call = match self.plan(place) {
            Ok(call) => call,
            Err(problem) => {
                self.say(Status::warning(&problem));
                return Ok(());
            }
        };
        let hint = call.hint.clone();
        let started = if call.terminal {
            let ended = self.screen.lend(|| launch::in_terminal(&call))?;
            self.signals.forget_interrupt();
            self.signals.resumed();
            self.forget_keys()?;
            let edited = self.shell.finder.find(&place.file);
            self.app.set_source(&place.file, edited);
            ended
        } else {
            launch::beside(call, self.failures.0.clone())
        };
        match (started, hint) {
            (Err(failure), _) => self.say(Status::warning(&failure)),
            (Ok(()), Some(hint)) => self.say(Status::info(&hint)),
            (Ok(()), None) => {}
        }
        Ok(())
    }

    /// What was typed for the editor, and came too late for it, is not for us.
    fn forget_keys(&mut self) -> anyhow::Result<()> {
        while event::poll(Duration::ZERO)? {
            if let Event::Resize(width, height) = event::read()? {
                self.app.resize(width, height);
            }
        }
        self.stale = true;
        Ok(())
    }

    fn plan(&self, place: &Place) -> Result<EditorCall, String> {
        let file = self
            .shell
            .finder
            .find(&place.file)
            .map_err(|problem| problem.to_string())?;
        let location = Location {
            path: file.path,
            line: place.line,
            column: place.column,
        };
        let Shell {
            environment,
            editor,
            ..
        } = &self.shell;
        editor::plan(environment, editor.as_deref(), &location).map_err(|error| error.to_string())
    }

    /// Takes what other threads have to say.
    fn hear(&mut self) {
        while let Ok(failure) = self.failures.1.try_recv() {
            self.say(Status::warning(&failure));
        }
        if self.app.prompt().is_some() {
            // What is being typed is not disturbed: news can wait.
            return;
        }
        self.hear_of_more();
        self.hear_of_findings();
        let Some(loaded) = self
            .reloading
            .as_ref()
            .and_then(|loading| loading.wait(Duration::ZERO))
        else {
            return;
        };
        let reloading = self.reloading.take();
        match loaded {
            Ok(model) => {
                self.show(model);
                self.app.forget_source();
                self.say(Status::info("read again"));
                self.checking = reloading;
            }
            Err(error) => self.say(Status::warning(&format!("{error:#}"))),
        }
    }

    fn supply_source(&mut self) {
        if let Some(file) = self.app.wanted_source().map(str::to_owned) {
            let found = self.shell.finder.find(&file);
            self.app.set_source(&file, found);
            self.stale = true;
        }
    }

    fn say(&mut self, status: Status) {
        self.app.set_status(status);
        self.stale = true;
    }
}
