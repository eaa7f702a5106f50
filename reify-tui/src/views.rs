//! The one list of views: `VIEWS`, the [`Pane`]s that they are, and the [`Views`] that hold their states.
//!
//! A view is a list of rows in the main place of the screen. Its state answers as [`Rows`], and one file of
//! [`view`] draws it. To add one is to write that file, to give it keys, and to name it here.

use ratatui::layout::Rect;

use crate::app::{
    self, App, FindingsPane, NoticesPane, OverlayKind, Page, Rows, SitesPane, StepsPane,
};
use crate::model::{Model, Window};
use crate::view::{self, Paint};

/// A part of the screen that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The tree of steps.
    #[default]
    Steps,
    /// The same tree against time.
    Timeline,
    /// The await points, hot spots first.
    Sites,
    /// What is wrong, the worst first.
    Findings,
    /// What there is to know of the file before one trusts it.
    Notices,
    /// The events around the time cursor.
    Events,
    /// The source code.
    Source,
}

/// A place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The largest, which one of the views has.
    Main,
    /// That of the events.
    Events,
    /// That of the source.
    Source,
}

impl Pane {
    /// Where the pane stands.
    pub const fn slot(self) -> Slot {
        match self {
            Self::Events => Slot::Events,
            Self::Source => Slot::Source,
            _ => Slot::Main,
        }
    }
}

/// The states of all views.
#[derive(Debug)]
pub struct Views {
    /// The tree of steps.
    pub steps: StepsPane,
    /// The stretch of time that the timeline shows; its lanes are the rows of the steps.
    pub window: Window,
    /// The await points.
    pub sites: SitesPane,
    /// What was found.
    pub findings: FindingsPane,
    /// What there is to know of the file.
    pub notices: NoticesPane,
}

impl Views {
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            steps: StepsPane::new(model),
            window: Window::new(model.trace().duration()),
            sites: SitesPane::new(model),
            findings: FindingsPane::new(model),
            notices: NoticesPane::new(model),
        }
    }
}

/// A view, as the app and the screen see it.
pub(crate) struct View {
    pub(crate) pane: Pane,
    pub(crate) rows: fn(&Views) -> &dyn Rows,
    pub(crate) rows_mut: fn(&mut Views) -> &mut dyn Rows,
    pub(crate) draw: fn(&App, &mut Paint<'_>, Rect),
    /// How many lines of a height stand above the rows.
    pub(crate) head: fn(usize) -> usize,
    /// How many stand below them.
    pub(crate) foot: fn(usize) -> usize,
    /// What `enter` does with the selected row, with a count before it.
    pub(crate) open: fn(&mut App, Option<usize>),
    /// What the page about everything says first of the selected row.
    pub(crate) about: fn(&App, &mut Page),
}

/// Every view there is.
pub(crate) const VIEWS: &[View] = &[
    View {
        pane: Pane::Steps,
        rows: |views| &views.steps,
        rows_mut: |views| &mut views.steps,
        draw: view::steps::draw,
        head: |_| 0,
        foot: |_| 0,
        open: App::open_row,
        about: |_, _| {},
    },
    View {
        pane: Pane::Timeline,
        rows: |views| &views.steps,
        rows_mut: |views| &mut views.steps,
        draw: view::timeline::draw,
        head: view::timeline::head,
        foot: |_| 0,
        open: App::open_row,
        about: |_, _| {},
    },
    View {
        pane: Pane::Sites,
        rows: |views| &views.sites,
        rows_mut: |views| &mut views.sites,
        draw: view::sites::draw,
        head: |_| 0,
        foot: view::sites::foot,
        open: App::open_row,
        about: app::sites::about,
    },
    View {
        pane: Pane::Findings,
        rows: |views| &views.findings,
        rows_mut: |views| &mut views.findings,
        draw: view::findings::draw,
        head: |_| 0,
        foot: FindingsPane::about_lines,
        open: App::go_to_evidence,
        about: app::findings::about,
    },
    View {
        pane: Pane::Notices,
        rows: |views| &views.notices,
        rows_mut: |views| &mut views.notices,
        draw: view::notices::draw,
        head: |_| 0,
        foot: NoticesPane::about_lines,
        open: |app, _| app.open_overlay(OverlayKind::About),
        about: app::notices::about,
    },
];

/// The view that a pane is; the first one for a pane that is none.
pub(crate) fn view(pane: Pane) -> &'static View {
    let found = VIEWS.iter().find(|view| view.pane == pane);
    found.unwrap_or(&VIEWS[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::keymap::BINDINGS;

    #[test]
    fn every_view_stands_in_the_main_place_and_has_a_key() {
        for view in VIEWS {
            assert_eq!(view.pane.slot(), Slot::Main);
            let leads_here = |action| action == Action::Focus(view.pane);
            assert!(BINDINGS.iter().any(|binding| leads_here(binding.action)));
        }
    }
}
