//! [`Key`]: one key press, and the notation in which bindings and tests write keys.
//!
//! A sequence is written as it is typed, `gg` or `3l`; what is no character stands in angle brackets: `<ctrl-d>`,
//! `<enter>`, `<space>`, and `<lt>` for the bracket itself.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What was pressed, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those on the keys")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
    /// In a binding: any small letter.
    Letter,
}

/// A key press. That a capital letter needs shift is already in the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Together with control.
    pub ctrl: bool,
    /// Together with alt.
    pub alt: bool,
}

/// The keys that are written by name. The first name of each is the one shown.
const NAMES: [(&str, Code); 25] = [
    ("enter", Code::Enter),
    ("cr", Code::Enter),
    ("return", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("s-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("bs", Code::Backspace),
    ("delete", Code::Delete),
    ("del", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pageup", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
    ("lt", Code::Char('<')),
    ("gt", Code::Char('>')),
    ("letter", Code::Letter),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The key that a terminal event stands for: a press, or a repeated one of a key that is held down.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            // Some terminals report shift beside the capital letter, and some beside the small one.
            KeyCode::Char(c) if shift => Code::Char(c.to_uppercase().next().unwrap_or(c)),
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::Tab if shift => Code::BackTab,
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab => Code::Tab,
            KeyCode::BackTab => Code::BackTab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            KeyCode::F(number) => Code::F(number),
            _ => return None,
        };
        Some(Self {
            code,
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
        })
    }

    /// Reads a sequence of keys.
    ///
    /// # Errors
    ///
    /// Where a name in brackets stands for no key; the error is that name.
    ///
    /// ```
    /// use reify_tui::key::Key;
    ///
    /// assert_eq!(Key::parse("3l/fetch<enter>").map(|keys| keys.len()), Ok(9));
    /// assert_eq!(Key::parse("<nokey>"), Err("nokey".to_owned()));
    /// ```
    pub fn parse(sequence: &str) -> Result<Vec<Self>, String> {
        let mut keys = Vec::new();
        let mut rest = sequence;
        while let Some(c) = rest.chars().next() {
            let named = rest
                .strip_prefix('<')
                .and_then(|inner| inner.split_once('>'));
            if let Some((name, behind)) = named.filter(|(name, _)| !name.is_empty()) {
                keys.push(Self::named(name).ok_or_else(|| name.to_owned())?);
                rest = behind;
            } else {
                keys.push(Self::plain(Code::Char(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
        Ok(keys)
    }

    /// Whether a key that was pressed is this key of a binding.
    pub fn is_met_by(self, pressed: Self) -> bool {
        self == pressed || (self == Self::plain(Code::Letter) && pressed.letter().is_some())
    }

    /// The small letter that was pressed, if it is one.
    pub fn letter(self) -> Option<char> {
        match self.code {
            Code::Char(c @ 'a'..='z') if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    fn named(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let (mut ctrl, mut alt, mut rest) = (false, false, lower.as_str());
        loop {
            if let Some(inner) = ["ctrl-", "c-"].iter().find_map(|p| rest.strip_prefix(p)) {
                (ctrl, rest) = (true, inner);
            } else if let Some(inner) = ["alt-", "a-"].iter().find_map(|p| rest.strip_prefix(p)) {
                (alt, rest) = (true, inner);
            } else {
                break;
            }
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) => Code::Char(c),
            _ => NAMES
                .iter()
                .find(|(known, _)| *known == rest)
                .map(|&(_, code)| code)
                .or_else(|| Some(Code::F(rest.strip_prefix('f')?.parse().ok()?)))?,
        };
        Some(Self { code, ctrl, alt })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Letter => f.write_str("{a-z}"),
            code => {
                let name = NAMES.iter().find(|(_, known)| *known == code);
                f.write_str(name.map_or("?", |(name, _)| name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> KeyEvent {
        KeyEvent::new_with_kind(code, modifiers, kind)
    }

    #[test]
    fn a_capital_is_the_same_however_shift_is_reported() {
        let capital = Some(Key::plain(Code::Char('G')));
        for (c, modifiers) in [
            ('G', KeyModifiers::SHIFT),
            ('G', KeyModifiers::NONE),
            ('g', KeyModifiers::SHIFT),
        ] {
            let event = event(KeyCode::Char(c), modifiers, KeyEventKind::Press);
            assert_eq!(Key::from_event(&event), capital);
        }
    }

    #[test]
    fn held_keys_repeat_and_releases_are_nothing() {
        let with = |kind| event(KeyCode::Char('l'), KeyModifiers::NONE, kind);
        let key = Some(Key::plain(Code::Char('l')));
        assert_eq!(Key::from_event(&with(KeyEventKind::Repeat)), key);
        assert_eq!(Key::from_event(&with(KeyEventKind::Release)), None);
    }

    #[test]
    fn sequences_are_read_as_typed() {
        let shown = |sequence| -> Vec<String> {
            let keys = Key::parse(sequence).unwrap();
            keys.iter().map(ToString::to_string).collect()
        };
        assert_eq!(shown("gg"), ["g", "g"]);
        assert_eq!(shown("<C-d><ctrl-u>"), ["ctrl-d", "ctrl-u"]);
        assert_eq!(shown("<CR><Esc><F1>"), ["enter", "esc", "F1"]);
        assert_eq!(shown("a<lt>b <space>"), ["a", "<", "b", "space", "space"]);
        assert_eq!(shown("<"), ["<"]);
    }

    #[test]
    fn every_name_is_read_back_as_the_same_key() {
        for (name, code) in NAMES {
            assert_eq!(
                Key::parse(&format!("<{name}>")),
                Ok(vec![Key::plain(code)]),
                "{name}"
            );
        }
    }
}
