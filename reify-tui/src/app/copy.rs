//! Copying what keys are about.

use super::{App, Status};
use crate::action::Copied;
use crate::effect::Effect;
use crate::text::visible;

/// More bytes than these no terminal takes for its clipboard.
const LONGEST: usize = 70_000;
/// So much of it the last line repeats.
const TOLD: usize = 60;

impl App {
    pub(super) fn copy(&mut self, what: Copied) -> Option<Effect> {
        let Some(text) = self.text_of(what) else {
            self.set_status(Status::warning("there is nothing to copy here"));
            return None;
        };
        if text.len() > LONGEST {
            self.set_status(Status::warning("this is too long for a clipboard"));
            return None;
        }
        let told = crate::text::cut(&text, TOLD, "..");
        self.say(&format!("copied {told}"));
        Some(Effect::Copy(text))
    }

    /// Made harmless as on the screen: what is copied is pasted somewhere.
    fn text_of(&self, what: Copied) -> Option<String> {
        if what == Copied::Event {
            return self.model.trace().event_json(self.cursor);
        }
        let node = self.model.graph().node(self.node()?);
        // Names are cut where they are long; what is copied is not.
        let site = self.model.trace().site(node.site);
        let (expr, file) = (visible(&site.expr), visible(&site.file));
        let place = if site.has_place() {
            format!("{file}:{}", site.line)
        } else {
            String::new()
        };
        let text = match what {
            Copied::Place => place,
            Copied::LabelAndPlace if !place.is_empty() => format!("{expr} @ {place}"),
            _ => expr.into_owned(),
        };
        (!text.is_empty()).then_some(text)
    }
}
