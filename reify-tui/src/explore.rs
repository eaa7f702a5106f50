//! Exploring a recording, from the command line to the end: the terminal is taken as late as can be, so that
//! what is wrong with the recording is said on the screen that the user came from.

use std::env;
use std::time::Duration;

use anyhow::{Context as _, bail};
use ratatui::crossterm::event::{self, Event, KeyCode, KeyModifiers};

use crate::app::{App, AppOptions, Start};
use crate::cli::{Explore, Request};
use crate::environment::Environment;
use crate::event_loop::{EventLoop, Shell};
#[cfg(unix)]
use crate::hangup;
use crate::input::Input;
use crate::load::{Following, Loading, Progress};
use crate::model::Model;
use crate::run::say_notices;
use crate::signals::Signals;
use crate::source::SourceFinder;
use crate::status::HasNotices;
use crate::terminal::Screen;
use crate::theme::ThemeName;
use crate::view;

/// A recording that is read within this time shows up as if it had been there.
const PATIENCE: Duration = Duration::from_millis(50);

/// How the explorer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user had seen enough.
    Quit,
    /// A signal asked for it; the terminal was given back.
    Signal(u8),
}

/// Explores a recording.
///
/// # Errors
///
/// Where the recording cannot be read, or the terminal not be drawn on.
pub fn explore(
    request: &Request,
    explore: &Explore,
    environment: &Environment,
) -> anyhow::Result<Ending> {
    let ending = load_and_show(request, explore, environment);
    #[cfg(unix)]
    if ending.as_ref().is_err_and(hangup::explains) {
        return Ok(Ending::Signal(hangup::SIGHUP));
    }
    ending
}

fn load_and_show(
    request: &Request,
    explore: &Explore,
    environment: &Environment,
) -> anyhow::Result<Ending> {
    let signals = Signals::catch().context("cannot catch signals")?;
    let source = Source::start(request, explore)?;
    let mut screen = None;
    let model = loop {
        if let Some(model) = source.wait(PATIENCE) {
            break model?;
        }
        if let Some(signal) = signals.arrived() {
            return Ok(Ending::Signal(signal));
        }
        let screen = match &mut screen {
            Some(screen) => screen,
            None => screen.insert(enter(&signals)?),
        };
        if is_given_up(screen, request, source.progress())? {
            return Ok(Ending::Quit);
        }
    };
    if request.strict && !model.trace().notices().is_empty() {
        // They are said on the screen that the user came from.
        drop(screen.take());
        say_notices(model.trace());
        HasNotices::check(model.trace())?;
    }
    let screen = match screen {
        Some(screen) => screen,
        None => enter(&signals)?,
    };
    let current = env::current_dir().unwrap_or_default();
    let shell = Shell {
        finder: SourceFinder::new(
            request.trace.path(),
            &model.trace().header().root,
            &current,
            &explore.source_roots,
        )
        .with_remaps(&current, &explore.remaps),
        environment: environment.clone(),
        editor: explore.editor.clone(),
        trace: request.trace.clone(),
        thresholds: request.thresholds.clone(),
    };
    let mut app = App::new(model, options(request, explore));
    let size = screen.size().context("the terminal has no size")?;
    app.resize(size.width, size.height);
    let event_loop = EventLoop::new(screen, app, signals, shell);
    source.go_on(event_loop).run()
}

/// What the recording comes from: it is read once, or again and again.
enum Source {
    Once(Loading),
    Live(Following),
}

impl Source {
    fn start(request: &Request, explore: &Explore) -> anyhow::Result<Self> {
        let thresholds = &request.thresholds;
        match &request.trace {
            Input::Stdin if explore.follow => bail!("--follow needs a file"),
            Input::File(path) if explore.follow => {
                Ok(Self::Live(Following::start(path, thresholds)?))
            }
            input => Ok(Self::Once(Loading::start(input, thresholds)?)),
        }
    }

    fn wait(&self, patience: Duration) -> Option<anyhow::Result<Model>> {
        match self {
            Self::Once(loading) => loading.wait(patience),
            Self::Live(following) => following.wait(patience),
        }
    }

    fn progress(&self) -> &Progress {
        match self {
            Self::Once(loading) => loading.progress(),
            Self::Live(following) => following.progress(),
        }
    }

    /// Lets the loop hear what is still to come.
    fn go_on(self, event_loop: EventLoop) -> EventLoop {
        match self {
            Self::Once(loading) => event_loop.checking(Some(loading)),
            Self::Live(following) => event_loop.following(Some(following)),
        }
    }
}

fn options(request: &Request, explore: &Explore) -> AppOptions {
    AppOptions {
        file: request.trace.to_string(),
        theme: if explore.color {
            explore.theme.unwrap_or_default()
        } else {
            ThemeName::Mono
        },
        ascii: request.ascii,
        mouse: explore.mouse,
        keymap: explore.keymap.clone(),
        slow_poll: explore.slow_poll,
        filter: request.filter.clone(),
        start: match explore.start {
            // A number that no machine can count to lies behind every last event.
            Some(event) => Start::Event(usize::try_from(event).unwrap_or(usize::MAX)),
            None => Start::End,
        },
    }
}

fn enter(signals: &Signals) -> anyhow::Result<Screen> {
    let screen = Screen::enter().context("cannot take the terminal (--print works without one)")?;
    #[cfg(unix)]
    hangup::watch(signals.clone()).context("cannot watch the terminal")?;
    #[cfg(not(unix))]
    let _ = signals;
    Ok(screen)
}

/// Shows how far the recording is read. Gives back whether the user has waited enough.
fn is_given_up(
    screen: &mut Screen,
    request: &Request,
    progress: &Progress,
) -> anyhow::Result<bool> {
    let name = request.trace.to_string();
    screen.draw(|frame| view::draw_loading(progress, &name, request.ascii, frame))?;
    while event::poll(Duration::ZERO)? {
        if is_quit(&event::read()?) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_quit(event: &Event) -> bool {
    event.as_key_press_event().is_some_and(|key| {
        key.code == KeyCode::Char('q')
            || (key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL))
    })
}
