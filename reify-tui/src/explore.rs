//! Exploring a recording, from the command line to the end: the terminal is taken as late as can be, so that
//! what is wrong with the recording is said on the screen that the user came from.

use std::env;
use std::io::{self, IsTerminal as _};
use std::time::Duration;

use anyhow::bail;

use crate::app::{App, AppOptions, Start};
use crate::cli::{Explore, Request};
use crate::environment::Environment;
use crate::event_loop::{EventLoop, Shell};
#[cfg(unix)]
use crate::hangup;
use crate::input::Input;
use crate::load::{Following, Loading, Progress};
use crate::loading::LoadingScreen;
use crate::model::Model;
use crate::nudge::Nudge;
use crate::run::say_notices;
use crate::session::{Ending, Outside, Session};
use crate::source::SourceFinder;
use crate::status::HasNotices;
use crate::theme::ThemeName;

/// A recording that is read within this time shows up as if it had been there.
const PATIENCE: Duration = Duration::from_millis(50);

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
    let outside = Outside::new()?;
    let source = Source::start(request, explore, outside.nudge())?;
    let (model, session) = if let Some(model) = source.wait(PATIENCE) {
        (model?, Err(outside))
    } else {
        if let Some(ending) = outside.ending() {
            return Ok(ending);
        }
        let mut session = Session::enter(outside)?;
        let name = request.trace.to_string();
        let mut screen = LoadingScreen::new(name, request.ascii, explore.keymap.clone());
        let model = loop {
            if let Some(model) = source.wait(Duration::ZERO) {
                break model?;
            }
            if let Some(ending) = screen.turn(&mut session, source.progress())? {
                return Ok(ending);
            }
        };
        (model, Ok(session))
    };
    if request.strict && !model.trace().notices().is_empty() {
        // They are said on the screen that the user came from.
        drop(session);
        say_notices(model.trace());
        HasNotices::check(model.trace())?;
        return Ok(Ending::Quit);
    }
    let session = session.or_else(Session::enter)?;
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
    let app = App::new(model, options(request, explore));
    let event_loop = EventLoop::new(session, app, shell);
    source.go_on(event_loop).run()
}

/// What the recording comes from: it is read once, or again and again.
enum Source {
    Once(Loading),
    Live(Following),
}

impl Source {
    fn start(request: &Request, explore: &Explore, nudge: &Nudge) -> anyhow::Result<Self> {
        let (thresholds, nudge) = (&request.thresholds, nudge.clone());
        match &request.trace {
            Input::Stdin if explore.follow => bail!("--follow needs a file"),
            // Whoever reads it would take every other key.
            Input::Stdin if io::stdin().is_terminal() => bail!(
                "standard input is a terminal: a recording comes through a pipe, as in xz -dc trace.json.xz | reify-tui -"
            ),
            Input::File(path) if explore.follow => {
                Ok(Self::Live(Following::start(path, thresholds, nudge)?))
            }
            input => Ok(Self::Once(Loading::start(input, thresholds, nudge)?)),
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
            Self::Once(loading) => event_loop.finishing(Some(loading)),
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
        ..AppOptions::default()
    }
}
