//! The editors that are known: how each takes a place, and whether it needs the terminal.
//!
//! One table. An editor that is missing here still opens, at its first line.

/// Editors that are called alike.
#[derive(Debug)]
pub(super) struct Family {
    /// The names of their programs.
    pub(super) names: &'static [&'static str],
    /// The arguments that stand for the place, as a template.
    pub(super) place: &'static [&'static str],
    /// Where they show themselves.
    pub(super) surface: Surface,
    /// An argument that they are given unless the user decided otherwise.
    pub(super) preset: Option<Preset>,
}

/// Where an editor shows itself.
#[derive(Debug)]
pub(super) enum Surface {
    /// In the terminal, which must be left to it.
    Terminal,
    /// In a window of its own.
    Window,
    /// In the terminal with one of some options, in a window with one of others; with none, in a window if it
    /// can open one.
    Either {
        terminal: &'static [&'static str],
        window: &'static [&'static str],
    },
}

/// An argument that is given unless one of some others is.
#[derive(Debug)]
pub(super) struct Preset {
    pub(super) arg: &'static str,
    pub(super) unless: &'static [&'static str],
}

const fn family(
    names: &'static [&'static str],
    place: &'static [&'static str],
    surface: Surface,
) -> Family {
    Family {
        names,
        place,
        surface,
        preset: None,
    }
}

const IN_TERMINAL: &[&str] = &["-nw", "--no-window-system", "-t", "--tty"];

pub(super) const FAMILIES: &[Family] = &[
    family(
        &[
            "vi", "vim.tiny", "view", "nvi", "elvis", "lvim", "joe", "jed", "ne", "mg",
        ],
        &["+{line}", "{file}"],
        Surface::Terminal,
    ),
    // The second command leaves the line alone: should it fail, the first has done the better part.
    family(
        &["vim", "nvim"],
        &["+{line}", "+call cursor(0,{column})", "{file}"],
        Surface::Terminal,
    ),
    family(
        &["gvim", "mvim"],
        &["+{line}", "+call cursor(0,{column})", "{file}"],
        Surface::Window,
    ),
    family(
        &["gedit", "gnome-text-editor", "bbedit"],
        &["+{line}", "{file}"],
        Surface::Window,
    ),
    family(
        &["kak", "kakoune", "micro"],
        &["+{line}:{column}", "{file}"],
        Surface::Terminal,
    ),
    family(
        &["emacs"],
        &["+{line}:{column}", "{file}"],
        Surface::Either {
            terminal: IN_TERMINAL,
            window: &[],
        },
    ),
    family(
        &["emacsclient"],
        &["+{line}:{column}", "{file}"],
        Surface::Either {
            terminal: IN_TERMINAL,
            window: &["-n", "--no-wait"],
        },
    ),
    family(
        &["nano", "pico", "rnano"],
        &["+{line},{column}", "{file}"],
        Surface::Terminal,
    ),
    family(
        &["hx", "helix", "edit"],
        &["{file}:{line}:{column}"],
        Surface::Terminal,
    ),
    family(
        &["zed", "zeditor", "subl", "sublime_text", "lapce"],
        &["{file}:{line}:{column}"],
        Surface::Window,
    ),
    Family {
        names: &[
            "code",
            "code-insiders",
            "codium",
            "vscodium",
            "cursor",
            "windsurf",
            "positron",
            "trae",
        ],
        place: &["--goto", "{file}:{line}:{column}"],
        surface: Surface::Window,
        preset: Some(Preset {
            arg: "--reuse-window",
            unless: &["-r", "--reuse-window", "-n", "--new-window"],
        }),
    },
    family(
        &[
            "idea",
            "idea64",
            "rustrover",
            "rustrover64",
            "clion",
            "clion64",
            "pycharm",
            "pycharm64",
            "webstorm",
            "webstorm64",
            "goland",
            "goland64",
            "rubymine",
            "rubymine64",
            "phpstorm",
            "phpstorm64",
            "rider",
            "rider64",
            "fleet",
            "kate",
            "kwrite",
        ],
        &["--line", "{line}", "--column", "{column}", "{file}"],
        Surface::Window,
    ),
    family(
        &["xed", "mate"],
        &["--line", "{line}", "{file}"],
        Surface::Window,
    ),
    family(
        &["notepad++"],
        &["-n{line}", "-c{column}", "{file}"],
        Surface::Window,
    ),
    family(&["notepad"], &["{file}"], Surface::Window),
];

/// The family of an editor, by the name of its program.
pub(super) fn find(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.names.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_in_two_families() {
        let mut names: Vec<_> = FAMILIES.iter().flat_map(|family| family.names).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn every_family_is_given_the_file_once() {
        for family in FAMILIES {
            let given = family.place.iter().filter(|word| word.contains("{file}"));
            assert_eq!(given.count(), 1, "{:?}", family.names);
        }
    }
}
