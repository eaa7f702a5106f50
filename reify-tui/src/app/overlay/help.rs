//! The keys, section by section, as the table of bindings has them, and what the signs of the screen mean.

use super::Page;
use crate::app::App;
use crate::filter::LANGUAGE;
use crate::glyphs::Glyphs;
use crate::keymap::{BINDINGS, Binding, Group, When};
use crate::text::width;

pub(super) fn page(app: &App, columns: usize) -> Page {
    let words = LANGUAGE.iter().map(|(word, _)| width(word));
    let widest = shown()
        .map(|binding| width(&keys(binding)))
        .chain(words)
        .max();
    let mut page = Page::new(columns, widest.unwrap_or(0));
    for group in Group::ALL {
        page.title(group.title());
        for binding in shown().filter(|binding| binding.group == group) {
            page.entry(&keys(binding), binding.help);
        }
    }
    page.title("Words of a filter");
    for (word, meaning) in LANGUAGE {
        page.entry(word, meaning);
    }
    page.title("Signs");
    for (sign, meaning) in Glyphs::new(app.options().ascii).legend() {
        page.entry(sign, meaning);
    }
    page
}

fn shown() -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(|binding| binding.when != When::Overlay)
}

fn keys(binding: &Binding) -> String {
    let count = if binding.counts { "[N] " } else { "" };
    format!("{count}{}", binding.shown_keys().join(" "))
}
