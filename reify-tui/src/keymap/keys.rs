//! [`Keys`]: collects key presses until they are a binding.

use super::{Binding, Keymap, When};
use crate::action::Action;
use crate::key::{Code, Key};

/// No count is larger.
const MOST: usize = 999_999_999;

/// What a key press led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// The keys so far are a binding.
    Do(Action, Option<usize>),
    /// They are the beginning of one, or a count.
    More,
    /// They are nothing.
    Unknown,
}

/// The keys that were pressed since the last action: a count and the beginning of a sequence.
#[derive(Clone, Debug)]
pub struct Keys {
    map: Keymap,
    bindings: Vec<(Vec<Key>, &'static Binding)>,
    count: Option<usize>,
    prefix: Vec<Key>,
}

impl Default for Keys {
    fn default() -> Self {
        Self::new(Keymap::default())
    }
}

impl Keys {
    /// The keys of a map, of which none was pressed.
    pub fn new(map: Keymap) -> Self {
        let all = map.bound().iter();
        let bindings = all.flat_map(|bound| {
            let keys = bound.keys.iter().cloned();
            keys.map(|keys| (keys, bound.binding))
        });
        Self {
            bindings: bindings.collect(),
            map,
            count: None,
            prefix: Vec::new(),
        }
    }

    /// What they mean.
    pub fn map(&self) -> &Keymap {
        &self.map
    }

    /// Takes a key that was pressed at a place.
    pub fn press(&mut self, key: Key, place: When) -> Press {
        if self.prefix.is_empty()
            && let Some(digit) = self.digit(key)
        {
            let count = self.count.unwrap_or(0).saturating_mul(10) + digit;
            self.count = Some(count.min(MOST));
            return Press::More;
        }
        self.prefix.push(key);
        let found = self
            .matching(place)
            .filter(|(keys, _)| keys.len() == self.prefix.len())
            // What holds in this place alone goes first.
            .max_by_key(|(_, binding)| binding.when == place)
            .map(|(keys, binding)| {
                let mut typed = keys.iter().zip(&self.prefix);
                let letter = typed.find(|(key, _)| key.code == Code::Letter);
                let letter = letter.and_then(|(_, pressed)| pressed.letter());
                letter.map_or(binding.action, |letter| binding.action.with_letter(letter))
            });
        if let Some(action) = found {
            let count = self.count;
            self.clear();
            return Press::Do(action, count);
        }
        if self.matching(place).next().is_some() {
            return Press::More;
        }
        self.clear();
        Press::Unknown
    }

    /// Forgets what was pressed. Gives back whether there was anything.
    pub fn clear(&mut self) -> bool {
        let any = self.is_pending();
        self.count = None;
        self.prefix.clear();
        any
    }

    /// Whether keys were pressed that are no binding yet.
    pub fn is_pending(&self) -> bool {
        self.count.is_some() || !self.prefix.is_empty()
    }

    /// What was pressed, as it is shown.
    pub fn pending(&self) -> String {
        let count = self.count.map(|count| count.to_string());
        count
            .into_iter()
            .chain(self.prefix.iter().map(ToString::to_string))
            .collect()
    }

    /// How the keys pressed so far can go on: the next keys and the binding.
    pub fn continuations(&self, place: When) -> Vec<(String, &'static Binding)> {
        if self.prefix.is_empty() {
            return Vec::new();
        }
        let rest = |keys: &[Key]| {
            keys.iter()
                .skip(self.prefix.len())
                .map(Key::to_string)
                .collect()
        };
        self.matching(place)
            .map(|(keys, binding)| (rest(keys), *binding))
            .collect()
    }

    fn matching(&self, place: When) -> impl Iterator<Item = &(Vec<Key>, &'static Binding)> {
        self.bindings.iter().filter(move |(keys, binding)| {
            let mut typed = self.prefix.iter().zip(keys);
            binding.when.covers(place)
                && self.prefix.len() <= keys.len()
                && typed.all(|(pressed, key)| key.is_met_by(*pressed))
        })
    }

    /// A zero is a digit only behind others: alone it is a binding.
    fn digit(&self, key: Key) -> Option<usize> {
        let Code::Char(c) = key.code else { return None };
        let digit = c.to_digit(10).filter(|_| !key.ctrl && !key.alt)?;
        (digit > 0 || self.count.is_some()).then_some(digit as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Pane;

    fn press(keys: &mut Keys, sequence: &str) -> Press {
        let place = When::In(Pane::Steps);
        let all = Key::parse(sequence).unwrap();
        all.into_iter()
            .map(|key| keys.press(key, place))
            .last()
            .unwrap()
    }

    #[test]
    fn counts_come_before_keys() {
        let mut keys = Keys::default();
        assert_eq!(press(&mut keys, "l"), Press::Do(Action::NextEvent, None));
        assert_eq!(
            press(&mut keys, "105l"),
            Press::Do(Action::NextEvent, Some(105))
        );
        assert_eq!(press(&mut keys, "0"), Press::Do(Action::FirstEvent, None));
        assert_eq!(press(&mut keys, "12gg"), Press::Do(Action::First, Some(12)));
        let many = format!("{}l", "9".repeat(40));
        assert_eq!(
            press(&mut keys, &many),
            Press::Do(Action::NextEvent, Some(MOST))
        );
    }

    #[test]
    fn a_prefix_waits_and_tells_how_it_goes_on() {
        let mut keys = Keys::default();
        assert_eq!(press(&mut keys, "3g"), Press::More);
        assert_eq!(keys.pending(), "3g");
        let next: Vec<String> = keys
            .continuations(When::In(Pane::Steps))
            .into_iter()
            .map(|(next, _)| next)
            .collect();
        let expected = ["g", "s", "e", "c"];
        assert!(
            expected
                .iter()
                .all(|key| next.iter().any(|next| next == key))
        );
        assert_eq!(press(&mut keys, "x"), Press::Unknown);
        assert!(!keys.is_pending());
    }

    #[test]
    fn what_holds_in_a_pane_goes_before_what_holds_everywhere() {
        let mut keys = Keys::default();
        assert_eq!(press(&mut keys, " "), Press::Do(Action::Fold, None));
        let space = Key::plain(Code::Char(' '));
        assert_eq!(keys.press(space, When::In(Pane::Source)), Press::Unknown);
        assert_eq!(
            keys.press(space, When::Overlay),
            Press::Do(Action::PageDown, None)
        );
        let l = Key::plain(Code::Char('l'));
        assert_eq!(keys.press(l, When::Overlay), Press::Unknown);
    }
}
