//! The keys, section by section, as the table of bindings has them, and what the signs of the screen mean.

use super::Page;
use crate::app::App;
use crate::filter::LANGUAGE;
use crate::glyphs::Glyphs;
use crate::keymap::{Bound, Group, When};
use crate::text::width;

pub(super) fn page(app: &App, columns: usize) -> Page {
    let words = LANGUAGE.iter().map(|(word, _)| width(word));
    let widest = shown(app)
        .map(|bound| width(&keys(bound)))
        .chain(words)
        .max();
    let mut page = Page::new(columns, widest.unwrap_or(0));
    for group in Group::ALL {
        page.title(group.title());
        for bound in shown(app).filter(|bound| bound.binding.group == group) {
            page.entry(&keys(bound), bound.binding.help);
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

fn shown(app: &App) -> impl Iterator<Item = &Bound> {
    let bound = app.keys().map().bound().iter();
    bound.filter(|bound| bound.binding.when != When::Overlay && !bound.keys.is_empty())
}

fn keys(bound: &Bound) -> String {
    let count = if bound.binding.counts { "[N] " } else { "" };
    format!("{count}{}", bound.shown_keys().join(" "))
}
