//! The inputs that fuzzing the views, the cleaning function and the editor's command line begins with, and all that it found:
//! they run here without it, and the same is asked of them.

#[path = "../../reify-lib/fuzz/laws/cleaning.rs"]
mod cleaning;
#[path = "../../reify-lib/fuzz/laws/corpus.rs"]
mod corpus;
#[path = "../../reify-lib/fuzz/laws/editor.rs"]
mod editor;
#[path = "../../reify-lib/fuzz/laws/views.rs"]
mod views;

use reify_lib::Trace;

const FUZZ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../reify-lib/fuzz");

#[test]
fn every_view_can_be_drawn_whatever_keys_are_pressed_and_everything_printed() {
    // What the library makes something of, views are to show too.
    for bytes in corpus::inputs(FUZZ, "views").chain(corpus::inputs(FUZZ, "derived")) {
        let trace = Trace::from_slice(&bytes).expect("all of them can be read");
        let sizes = vec![(130, 40), (80, 24), (39, 9), (20, 4), (7, 30)];
        views::check(trace, |_| sizes.clone());
    }
}

#[test]
fn what_is_shown_of_a_text_is_harmless_whole_and_no_wider_than_asked() {
    for text in corpus::inputs(FUZZ, "cleaning") {
        for columns in [0, 1, 2, 3, 7, 40, 255] {
            cleaning::check(&String::from_utf8_lossy(&text), columns);
        }
    }
}

#[test]
fn the_name_of_a_file_stands_whole_in_one_argument_and_adds_none() {
    for text in corpus::inputs(FUZZ, "editor") {
        editor::check(&String::from_utf8_lossy(&text));
    }
}
