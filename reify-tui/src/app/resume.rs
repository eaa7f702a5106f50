//! [`App::resume`]: the explorer of a recording that was read again, with the user where they were.

use super::App;
use super::carry::Carry;

impl App {
    /// Takes over what the user was doing in an explorer of the same recording, before it was read again: the view,
    /// selections, the stretch of time, marks, the way back, and the time cursor, which stays at the end if it was there.
    /// Orders, folds, filter and search are those that it was [outlined](Self::outlined) with. Takes the same time however
    /// long the recording is.
    ///
    /// Source files that were read move over too. What is being typed does not: the news can wait for it.
    pub fn resume(&mut self, before: &mut Self) {
        self.screen = before.screen;
        (self.maximised, self.mouse, self.playing) =
            (before.maximised, before.mouse, before.playing);
        self.whole = before.whole;
        (self.keys, self.overlay) = (before.keys.clone(), before.overlay.clone());
        self.status.clone_from(&before.status);
        self.followed = before.followed;
        self.take_source(before);

        let carry = Carry::new(&before.model, &self.model);
        let stand = before.stand().carried(carry, &before.views);
        let jumps = before.jumps.carried(carry, &before.views);
        let was_at_end = before.cursor == before.model.events();

        self.jumps = jumps;
        self.come_back(&stand);
        if was_at_end {
            self.views.window.show(self.moment().time);
        }
    }
}
