//! Each kind of damage to a file is told of on the line under the header, in the view of notices and on its page.

use reify_lib::Trace;
use reify_tui::text::{counted, grouped};

use crate::damage::DAMAGES;
use crate::fixture::app;
use crate::keys::run_keys;
use crate::screen::screen;

#[test]
fn every_kind_of_damage_has_a_line_a_row_and_a_page_with_its_place() {
    for damage in DAMAGES {
        let file = damage.file();
        let trace = Trace::from_slice(file.as_bytes()).expect("there are records in it");
        let many = trace.notices().len();
        let mut app = app(trace);
        let shown = screen(&mut app, 400, 40);
        let line = shown.lines().nth(1).expect("there are more").to_owned();
        let count = format!("  {}: !", counted(many as u64, "notice"));
        assert!(line.ends_with(&count), "{line}\n{file}");
        run_keys(&mut app, "!");
        for _ in 1..many {
            if app
                .notice()
                .is_some_and(|notice| notice.kind == damage.kind)
            {
                break;
            }
            run_keys(&mut app, "j");
        }
        let first = damage.first();
        let place = format!("line {}, byte {}", grouped(first.line), grouped(first.byte));
        let row = format!("{:16}  {}", damage.kind.as_str(), damage.says);
        let view = screen(&mut app, 400, 60);
        for told in [row, format!("first    {place}")] {
            assert!(view.contains(&told), "{told}\n{view}\n{file}");
        }
        run_keys(&mut app, "<enter>");
        // The page folds long sentences.
        let page = screen(&mut app, 400, 60);
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for told in [
            format!("message {}", damage.says),
            format!("count {} first {place}", damage.count),
        ] {
            assert!(page.contains(&told), "{told}\n{page}\n{file}");
        }
    }
}
