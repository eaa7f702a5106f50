//! [`EventLoop`]: brings keys to the app and carries out what it wants done.
//!
//! It sleeps until there is something to do. Nothing is drawn when nothing changed, and all keys that wait are taken before
//! the next frame, so that a held key does not run on after it was let go.

mod live;
mod refresh;

use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant, SystemTime};

use ratatui::crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};

use reify_lib::FindingOptions;

use self::refresh::Refresh;
use crate::app::{App, Pointing, Status};
use crate::editor::{self, EditorCall, Location, launch};
use crate::effect::{Effect, Place};
use crate::environment::Environment;
use crate::input::Input;
use crate::key::Key;
use crate::load::{Following, Loading};
use crate::session::{Ending, Session};
use crate::source::SourceFinder;
use crate::view;

/// No more of the time that was slept through is played: it was not meant to be seen.
const LONGEST_BEAT: Duration = Duration::from_secs(1);

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
    session: Session,
    app: App,
    shell: Shell,
    /// What went wrong in windows beside.
    failures: (Sender<String>, Receiver<String>),
    reloading: Option<Loading>,
    /// What is to be shown next.
    refresh: Option<Refresh>,
    /// What a long recording comes from, until all is known of it.
    unfinished: Option<Loading>,
    following: Option<Following>,
    last_beat: Instant,
}

impl EventLoop {
    /// A loop that did not begin yet.
    pub fn new(session: Session, app: App, shell: Shell) -> Self {
        Self {
            session,
            app,
            shell,
            failures: mpsc::channel(),
            reloading: None,
            refresh: None,
            unfinished: None,
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
            self.session.screen().set_mouse(true)?;
        }
        // The recording is on the screen before anything else.
        self.session.spoil();
        loop {
            self.supply_source();
            self.draw()?;
            if let Some(ending) = self.session.wait(self.patience())? {
                return Ok(ending);
            }
            self.pass_time();
            if let Some(ending) = self.take_events()? {
                return Ok(ending);
            }
            self.hear()?;
            if self.app.work() {
                self.session.spoil();
            }
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        if !self.session.is_stale() {
            return Ok(());
        }
        let (size, app) = (self.session.size()?, &mut self.app);
        if app.screen().as_size() != size {
            app.resize(size.width, size.height);
        }
        self.session.draw(|frame| view::draw(app, frame))
    }

    /// How long there is nothing to do unless something happens.
    fn patience(&self) -> Option<Duration> {
        if self.app.has_work() {
            return Some(Duration::ZERO);
        }
        let live = self.app.followed().map(|followed| followed.live);
        let stays = live.and_then(|live| live.stays(SystemTime::now()));
        self.app.beat().into_iter().chain(stays).min()
    }

    /// Tells the app of time that has passed.
    fn pass_time(&mut self) {
        let now = Instant::now();
        let passed = now.duration_since(std::mem::replace(&mut self.last_beat, now));
        if self.app.pass(passed.min(LONGEST_BEAT)) {
            self.session.spoil();
        }
    }

    /// Takes all that was typed.
    fn take_events(&mut self) -> anyhow::Result<Option<Ending>> {
        while let Some(event) = self.session.next_event()? {
            let effect = match event {
                Event::Key(key) => Key::from_event(&key).and_then(|key| {
                    self.session.spoil();
                    self.app.key(key)
                }),
                Event::Mouse(mouse) => {
                    if self.point(mouse) {
                        self.session.spoil();
                    }
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
            Effect::Suspend => self.session.stop(true)?,
            Effect::Repaint => self.session.repaint()?,
            Effect::Reload => self.reload()?,
            Effect::Copy(text) => self.session.screen().copy(&text)?,
            Effect::Mouse(is_taken) => self.session.screen().set_mouse(is_taken)?,
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
            let ended = self.session.lend(|| launch::in_terminal(&call))?;
            let edited = self.shell.finder.find(&place.file);
            self.app.set_source(&place.file, edited);
            ended
        } else {
            launch::beside(call, self.failures.0.clone(), self.session.nudge().clone())
        };
        match (started, hint) {
            (Err(failure), _) => self.say(Status::warning(&failure)),
            (Ok(()), Some(hint)) => self.say(Status::info(&hint)),
            (Ok(()), None) => {}
        }
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
    fn hear(&mut self) -> anyhow::Result<()> {
        while let Ok(failure) = self.failures.1.try_recv() {
            self.say(Status::warning(&failure));
        }
        if self.app.prompt().is_some() {
            // What is being typed is not disturbed: news can wait.
            return Ok(());
        }
        self.hear_of_more()?;
        self.hear_of_the_rest();
        Ok(())
    }

    fn supply_source(&mut self) {
        if let Some(file) = self.app.wanted_source().map(str::to_owned) {
            let found = self.shell.finder.find(&file);
            self.app.set_source(&file, found);
            self.session.spoil();
        }
    }

    fn say(&mut self, status: Status) {
        self.app.set_status(status);
        self.session.spoil();
    }
}
