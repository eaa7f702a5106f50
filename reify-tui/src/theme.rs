//! [`Theme`]: every style of the screen.
//!
//! No style has a background alone: the terminal's own stays, light or dark, or both colours are set together. What is
//! selected is reversed. No meaning is in a colour alone: glyphs and words say the same.
//!
//! Of the sixteen colours, red and magenta alone can be read as text on the light and the dark backgrounds of the terminals
//! in use: yellow, green and cyan are too pale on white, blue is too dark on black. So only signs have those, which are told
//! apart by their forms; words that stand for the same have [`Theme::word`]. Black on yellow, cyan or green is readable
//! everywhere; `White` is grey in some palettes, so it is nowhere the colour on another one.

use ratatui::style::{Color, Modifier, Style};

use crate::model::StepState;

/// The themes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ThemeName {
    /// The sixteen colours that the user gave the terminal
    #[default]
    Ansi,
    /// No colours: for `NO_COLOR` and terminals that have none
    Mono,
    /// Nothing is dim, and what is coloured has a background of its own: for projectors and sunlight
    HighContrast,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Ansi, Self::Mono, Self::HighContrast];

    /// The theme of a name, which is the same on the command line and in a configuration.
    pub fn named(name: &str) -> Option<Self> {
        <Self as clap::ValueEnum>::from_str(name, false).ok()
    }
}

/// The styles that the views draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The name of the program and titles.
    pub title: Style,
    /// Lines, and all that only frames.
    pub rule: Style,
    /// What tells less, or what the screen says elsewhere too: numbers of rows, what is still to come.
    pub dim: Style,
    /// The selected row.
    pub selected: Style,
    /// The row or line of the time cursor.
    pub cursor: Style,
    /// Keys in the hint bar and the help.
    pub key: Style,
    /// What a search found.
    pub matched: Style,
    /// What asks for attention.
    pub warning: Style,
    /// A finished step.
    pub ready: Style,
    /// A step that returned `Pending`.
    pub pending: Style,
    /// A step within a poll.
    pub polling: Style,
    /// A step that was dropped unfinished.
    pub cancelled: Style,
    /// A step that panicked.
    pub panicked: Style,
    /// A wake.
    pub wake: Style,
    /// A word of the language.
    pub keyword: Style,
    /// A name that begins with a capital.
    pub type_name: Style,
    /// A string, a character or a number.
    pub literal: Style,
    /// A comment.
    pub comment: Style,
    /// The name of a macro that is called, or an attribute.
    pub macro_name: Style,
    /// An `await` that was recorded.
    pub await_point: Style,
}

const fn color(color: Color) -> Style {
    Style::new().fg(color)
}

/// A colour on another one that it stands out from on every terminal.
const fn pair(fg: Color, bg: Color) -> Style {
    Style::new().fg(fg).bg(bg)
}

const fn modifier(modifier: Modifier) -> Style {
    Style::new().add_modifier(modifier)
}

const ANSI: Theme = Theme {
    title: modifier(Modifier::BOLD),
    rule: modifier(Modifier::DIM),
    dim: modifier(Modifier::DIM),
    selected: modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM),
    cursor: modifier(Modifier::BOLD).remove_modifier(Modifier::DIM),
    key: modifier(Modifier::BOLD),
    matched: pair(Color::Black, Color::Yellow).add_modifier(Modifier::UNDERLINED),
    warning: color(Color::Red).add_modifier(Modifier::BOLD),
    ready: color(Color::Cyan),
    pending: color(Color::Yellow),
    polling: color(Color::Magenta).add_modifier(Modifier::BOLD),
    cancelled: color(Color::Red),
    panicked: color(Color::Red).add_modifier(Modifier::BOLD),
    wake: color(Color::Green),
    keyword: color(Color::Magenta),
    type_name: Style::new(),
    literal: color(Color::Red),
    comment: modifier(Modifier::DIM),
    macro_name: color(Color::Magenta),
    await_point: modifier(Modifier::UNDERLINED),
};

const MONO: Theme = Theme {
    matched: modifier(Modifier::UNDERLINED).add_modifier(Modifier::BOLD),
    warning: modifier(Modifier::BOLD),
    ready: Style::new(),
    pending: Style::new(),
    polling: modifier(Modifier::BOLD),
    cancelled: Style::new(),
    panicked: modifier(Modifier::BOLD),
    wake: Style::new(),
    keyword: Style::new(),
    type_name: Style::new(),
    literal: Style::new(),
    macro_name: Style::new(),
    ..ANSI
};

const HIGH_CONTRAST: Theme = Theme {
    title: modifier(Modifier::BOLD),
    rule: Style::new(),
    dim: Style::new(),
    selected: modifier(Modifier::REVERSED).add_modifier(Modifier::BOLD),
    cursor: modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED),
    key: modifier(Modifier::BOLD),
    matched: pair(Color::Black, Color::Yellow).add_modifier(Modifier::UNDERLINED),
    warning: pair(Color::Black, Color::Yellow).add_modifier(Modifier::BOLD),
    ready: Style::new(),
    pending: pair(Color::Black, Color::Yellow),
    polling: pair(Color::Black, Color::Cyan).add_modifier(Modifier::BOLD),
    cancelled: modifier(Modifier::REVERSED),
    panicked: modifier(Modifier::REVERSED).add_modifier(Modifier::BOLD),
    wake: pair(Color::Black, Color::Green),
    keyword: modifier(Modifier::BOLD),
    type_name: Style::new(),
    literal: Style::new(),
    comment: modifier(Modifier::ITALIC),
    macro_name: Style::new(),
    await_point: modifier(Modifier::UNDERLINED),
};

impl Theme {
    /// The styles of a theme.
    pub const fn named(name: ThemeName) -> &'static Self {
        match name {
            ThemeName::Ansi => &ANSI,
            ThemeName::Mono => &MONO,
            ThemeName::HighContrast => &HIGH_CONTRAST,
        }
    }

    /// The style of a state.
    pub const fn of_state(&self, state: StepState) -> Style {
        match state {
            StepState::Unmade | StepState::Made | StepState::LetGo => self.dim,
            StepState::Polling { .. } => self.polling,
            StepState::Pending { .. } | StepState::Woken { .. } => self.pending,
            StepState::Ready => self.ready,
            StepState::Cancelled => self.cancelled,
            StepState::Panicked => self.panicked,
        }
    }

    /// How a word is written that says the same as a sign: in the sign's style, but for colours that are none for text.
    pub const fn word(sign: Style) -> Style {
        match (sign.fg, sign.bg) {
            (Some(Color::Red | Color::Magenta), _) | (_, Some(_)) => sign,
            _ => Style { fg: None, ..sign },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(theme: &Theme) -> [Style; 20] {
        [
            theme.title,
            theme.rule,
            theme.dim,
            theme.selected,
            theme.cursor,
            theme.key,
            theme.matched,
            theme.warning,
            theme.ready,
            theme.pending,
            theme.polling,
            theme.cancelled,
            theme.panicked,
            theme.wake,
            theme.keyword,
            theme.type_name,
            theme.literal,
            theme.comment,
            theme.macro_name,
            theme.await_point,
        ]
    }

    #[test]
    fn no_theme_has_a_background_without_a_colour_that_shows_on_it() {
        for name in ThemeName::ALL {
            for style in styles(Theme::named(name)) {
                assert!(style.bg.is_none() || style.fg.is_some(), "{name:?}");
            }
        }
    }

    #[test]
    fn words_have_colours_that_are_readable_on_white_and_on_black() {
        for name in ThemeName::ALL {
            let theme = Theme::named(name);
            let words = [
                Theme::word(theme.ready),
                Theme::word(theme.pending),
                Theme::word(theme.polling),
                Theme::word(theme.cancelled),
                Theme::word(theme.panicked),
                Theme::word(theme.wake),
                theme.title,
                theme.dim,
                theme.cursor,
                theme.key,
                theme.matched,
                theme.warning,
                theme.keyword,
                theme.type_name,
                theme.literal,
                theme.comment,
                theme.macro_name,
                theme.await_point,
            ];
            for style in words {
                let is_readable = matches!(
                    (style.fg, style.bg),
                    (None | Some(Color::Red | Color::Magenta), None)
                        | (
                            Some(Color::Black),
                            Some(Color::Yellow | Color::Cyan | Color::Green)
                        )
                );
                assert!(is_readable, "{name:?}: {style:?}");
            }
        }
    }

    #[test]
    fn what_is_selected_is_not_dim() {
        for name in ThemeName::ALL {
            let theme = Theme::named(name);
            for style in [theme.selected, theme.cursor] {
                let row = theme.dim.patch(style);
                assert!(!row.add_modifier.contains(Modifier::DIM), "{name:?}");
            }
        }
    }

    #[test]
    fn high_contrast_is_never_dim_and_leaves_no_colour_to_chance() {
        for style in styles(Theme::named(ThemeName::HighContrast)) {
            assert!(!style.add_modifier.contains(Modifier::DIM));
            assert_eq!(style.fg.is_some(), style.bg.is_some());
        }
    }

    #[test]
    fn mono_has_no_color() {
        for style in styles(Theme::named(ThemeName::Mono)) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
