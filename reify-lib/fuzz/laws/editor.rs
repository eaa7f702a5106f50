//! Whatever the user's command is, the name of a file stands whole in one argument of it, behind an absolute path, and adds
//! none.

use std::ffi::OsString;

use reify_tui::editor::{Location, plan};
use reify_tui::environment::Environment;

/// The command stands in the first line of the text, the name in the others.
pub(crate) fn check(text: &str) {
    let (command, name) = text.split_once('\n').unwrap_or((text, ""));
    let called = |name: &str| {
        let location = Location {
            path: format!("/{name}").into(),
            line: 7,
            column: 1,
        };
        plan(&Environment::default(), Some(command), &location)
    };
    let (Ok(plain), Ok(call)) = (called("PLAIN"), called(name)) else {
        return;
    };
    assert_eq!(plain.program, call.program);
    let with_name = |arg: &OsString| {
        let arg = arg.to_string_lossy();
        OsString::from(arg.replace("/PLAIN", &format!("/{name}")))
    };
    let expected: Vec<_> = plain.args.iter().map(with_name).collect();
    assert_eq!(call.args, expected);
}
