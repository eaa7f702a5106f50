//! Copying.

use reify_lib::Trace;
use reify_tui::app::StatusKind;
use reify_tui::effect::Effect;

use super::{after, status};
use crate::fixture::shop;
use crate::keys::run_keys;

#[test]
fn each_key_copies_something_else_and_says_what() {
    for (key, text) in [
        ("yy", "reserve(&cart)"),
        ("yp", "src/checkout.rs:15"),
        ("yl", "reserve(&cart) @ src/checkout.rs:15"),
        ("ye", r#"{"poll":[11,3,11066000,12000,1,"pending"]}"#),
    ] {
        let mut app = after(shop(), "6l");
        assert_eq!(run_keys(&mut app, key), Some(Effect::Copy(text.to_owned())));
        assert_eq!(status(&app), format!("copied {text}"));
    }
}

#[test]
fn where_there_is_nothing_nothing_is_copied() {
    for key in ["yy", "yp", "yl", "ye"] {
        let mut app = crate::fixture::app(Trace::default());
        assert_eq!(run_keys(&mut app, key), None, "{key}");
        let status = app.status().expect("it says so");
        assert_eq!(status.kind(), StatusKind::Warning);
    }
    let mut app = after(shop(), "gg");
    assert_eq!(
        run_keys(&mut app, "yp"),
        None,
        "the root of a task has no place"
    );
}
