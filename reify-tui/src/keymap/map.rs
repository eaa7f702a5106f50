//! [`Keymap`]: the table of keys as the user has it, with other keys for some actions.

use std::fmt;

use super::{BINDINGS, Binding, Hint, When};
use crate::action::Action;
use crate::key::Key;

/// A binding of the table with the keys that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// What the table says.
    pub binding: &'static Binding,
    /// The sequences that all lead to it.
    pub keys: Vec<Vec<Key>>,
    /// Whether the user chose them.
    is_chosen: bool,
}

/// Every binding with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap(Vec<Bound>);

/// Why an action cannot have keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RebindError {
    /// There is no action of this name.
    NoAction(String),
    /// These are no keys.
    NoKeys(String),
    /// These keys mean something else already, or begin what does.
    Taken(String, String),
}

impl fmt::Display for RebindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAction(name) => write!(
                f,
                "there is no action {name}; --generate config lists them all"
            ),
            Self::NoKeys(name) => write!(f, "<{name}> is no key"),
            Self::Taken(keys, action) => write!(f, "the keys {keys} stand for {action} too"),
        }
    }
}

impl std::error::Error for RebindError {}

impl Default for Keymap {
    fn default() -> Self {
        let bound = BINDINGS.iter().map(|binding| Bound {
            binding,
            // That every sequence of the table can be read is a test of the table.
            keys: binding
                .keys
                .iter()
                .filter_map(|keys| Key::parse(keys).ok())
                .collect(),
            is_chosen: false,
        });
        Self(bound.collect())
    }
}

impl Keymap {
    /// Every binding, in the order of the table.
    pub fn bound(&self) -> &[Bound] {
        &self.0
    }

    /// Gives an action other keys than those of the table, or none. On a page over the panes it keeps what it has.
    ///
    /// # Errors
    ///
    /// Where there is no such action, or there are no such keys.
    pub fn rebind(&mut self, action: &str, keys: &[String]) -> Result<(), RebindError> {
        let keys = keys
            .iter()
            .map(|keys| Key::parse(keys))
            .collect::<Result<Vec<_>, _>>();
        let keys = keys.map_err(RebindError::NoKeys)?;
        let named = |bound: &&mut Bound| {
            bound.binding.when != When::Overlay && bound.binding.action.name() == action
        };
        let mut any = false;
        for bound in self.0.iter_mut().filter(named) {
            bound.keys.clone_from(&keys);
            (bound.is_chosen, any) = (true, true);
        }
        any.then_some(())
            .ok_or_else(|| RebindError::NoAction(action.to_owned()))
    }

    /// Looks whether an action, after all were given their keys, can be reached by them.
    ///
    /// # Errors
    ///
    /// Where keys of it mean something else in the same place, or begin what does.
    pub fn check(&self, action: &str) -> Result<(), RebindError> {
        let mine = self
            .0
            .iter()
            .filter(|bound| bound.binding.action.name() == action);
        for one in mine {
            for other in &self.0 {
                let (here, there) = (one.binding.when, other.binding.when);
                let meet = here.covers(there) || there.covers(here);
                if !meet || one.binding.action == other.binding.action {
                    continue;
                }
                for keys in &one.keys {
                    let clash = |theirs: &&Vec<Key>| begins(theirs, keys) || begins(keys, theirs);
                    if other.keys.iter().find(clash).is_some() {
                        let name = other.binding.action.name();
                        return Err(RebindError::Taken(shown(keys), name));
                    }
                }
            }
        }
        Ok(())
    }

    /// The keys of an action as they are shown, the first ones; none if it was left without.
    pub fn first_keys(&self, action: Action) -> Option<String> {
        let mut bound = self.0.iter();
        let bound = bound.find(|bound| bound.binding.action == action)?;
        bound.keys.first().map(|keys| shown(keys))
    }

    /// The hints for a place, the most useful first, with the keys that are theirs.
    pub fn hints(&self, place: When) -> Vec<(Action, String, &'static str)> {
        let here = self
            .0
            .iter()
            .filter(|bound| bound.binding.when.covers(place));
        let mut hints: Vec<(Hint, &Bound)> = here
            .filter_map(|bound| Some((bound.binding.hint?, bound)))
            .collect();
        hints.sort_by_key(|(hint, _)| hint.rank);
        let shown = hints.into_iter().filter_map(|(hint, bound)| {
            let keys = if bound.is_chosen {
                shown(bound.keys.first()?)
            } else {
                hint.keys.to_owned()
            };
            Some((bound.binding.action, keys, hint.text))
        });
        shown.collect()
    }
}

impl Bound {
    /// The keys as they are shown, the first first: `["l", "right"]`.
    pub fn shown_keys(&self) -> Vec<String> {
        self.keys.iter().map(|keys| shown(keys)).collect()
    }
}

fn begins(beginning: &[Key], keys: &[Key]) -> bool {
    let mut both = beginning.iter().zip(keys);
    beginning.len() <= keys.len() && both.all(|(one, other)| one.is_met_by(*other))
}

fn shown(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Pane;

    fn rebound(action: &str, keys: &[&str]) -> Result<Keymap, RebindError> {
        let mut map = Keymap::default();
        let keys: Vec<String> = keys.iter().map(|keys| (*keys).to_owned()).collect();
        map.rebind(action, &keys)?;
        map.check(action)?;
        Ok(map)
    }

    #[test]
    fn what_is_chosen_takes_the_place_of_what_was() {
        let map = rebound("next-event", &["<alt-x>", "x"]).unwrap();
        let bound = map
            .bound()
            .iter()
            .find(|bound| bound.binding.action == Action::NextEvent);
        assert_eq!(bound.unwrap().shown_keys(), ["alt-x", "x"]);
        let hints = map.hints(When::In(Pane::Steps));
        assert_eq!(hints[0], (Action::NextEvent, "alt-x".to_owned(), "event"));
    }

    #[test]
    fn an_action_can_be_left_without_keys() {
        let map = rebound("edit", &[]).unwrap();
        let hints = map.hints(When::In(Pane::Steps));
        assert!(hints.iter().all(|(action, ..)| *action != Action::Edit));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            (
                "next-evnt",
                "x",
                "there is no action next-evnt; --generate config lists them all",
            ),
            ("next-event", "<hyper>", "<hyper> is no key"),
            ("next-event", "j", "the keys j stand for down too"),
            ("next-event", "g", "the keys g stand for go-to too"),
            (
                "next-event",
                "gsx",
                "the keys gsx stand for focus-steps too",
            ),
        ];
        for (action, keys, message) in cases {
            assert_eq!(rebound(action, &[keys]).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn every_action_can_be_given_the_keys_that_it_has() {
        for binding in BINDINGS
            .iter()
            .filter(|binding| binding.when != When::Overlay)
        {
            let name = binding.action.name();
            assert!(Keymap::default().check(&name).is_ok(), "{name}");
        }
    }
}
