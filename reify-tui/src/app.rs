//! [`App`]: what the explorer is doing. Keys and actions change it, views only read it.

mod carry;
mod copy;
pub(crate) mod findings;
mod hits;
mod jumps;
mod live;
mod narrowed;
pub(crate) mod notices;
mod options;
mod outline;
mod overlay;
mod play;
mod pointer;
mod prompt;
mod related;
mod resume;
mod room;
mod rows;
mod scroll;
mod search;
mod sifting;
pub(crate) mod sites;
mod slow;
mod source;
mod stand;
mod status;
mod steps;
mod subject;
mod time;
mod totals;
mod update;

use ratatui::layout::Rect;

pub use self::carry::Carry;
pub use self::findings::FindingsPane;
pub use self::hits::Hits;
pub use self::jumps::Jumps;
pub use self::live::Followed;
pub use self::narrowed::{Narrowed, Passed};
pub use self::notices::NoticesPane;
pub use self::options::{AppOptions, Start};
pub use self::outline::Outline;
pub use self::overlay::{Line, Overlay, OverlayKind, Page};
pub use self::play::Playing;
pub use self::pointer::Pointing;
pub use self::prompt::{Prompt, PromptKind};
pub use self::rows::{Rows, Selection, Subject};
pub use self::search::{Matches, Search};
pub use self::sifting::Stretch;
pub use self::sites::SitesPane;
pub use self::source::{SourcePane, SourceView};
pub use self::status::{Status, StatusKind};
pub use self::steps::{InOrder, StepsPane};
pub use crate::views::{Pane, Slot};

use crate::keymap::{Keys, When};
use crate::model::{Model, Moment, SitesTally};
use crate::views::{Views, view};

/// The explorer of one recording.
#[derive(Debug)]
pub struct App {
    model: Model,
    options: AppOptions,
    /// The size of the screen.
    screen: Rect,
    /// The time cursor: the position of the event that has just happened, or behind the last one.
    cursor: usize,
    focus: Pane,
    /// The view that stands in the main place.
    main: Pane,
    views: Views,
    source: SourcePane,
    search: Option<Search>,
    narrowed: Option<Narrowed>,
    /// What is to be shown once it is known which rows it lets through.
    sifting: Option<Narrowed>,
    /// The awaits at the time cursor, in a long recording.
    tally: Option<SitesTally>,
    jumps: Jumps,
    playing: Option<Playing>,
    /// Whether numbers are of the whole recording, not until the time cursor.
    whole: bool,
    maximised: bool,
    mouse: bool,
    prompt: Option<Prompt>,
    overlay: Option<Overlay>,
    keys: Keys,
    status: Option<Status>,
    /// What is known of the file, while it is followed.
    followed: Option<Followed>,
}

impl App {
    /// The explorer of a recording. It opens at the end, if nothing else is asked for.
    pub fn new(mut model: Model, options: AppOptions) -> Self {
        // In a large recording they are found by and by.
        model.seek_slow(options.slow_poll);
        model.seek_on(options.stretch.polls());
        let cursor = options.start.position(&model);
        let views = Views::new(&model);
        let mut app = Self {
            model,
            keys: Keys::new(options.keymap.clone()),
            options,
            screen: Rect::new(0, 0, 80, 24),
            cursor,
            focus: Pane::default(),
            main: Pane::default(),
            views,
            source: SourcePane::default(),
            search: None,
            narrowed: None,
            sifting: None,
            tally: None,
            jumps: Jumps::default(),
            playing: None,
            whole: false,
            maximised: false,
            mouse: false,
            prompt: None,
            overlay: None,
            status: None,
            followed: None,
        };
        app.mouse = app.options.mouse;
        app.views.steps.unfold_to(&app.model, cursor);
        app.set_filter_whole(app.options.filter.clone());
        app.follow();
        app
    }

    /// Tells the size of the screen. Until then it is taken for 80 by 24.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.screen = Rect::new(0, 0, width, height);
        self.keep_in_view();
    }

    /// The recording.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// How the explorer was started.
    pub fn options(&self) -> &AppOptions {
        &self.options
    }

    /// The position of the time cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The moment of the time cursor.
    pub fn moment(&self) -> Moment {
        self.model.moment(self.cursor)
    }

    /// The size of the screen.
    pub fn screen(&self) -> Rect {
        self.screen
    }

    /// Whether the mouse is taken.
    pub fn has_mouse(&self) -> bool {
        self.mouse
    }

    /// The pane that has the focus.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The view that stands in the main place: one of those that are no pane of their own.
    pub fn main(&self) -> Pane {
        self.main
    }

    /// The states of the views.
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// The state of the steps pane.
    pub fn steps(&self) -> &StepsPane {
        &self.views.steps
    }

    /// The rows of the view in the main place.
    pub fn rows(&self) -> &dyn Rows {
        (view(self.main).rows)(&self.views)
    }

    fn rows_mut(&mut self) -> &mut dyn Rows {
        (view(self.main).rows_mut)(&mut self.views)
    }

    /// The state of the source pane.
    pub fn source(&self) -> &SourcePane {
        &self.source
    }

    /// What is searched for.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// The line in which a search is typed.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// What lies over the panes.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The keys that were typed and are no action yet.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// What there is to say.
    pub fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }

    /// Says something, until the next key.
    pub fn set_status(&mut self, status: Status) {
        self.status = Some(status);
    }

    /// Where the next key is looked up.
    pub fn place(&self) -> When {
        match &self.overlay {
            Some(_) => When::Overlay,
            None => When::In(self.focus),
        }
    }
}
