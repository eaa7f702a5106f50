//! [`App::key`] and [`App::update`]: the one way in which the app changes.

use super::{App, OverlayKind, Pane, PromptKind, Rows as _, Slot, Status};
use crate::action::{Action, Align};
use crate::effect::{Effect, Place};
use crate::filter::Filter;
use crate::key::{Code, Key};
use crate::keymap::Press;
use crate::model::Sort;
use crate::views::view;

impl App {
    /// Takes a key, and gives back what is to be done outside of the app.
    pub fn key(&mut self, key: Key) -> Option<Effect> {
        self.status = None;
        let was_playing = self.playing.take().is_some();
        if self.prompt.is_some() && !self.key_in_prompt(key) {
            return None;
        }
        if key == Key::plain(Code::Esc) && self.keys.clear() {
            return None;
        }
        let before = self.keys.pending();
        let effect = match self.keys.press(key, self.place()) {
            Press::Do(Action::Play, count) if self.overlay.is_none() => {
                self.play(count, was_playing);
                None
            }
            Press::Do(action, count) => self.perform(action, count),
            Press::More => None,
            Press::Unknown => {
                let text = format!("{before}{key} is no key here; ? shows those that are");
                self.set_status(Status::info(&text));
                None
            }
        };
        self.count_matches();
        effect
    }

    /// Does what an action asks for, and gives back what is to be done outside of the app.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        self.perform(action, None)
    }

    fn perform(&mut self, action: Action, count: Option<usize>) -> Option<Effect> {
        if self.overlay.is_some() && self.move_overlay(action, count) {
            return None;
        }
        let times = count.unwrap_or(1).max(1);
        let before = self.stand();
        match action {
            Action::NextEvent => self.move_by(times, true),
            Action::PreviousEvent => self.move_by(times, false),
            Action::NextTenEvents => self.move_by(times.saturating_mul(10), true),
            Action::PreviousTenEvents => self.move_by(times.saturating_mul(10), false),
            Action::NextOfStep => self.move_in_step(times, true),
            Action::PreviousOfStep => self.move_in_step(times, false),
            Action::NextReady => self.move_to_ready(times, true),
            Action::PreviousReady => self.move_to_ready(times, false),
            Action::NextSlow => self.go_to_slow(times, true),
            Action::PreviousSlow => self.go_to_slow(times, false),
            Action::SlowIsOver => self.open_prompt(PromptKind::Slow),
            Action::Counterpart => self.go_to_counterpart(),
            Action::FirstOfStep => self.go_to_edge_of_step(false),
            Action::LastOfStep => self.go_to_edge_of_step(true),
            Action::Parent => self.go_to_parent(),
            Action::Child => self.go_to_child(),
            Action::FirstEvent => self.go_to(0),
            Action::LastEvent => self.go_to(usize::MAX),

            Action::Down => self.move_rows(times, true),
            Action::Up => self.move_rows(times, false),
            Action::HalfPageDown => self.move_rows(self.half_page().saturating_mul(times), true),
            Action::HalfPageUp => self.move_rows(self.half_page().saturating_mul(times), false),
            Action::PageDown => self.move_rows(self.page_rows().saturating_mul(times), true),
            Action::PageUp => self.move_rows(self.page_rows().saturating_mul(times), false),
            Action::First => self.go_to_row_number(count.unwrap_or(1)),
            Action::Last if count.is_none() && self.is_growing() => self.go_to_newest(),
            Action::Last => self.go_to_row_number(count.unwrap_or(usize::MAX)),
            Action::Align(align) => self.align(align),
            Action::Fold => self.views.steps.fold(&self.model),
            Action::FoldAll => self.fold_all(true),
            Action::UnfoldAll => self.fold_all(false),
            Action::NextSort => self.sort_by(self.rows().sort().next()),
            Action::PreviousSort => self.sort_by(self.rows().sort().previous()),
            Action::Open => self.open(count),

            Action::ZoomIn => self.zoom(times, true),
            Action::ZoomOut => self.zoom(times, false),
            Action::ZoomToAll => self.zoom(usize::MAX, false),
            Action::PanLater => self.views.window.pan(times, true),
            Action::PanEarlier => self.views.window.pan(times, false),

            Action::NextPane => self.turn_focus(1),
            Action::PreviousPane => self.turn_focus(2),
            Action::Focus(pane) => self.focus_on(pane),

            Action::Whole => self.turn_whole(),
            Action::Maximise => self.maximised = !self.maximised,

            Action::Search => self.open_prompt(PromptKind::Search),
            Action::Filter => self.open_prompt(PromptKind::Filter),
            Action::NextMatch => self.go_to_match(times, true),
            Action::PreviousMatch => self.go_to_match(times, false),

            Action::GoTo => self.open_prompt(PromptKind::GoTo),
            Action::SetMark(mark) => self.set_mark(mark),
            Action::GoToMark(mark) => self.go_to_mark(mark),
            Action::JumpBack => {
                self.jump_back(times);
                return None;
            }
            Action::JumpForward => {
                self.jump_forward(times);
                return None;
            }
            Action::Play => self.play(count, false),

            Action::Copy(what) => return self.copy(what),
            Action::Mouse => return Some(self.turn_mouse()),
            Action::Edit => return self.edit(),
            Action::Help => self.open_overlay(OverlayKind::Help),
            Action::About => self.open_overlay(OverlayKind::About),
            Action::Back => self.back(),
            Action::Reload => return Some(Effect::Reload),
            Action::Quit => return Some(Effect::Quit),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Repaint => return Some(Effect::Repaint),
        }
        self.remember(before, action);
        self.keep_in_view();
        None
    }

    pub(super) fn move_rows(&mut self, rows: usize, down: bool) {
        let moved = |from: usize| {
            if down {
                from.saturating_add(rows)
            } else {
                from.saturating_sub(rows)
            }
        };
        match self.focus.slot() {
            Slot::Main => self.select_row(moved(self.rows().selection().row())),
            Slot::Events => self.move_by(rows, down),
            Slot::Source => self.go_to_source_line(moved(self.source_line())),
        }
    }

    /// Hides everything but the first rows, or shows all. What goes with the time cursor stays with it.
    fn fold_all(&mut self, fold: bool) {
        let steps = &mut self.views.steps;
        steps.fold_all(&self.model, fold);
        if steps.selection().is_following() {
            steps.follow(&self.model, self.cursor);
        }
    }

    /// Goes to the end of a recording that grows, and stays there. A source file does not grow.
    fn go_to_newest(&mut self) {
        match self.focus.slot() {
            Slot::Main | Slot::Events => self.go_to(usize::MAX),
            Slot::Source => self.go_to_row_number(usize::MAX),
        }
    }

    /// Rows are counted from 1, as events and lines are on the screen.
    fn go_to_row_number(&mut self, number: usize) {
        match self.focus.slot() {
            Slot::Main => self.select_row(number.saturating_sub(1)),
            Slot::Events => self.go_to(number.saturating_sub(1)),
            Slot::Source => self.go_to_source_line(number),
        }
    }

    pub(super) fn select_row(&mut self, row: usize) {
        self.rows_mut().select(row);
        self.source.forget_line();
    }

    fn zoom(&mut self, times: usize, closer: bool) {
        let now = self.moment().time;
        self.views.window.zoom(times, closer, now);
    }

    fn sort_by(&mut self, sort: Sort) {
        (view(self.main).rows_mut)(&mut self.views).sort_by(&self.model, sort);
        if self.rows().sort() != sort {
            self.say("the worst finding is always the first");
            return;
        }
        match sort {
            Sort::Order => self.say("in order"),
            _ => self.say(&format!("the most {} first", sort.as_str())),
        }
    }

    pub(super) fn go_to_source_line(&mut self, line: usize) {
        let last = self.source_lines().len();
        if last > 0 {
            self.source.set_line(line.clamp(1, last));
        }
    }

    fn page_rows(&self) -> usize {
        self.height(self.focus).saturating_sub(1).max(1)
    }

    fn half_page(&self) -> usize {
        (self.height(self.focus) / 2).max(1)
    }

    fn align(&mut self, align: Align) {
        let height = self.height(self.focus);
        match self.focus.slot() {
            Slot::Main => self.rows_mut().selection_mut().align(align, height),
            Slot::Source => {
                let line = self.source_line();
                self.source.align(align, line, height);
            }
            // The time cursor is always in the middle.
            Slot::Events => {}
        }
    }

    fn open(&mut self, count: Option<usize>) {
        match self.focus.slot() {
            Slot::Main => (view(self.main).open)(self, count),
            Slot::Events | Slot::Source => self.focus = Pane::Source,
        }
    }

    /// Goes to the first event of what the selected row stands for.
    pub(crate) fn open_row(&mut self, _: Option<usize>) {
        match self.polls().first() {
            Some(first) => self.go_to(first),
            None => self.say("this step was never polled"),
        }
    }

    /// Goes to a pane; a view takes the main place.
    fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        if pane.slot() == Slot::Main {
            self.main = pane;
        }
        if pane == Pane::Findings {
            self.show_findings();
        }
    }

    fn turn_focus(&mut self, by: usize) {
        let around = [self.main, Pane::Events, Pane::Source];
        let index = around.iter().position(|pane| *pane == self.focus);
        self.focus = around[(index.unwrap_or(0) + by) % around.len()];
    }

    /// Closes one thing: what was searched for, then the filter, the findings, and what the user went to beside the time
    /// cursor.
    fn back(&mut self) {
        if self.search.take().is_some() {
            return;
        }
        if self.filter().is_some() {
            self.set_filter(Filter::default());
            return;
        }
        if !self.leave_verdicts() {
            self.follow();
        }
    }

    fn turn_mouse(&mut self) -> Effect {
        self.mouse = !self.mouse;
        self.say(if self.mouse {
            "the mouse is taken: M gives it back, shift selects text in many terminals"
        } else {
            "the mouse is the terminal's again"
        });
        Effect::Mouse(self.mouse)
    }

    fn edit(&mut self) -> Option<Effect> {
        let Some(file) = self.source_file() else {
            self.set_status(Status::warning("no place in the source is known for this"));
            return None;
        };
        let file = file.to_owned();
        let site = self.site().map(|site| self.model.trace().site(site))?;
        let line = self.source_line() as u32;
        let column = if line == site.line && site.has_place() {
            site.column
        } else {
            0
        };
        Some(Effect::Edit(Place { file, line, column }))
    }
}
