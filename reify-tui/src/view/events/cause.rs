//! Where a wake came from, in words.

use reify_lib::{StepId, ThreadId};

use super::EventsView;
use crate::model::Wakeup;
use crate::view::paint::Paint;

impl EventsView<'_> {
    /// From where the waker of a step was called or dropped.
    pub(super) fn cause(&self, step: StepId, by: Option<StepId>, thread: ThreadId) -> String {
        match by {
            Some(by) if by == step => "by itself".to_owned(),
            Some(by) => format!("by {}", self.label(by)),
            None => format!("from {}", self.app.model().names().thread(thread)),
        }
    }

    /// How long before a poll its wake was, and where that came from.
    pub(super) fn delay(&self, paint: &Paint<'_>, wakeup: &Wakeup) -> String {
        let wake = &wakeup.wake;
        let cause = self.cause(wake.step, wake.by, wake.thread);
        format!("{} {cause}", paint.duration(wakeup.before))
    }

    /// The same as a sentence.
    pub(super) fn woken(&self, paint: &Paint<'_>, wakeup: &Wakeup) -> String {
        let wake = &wakeup.wake;
        let cause = self.cause(wake.step, wake.by, wake.thread);
        format!("woken {cause} {} before", paint.duration(wakeup.before))
    }

    pub(super) fn label(&self, step: StepId) -> &str {
        let model = self.app.model();
        model.names().expr(model.trace().steps().site(step))
    }
}
