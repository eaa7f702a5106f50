//! What a recording adds up to, where that comes when it is explored already.

use super::{App, Rows as _};
use crate::model::Totals;

impl App {
    /// Whether it is not known yet what the recording adds up to.
    pub fn is_adding_up(&self) -> bool {
        !self.model.has_totals()
    }

    /// Takes what the recording adds up to, where it was not known when that was shown.
    pub fn set_totals(&mut self, totals: Totals) {
        self.model.set_totals(totals);
        let sites = &mut self.views.sites;
        // A row that was gone to stays selected; none other was meant.
        let follows = sites.selection().is_following();
        let anchor = sites.anchor(&self.model).filter(|_| !follows);
        sites.narrow(&self.model, self.narrowed.as_ref(), anchor);
        if follows {
            sites.follow(&self.model, self.cursor);
        }
        self.cost_sources();
        self.say_what_was_sought();
        self.keep_in_view();
    }
}
