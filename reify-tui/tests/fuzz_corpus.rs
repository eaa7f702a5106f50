//! The inputs that fuzzing the cleaning function and the editor's command line begins with, and all that it found: they run
//! here without it. The targets beside those of the library say the same of every input.

use std::fs;
use std::path::Path;

use reify_lib::is_hidden;
use reify_tui::editor::{Location, plan};
use reify_tui::environment::Environment;
use reify_tui::text::{cut, cut_left, cut_path, visible, visible_line, visible_name, width, wrap};

fn corpus(target: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../reify-lib/fuzz/corpus")
        .join(target);
    let files = fs::read_dir(folder).expect("every target has a corpus");
    let files: Vec<_> = files
        .map(|file| file.expect("it can be listed").path())
        .map(|path| {
            let bytes = fs::read(&path).expect("it can be read");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            (path.display().to_string(), text)
        })
        .collect();
    assert!(!files.is_empty(), "no corpus of {target}");
    files
}

#[test]
fn what_is_shown_of_a_text_is_harmless_whole_and_no_wider_than_asked() {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    for (name, text) in corpus("cleaning") {
        for shown in [visible(&text), visible_line(&text), visible_name(&text)] {
            assert_eq!(shown.find(is_hidden), None, "{name}");
            assert_eq!(visible(&shown), shown, "{name}");
            for columns in [0, 1, 2, 3, 7, 40, 255] {
                for cut in [cut, cut_left, cut_path] {
                    assert!(width(&cut(&shown, columns, "…")) <= columns, "{name}");
                }
                let wrapped = wrap(&shown, columns).concat();
                assert_eq!(letters(&wrapped), letters(&shown), "{name}");
            }
        }
    }
}

#[test]
fn the_name_of_a_file_stands_whole_in_one_argument_and_adds_none() {
    for (corpus, text) in corpus("editor") {
        let (command, name) = text.split_once('\n').expect(&corpus);
        let called = |name: &str| {
            let location = Location {
                path: format!("/{name}").into(),
                line: 7,
                column: 1,
            };
            plan(&Environment::default(), Some(command), &location)
        };
        let (Ok(plain), Ok(call)) = (called("PLAIN"), called(name)) else {
            continue;
        };
        assert_eq!(plain.program, call.program, "{corpus}");
        let with_name = |arg: &std::ffi::OsString| {
            let arg = arg.to_string_lossy();
            std::ffi::OsString::from(arg.replace("/PLAIN", &format!("/{name}")))
        };
        let expected: Vec<_> = plain.args.iter().map(with_name).collect();
        assert_eq!(call.args, expected, "{corpus}");
    }
}
