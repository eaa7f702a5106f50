//! Every view and page with its styles, at every size, without colours and in ASCII: a snapshot each.

use std::fmt::Write as _;

use reify_tui::app::AppOptions;
use reify_tui::theme::ThemeName;

use super::give_source;
use crate::fixture::{app_found, at, shop};
use crate::keys::run_keys;
use crate::screen::{screen, styles};

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (40, 10), (20, 4)];

/// The keys that lead to a view, or to what lies over the views.
const VIEWS: [(&str, &str); 10] = [
    ("steps", "gs"),
    ("timeline", "gt"),
    ("awaits", "ga"),
    ("findings", "gf"),
    ("notices", "gn"),
    ("events", "ge"),
    ("source", "gc"),
    ("help", "?"),
    ("about", "gci"),
    ("prefix", "g"),
];

/// What is seen of a view, and the styles of what is seen.
fn drawn(keys: &str, options: AppOptions, sizes: &[(u16, u16)]) -> String {
    let mut app = app_found(shop(), options);
    give_source(&mut app);
    run_keys(&mut app, keys);
    let mut drawn = String::new();
    for &(width, height) in sizes {
        let text = screen(&mut app, width, height);
        let styles = styles(&mut app, width, height);
        // Writing to a `String` cannot fail.
        let _ = writeln!(drawn, "{width}x{height}\n{text}\n{styles}\n");
    }
    drawn
}

#[test]
fn every_view_at_every_size() {
    for (name, keys) in VIEWS {
        let mono = AppOptions {
            theme: ThemeName::Mono,
            ..at(9)
        };
        let ascii = AppOptions {
            ascii: true,
            ..at(9)
        };
        let (colours, mono, ascii) = (
            drawn(keys, at(9), &SIZES),
            drawn(keys, mono, &SIZES[..1]),
            drawn(keys, ascii, &SIZES[..1]),
        );
        assert!(ascii.is_ascii(), "{name}");
        let all = format!("{colours}without colours, {mono}in ASCII, {ascii}");
        insta::assert_snapshot!(name, all);
    }
}
