//! Copying what keys are about.

use super::{App, Status};
use crate::action::Copied;
use crate::effect::Effect;

/// So much of it the last line repeats.
const TOLD: usize = 60;

impl App {
    pub(super) fn copy(&mut self, what: Copied) -> Option<Effect> {
        let Some(text) = self.text_of(what) else {
            self.set_status(Status::warning("there is nothing to copy here"));
            return None;
        };
        let told = crate::text::cut(&text, TOLD, "..");
        self.say(&format!("copied {told}"));
        Some(Effect::Copy(text))
    }

    /// Made harmless as on the screen: what is copied is pasted somewhere.
    fn text_of(&self, what: Copied) -> Option<String> {
        let names = self.model.names();
        if what == Copied::Event {
            return self.model.trace().event_json(self.cursor);
        }
        let node = self.model.graph().node(self.node()?);
        let (expr, place) = (names.expr(node.site), names.place(node.site));
        let text = match what {
            Copied::Place => place.to_owned(),
            Copied::LabelAndPlace if !place.is_empty() => format!("{expr} @ {place}"),
            _ => expr.to_owned(),
        };
        (!text.is_empty()).then_some(text)
    }
}
