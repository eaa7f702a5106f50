//! Typing.

use reify_tui::app::App;
use reify_tui::effect::Effect;
use reify_tui::key::Key;

/// Types keys and gives back what the last one led to.
pub(crate) fn run_keys(app: &mut App, keys: &str) -> Option<Effect> {
    let keys = Key::parse(keys).expect("the keys of a test can be read");
    keys.into_iter().map(|key| app.key(key)).last().flatten()
}
