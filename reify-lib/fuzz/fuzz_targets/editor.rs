//! Whatever the file is called, and whatever the user's command is, the name stands whole in one argument, behind an
//! absolute path, and adds none.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reify_tui::editor::{Location, plan};
use reify_tui::environment::Environment;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // The command stands in the first line, the name in the others.
    let (command, name) = text.split_once('\n').unwrap_or((&text, ""));
    let called = |name: &str| {
        let location = Location {
            path: format!("/{name}").into(),
            line: bytes.len() as u32,
            column: 1,
        };
        plan(&Environment::default(), Some(command), &location)
    };
    let (Ok(plain), Ok(call)) = (called("PLAIN"), called(name)) else {
        return;
    };
    assert_eq!(plain.program, call.program);
    assert_eq!(plain.args.len(), call.args.len());
    let path = format!("/{name}");
    for (plain, arg) in plain.args.iter().zip(&call.args) {
        let (plain, arg) = (plain.to_string_lossy(), arg.to_string_lossy());
        assert_eq!(plain.replace("/PLAIN", &path), arg);
    }
});
