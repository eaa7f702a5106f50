//! Every key of the keymap, in every view, at random places: what it takes to its frame.
//!
//! The table of bindings is walked, so that a new one is measured at once. What a key leaves to be found out is done in
//! slices, as the event loop does it; a key that comes in between waits for one of them at most. What is told is time that
//! this thread had a processor: one of tens of thousands of keys always falls into a moment when something else has it.

use std::hint::black_box;
use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_tui::action::Action;
use reify_tui::app::{App, Narrowed, Pane};
use reify_tui::key::Key;
use reify_tui::keymap::{BINDINGS, Binding, When};
use reify_tui::source::SourceFinder;
use reify_tui::view;

use crate::moves::random;
use crate::process::Worked;
use crate::sources;
use crate::tell;
use crate::worst::{Press, told};

const SCREEN: Rect = Rect::new(0, 0, 200, 60);
/// At so many places each key is pressed in each view.
const PLACES: usize = 4;
/// So many keys are pressed in no order, while slices are at work or not.
const MIXED: usize = 6_000;
/// So many slices of what awaits add up to between most keys.
const TALLIED: usize = 1;

/// Every pane that a key leads to.
fn panes() -> impl Iterator<Item = Pane> {
    BINDINGS.iter().filter_map(|binding| match binding.action {
        Action::Focus(pane) => Some(pane),
        _ => None,
    })
}

/// What is typed where something is asked for, each key with its frame.
const TYPED: [(&str, &str); 16] = [
    ("&", "result:pending"),
    ("&", "src/db result:ready"),
    ("&", "polls:>3 waiting:>1us"),
    ("&", "task:3"),
    ("&", "step:77777"),
    ("&", "nothing-has-this"),
    ("&", "!src/db -cart outcome:completed"),
    ("/", "pool"),
    ("/", "a"),
    ("/", "nothing has this"),
    ("g>", "5us"),
    ("g>", ""),
    ("go", "1ms"),
    ("go", "12345"),
    ("go", "@99999"),
    ("go", "1"),
];

/// An explorer at which keys are pressed.
struct Desk<'a> {
    app: &'a mut App,
    finder: SourceFinder,
    buffer: Buffer,
    presses: Vec<Press>,
    slices: Vec<Press>,
    frames: Vec<Press>,
}

pub(crate) fn measure(app: &mut App) {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    sources::write(app.model().trace(), folder.path());
    app.resize(SCREEN.width, SCREEN.height);
    let roots = [folder.path().to_owned()];
    let mut desk = Desk {
        finder: SourceFinder::new(Path::new("none"), "", folder.path(), &roots),
        app,
        buffer: Buffer::empty(SCREEN),
        presses: Vec::new(),
        slices: Vec::new(),
        frames: Vec::new(),
    };
    desk.walk();
    desk.type_all();
    desk.mix();
    desk.tally();
    told("a key to its frame", &mut desk.presses, "16 ms");
    told("a frame", &mut desk.frames, "5 ms");
    told("a slice of work", &mut desk.slices, "8 ms");
}

/// Presses every key of every view at some places.
fn keys_of(pane: Pane) -> impl Iterator<Item = (&'static Binding, String)> {
    let here = BINDINGS.iter().filter(move |binding| {
        binding.when == When::Overlay || binding.when.covers(When::In(pane))
    });
    here.filter_map(|binding| {
        let keys = binding.keys.first()?;
        // A letter stands for any.
        Some((binding, keys.replace("<letter>", "a")))
    })
}

impl Desk<'_> {
    fn walk(&mut self) {
        let events = self.app.model().events();
        let mut round = 0;
        for pane in panes() {
            for place in 0..PLACES {
                for (binding, keys) in keys_of(pane) {
                    self.begin(pane);
                    round += 1;
                    let position = match place {
                        0 => events,
                        1 => 0,
                        _ => random(round, events),
                    };
                    self.go_to(position);
                    if binding.when == When::Overlay {
                        self.press("?");
                    }
                    let count = if binding.counts && place % 2 == 1 {
                        "99"
                    } else {
                        ""
                    };
                    self.press(&format!("{count}{keys}"));
                    // And away from where it led.
                    self.press("jlu");
                }
            }
        }
    }

    /// Types filters, searches, and places to go to, in every view, with the tree folded and not.
    fn type_all(&mut self) {
        for pane in panes() {
            for (round, (keys, text)) in TYPED.into_iter().enumerate() {
                self.begin(pane);
                self.press(if round % 2 == 0 { "zR" } else { "o" });
                let typed: String = text
                    .chars()
                    .map(|c| match c {
                        ' ' => "<space>".to_owned(),
                        '<' => "<lt>".to_owned(),
                        c => c.to_string(),
                    })
                    .collect();
                self.press(&format!("{keys}{typed}<enter>"));
                self.press("nNjlGguUoOzMzR0$<esc><esc>");
            }
        }
    }

    /// Presses keys in no order, without waiting for all that they leave to be found out.
    fn mix(&mut self) {
        let all: Vec<String> = panes()
            .flat_map(keys_of)
            .filter_map(|(binding, keys)| {
                let leaves = matches!(
                    binding.action,
                    Action::Quit | Action::Suspend | Action::Reload
                );
                (!leaves).then_some(keys)
            })
            .collect();
        for round in 0..MIXED {
            match random(round, 20) {
                0 => {
                    let (keys, text) = TYPED[random(round * 7 + 1, TYPED.len())];
                    self.press_some(&format!("{keys}{}<enter>", text.replace(' ', "<space>")));
                }
                1 => {
                    let events = self.app.model().events();
                    self.go_to(random(round, events));
                }
                _ => self.press_some(&all[random(round * 3 + 2, all.len())]),
            }
            for _ in 0..random(round, 4) {
                self.work();
            }
        }
        self.finish();
    }

    /// Out of everything, and to a pane.
    fn begin(&mut self, pane: Pane) {
        for _ in 0..3 {
            self.press("<esc>");
        }
        let leads = BINDINGS
            .iter()
            .find(|binding| binding.action == Action::Focus(pane));
        if let Some(keys) = leads.and_then(|binding| binding.keys.first()) {
            self.press(keys);
        }
    }

    fn go_to(&mut self, position: usize) {
        let here = self.app.cursor();
        let keys = if position >= here {
            format!("{}l", position - here)
        } else {
            format!("{}h", here - position)
        };
        self.press(&keys);
    }

    fn press(&mut self, keys: &str) {
        self.press_some(keys);
        self.finish();
    }

    /// Presses keys, each with its frame.
    fn press_some(&mut self, keys: &str) {
        for key in Key::parse(keys).expect("keys are written as they are in the table") {
            let pane = self.app.focus();
            let what = match self.app.prompt() {
                Some(prompt) => format!("{}{}{key}", prompt.kind().sign(), prompt.text()),
                None => format!("{}{key}", self.app.keys().pending()),
            };
            let began = Worked::now();
            self.app.key(key);
            if let Some(file) = self.app.wanted_source().map(str::to_owned) {
                let found = self.finder.find(&file);
                self.app.set_source(&file, found);
            }
            let answered = Worked::now();
            self.buffer.reset();
            view::render(self.app, SCREEN, &mut self.buffer);
            black_box(&self.buffer);
            let time = began.elapsed();
            self.frames.push(Press {
                what: what.clone(),
                pane,
                time: answered.elapsed(),
            });
            self.presses.push(Press { what, pane, time });
        }
    }

    /// Does what is left, but for awaits that are added up where the time cursor rests only the first slice.
    fn finish(&mut self) {
        let mut left = TALLIED;
        while left > 0 && self.work() {
            left -= usize::from(self.only_tallies());
        }
    }

    fn only_tallies(&self) -> bool {
        let app = &self.app;
        let is_filled = |narrowed: &Narrowed| narrowed.has_all_events(app.model());
        app.is_tallying()
            && !app.is_sifting()
            && !app.model().is_seeking()
            && app.narrowed().is_none_or(is_filled)
    }

    /// Adds the awaits up at the last event.
    fn tally(&mut self) {
        self.begin(Pane::Sites);
        self.press("$h");
        let began = Worked::now();
        while self.work() {}
        let took = format!("{:.2} s", began.elapsed().as_secs_f64());
        tell("awaits at the last event, in slices", &took, "");
    }

    fn work(&mut self) -> bool {
        let began = Worked::now();
        let has_worked = self.app.has_work();
        self.app.work();
        if has_worked {
            let what = self
                .app
                .narrowed()
                .map_or_else(String::new, |narrowed| narrowed.filter().text().to_owned());
            self.slices.push(Press {
                what,
                pane: self.app.focus(),
                time: began.elapsed(),
            });
        }
        has_worked
    }
}
