//! [`App::resume`]: the explorer of a recording that was read again, with the user where they were.

use super::App;
use super::carry::Carry;
use crate::views::VIEWS;

impl App {
    /// Takes over what the user was doing in an explorer of the same recording, before it was read again: the view, folds,
    /// orders, filter, search, selections, the stretch of time, marks, the way back, and the time cursor, which stays
    /// at the end if it was there.
    ///
    /// Source files that were read move over too. What is being typed does not: the news can wait for it.
    pub fn resume(&mut self, before: &mut Self) {
        self.screen = before.screen;
        (self.maximised, self.mouse, self.playing) =
            (before.maximised, before.mouse, before.playing);
        self.whole = before.whole;
        if before.options.slow_poll != self.options.slow_poll {
            self.options.slow_poll = before.options.slow_poll;
            self.model.set_slow_is_over(self.options.slow_poll);
        }
        (self.keys, self.overlay) = (before.keys.clone(), before.overlay.clone());
        self.status.clone_from(&before.status);
        self.followed = before.followed;
        self.take_source(before);

        for view in VIEWS {
            let sort = (view.rows)(&before.views).sort();
            (view.rows_mut)(&mut self.views).sort_by(&self.model, sort);
        }
        let carry = Carry::new(&before.model, &self.model);
        let (usually, others) = before.views.steps.folds(&before.model);
        let others = others.into_iter().filter_map(|node| carry.node(node));
        let others: Vec<_> = others.collect();
        let stand = before.stand().carried(carry, &before.views);
        let jumps = before.jumps.carried(carry, &before.views);
        let was_at_end = before.cursor == before.model.events();

        self.views.steps.fold_as(&self.model, usually, &others);
        self.jumps = jumps;
        self.set_filter_whole(before.filter().cloned().unwrap_or_default());
        if let Some(search) = &before.search {
            self.search_for(search.query().text());
        }
        self.come_back(&stand);
        if was_at_end {
            self.views.window.show(self.moment().time);
        }
    }
}
