//! A configuration to begin with: every option, commented out, as it is without a file.

use std::fmt::Write as _;

use crate::keymap::{BINDINGS, When};

const OPTIONS: &str = "\
## The configuration of reify-tui, as it is where nothing is said: $XDG_CONFIG_HOME/reify/config.toml,
## or ~/.config/reify/config.toml. What the command line says goes before it.

#ascii = false
#mouse = false
## \"ansi\" (the sixteen colours of the terminal), \"mono\" or \"high-contrast\"; NO_COLOR means mono.
#theme = \"ansi\"
## A command, or a template with {file}, {line} and {column}. Without it, $REIFY_EDITOR, $VISUAL or $EDITOR.
##editor = \"hx\"
## A poll is slow if it takes more than this by itself; without it, if it is one of the slowest hundredth.
##slow-poll = \"1ms\"
## Folders in which source files are looked for too.
#source-roots = []

## Where folders of the machine that recorded are on this one.
#[remap]
##\"/build/shop\" = \"/home/me/shop\"

## Keys are written as they are typed, \"gg\"; what is no character stands in brackets: <ctrl-d> <alt-x> <enter> <esc> <tab>
## <backtab> <space> <up> <pgdn> <F1> <lt>; <letter> is any small letter. They take the place of those below; [] is none.
#[keys]
";

/// The text of a configuration file to begin with.
pub fn template() -> String {
    let mut out = OPTIONS.to_owned();
    let mut actions: Vec<(String, Vec<&str>)> = Vec::new();
    for binding in BINDINGS
        .iter()
        .filter(|binding| binding.when != When::Overlay)
    {
        let name = binding.action.name();
        if actions.iter().all(|(other, _)| *other != name) {
            actions.push((name, binding.keys.to_vec()));
        }
    }
    for (name, keys) in actions {
        let keys: Vec<String> = keys.iter().map(|keys| format!("\"{keys}\"")).collect();
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "#{name} = [{}]", keys.join(", "));
    }
    out
}
