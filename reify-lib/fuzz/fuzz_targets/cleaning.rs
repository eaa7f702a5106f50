//! Whatever a text holds, nothing of it that a terminal would obey or hide is left when it is shown, nothing that is seen
//! is lost, and what is cut for a width has it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reify_tui::text::{cut, cut_left, cut_path, visible, visible_line, visible_name, width, wrap};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let columns = usize::from(bytes.first().copied().unwrap_or(0));
    for shown in [visible(&text), visible_line(&text), visible_name(&text)] {
        assert!(!shown.chars().any(reify_lib::is_hidden));
        assert_eq!(visible(&shown), shown, "it is shown as it is a second time");
        for cut in [cut, cut_left, cut_path] {
            let cut = cut(&shown, columns, "…");
            assert!(width(&cut) <= columns, "{cut:?}");
        }
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&wrap(&shown, columns).concat()), letters(&shown));
    }
});
