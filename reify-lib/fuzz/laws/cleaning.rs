//! Nothing that a terminal would obey or hide is left of a text when it is shown, nothing that is seen is lost, and what is
//! cut for a width has it.

use reify_lib::is_hidden;
use reify_tui::text::{cut, cut_left, cut_path, visible, visible_line, visible_name, width, wrap};

pub(crate) fn check(text: &str, columns: usize) {
    for shown in [visible(text), visible_line(text), visible_name(text)] {
        assert_eq!(shown.find(is_hidden), None, "{shown:?}");
        assert_eq!(visible(&shown), shown, "it is shown as it is a second time");
        for cut in [cut, cut_left, cut_path] {
            let cut = cut(&shown, columns, "…");
            assert!(width(&cut) <= columns, "{cut:?}");
        }
        assert_eq!(letters(&wrap(&shown, columns).concat()), letters(&shown));
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
