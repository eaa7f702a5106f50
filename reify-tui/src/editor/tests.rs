//! That each editor is called as it wants to be, and by whose word.

use super::*;

const DESKTOP: (&str, &str) = ("DISPLAY", ":0");

fn planned(environment: &Environment, configured: Option<&str>) -> Result<EditorCall, PlanError> {
    let location = Location {
        path: "/src/my shop/cart.rs".into(),
        line: 42,
        column: 7,
    };
    plan(environment, configured, &location)
}

/// The program and its arguments, each in brackets, and where it shows itself.
fn described(call: &EditorCall) -> String {
    let mut words = vec![call.program.display().to_string()];
    words.extend(call.args.iter().map(|arg| format!("[{}]", arg.display())));
    words.push(if call.terminal { "terminal" } else { "window" }.to_owned());
    let text = words.join(" ");
    text.replace("/src/my shop/cart.rs", "FILE")
}

fn on_desktop(command: &str) -> String {
    let call = planned(&Environment::from([DESKTOP]), Some(command));
    described(&call.expect("the command is one"))
}

#[test]
fn every_known_editor_is_given_the_place_as_it_takes_it() {
    for (names, expected) in [
        (
            "vi vim.tiny view nvi elvis lvim joe jed ne mg",
            "[+42] [FILE] terminal",
        ),
        ("vim nvim", "[+42] [+call cursor(0,7)] [FILE] terminal"),
        ("gvim mvim", "[+42] [+call cursor(0,7)] [FILE] window"),
        ("gedit gnome-text-editor bbedit", "[+42] [FILE] window"),
        ("kak kakoune micro", "[+42:7] [FILE] terminal"),
        ("emacs emacsclient", "[+42:7] [FILE] window"),
        ("nano pico rnano", "[+42,7] [FILE] terminal"),
        ("hx helix edit", "[FILE:42:7] terminal"),
        ("zed zeditor subl sublime_text lapce", "[FILE:42:7] window"),
        (
            "code code-insiders codium vscodium cursor windsurf positron trae",
            "[--reuse-window] [--goto] [FILE:42:7] window",
        ),
        (
            "idea idea64 rustrover clion pycharm webstorm goland rubymine phpstorm rider fleet kate kwrite",
            "[--line] [42] [--column] [7] [FILE] window",
        ),
        ("xed mate", "[--line] [42] [FILE] window"),
        ("notepad++", "[-n42] [-c7] [FILE] window"),
        ("notepad", "[FILE] window"),
    ] {
        for name in names.split(' ') {
            assert_eq!(on_desktop(name), format!("{name} {expected}"));
        }
    }
}

#[test]
fn folder_suffix_and_wrapper_do_not_hide_the_editor() {
    for (command, expected) in [
        (
            "/usr/local/bin/hx",
            "/usr/local/bin/hx [FILE:42:7] terminal",
        ),
        (
            "'/opt/my tools/nano'",
            "/opt/my tools/nano [+42,7] [FILE] terminal",
        ),
        (
            r"'C:\Tools\Code.exe' -w",
            r"C:\Tools\Code.exe [-w] [--reuse-window] [--goto] [FILE:42:7] window",
        ),
        (
            "idea.sh",
            "idea.sh [--line] [42] [--column] [7] [FILE] window",
        ),
        (
            "env TERM=xterm nano",
            "env [TERM=xterm] [nano] [+42,7] [FILE] terminal",
        ),
        ("sudo -E vi", "sudo [-E] [vi] [+42] [FILE] terminal"),
    ] {
        assert_eq!(on_desktop(command), expected);
    }
}

#[test]
fn what_the_user_adds_to_the_command_stays_and_decides() {
    for (command, expected) in [
        ("vi -u 'my rc'", "vi [-u] [my rc] [+42] [FILE] terminal"),
        ("code -n -w", "code [-n] [-w] [--goto] [FILE:42:7] window"),
        (
            "code --new-window",
            "code [--new-window] [--goto] [FILE:42:7] window",
        ),
        ("emacs -nw", "emacs [-nw] [+42:7] [FILE] terminal"),
        ("emacsclient -t", "emacsclient [-t] [+42:7] [FILE] terminal"),
        (
            "emacsclient -t -a ''",
            "emacsclient [-t] [-a] [] [+42:7] [FILE] terminal",
        ),
    ] {
        assert_eq!(on_desktop(command), expected);
    }
}

#[test]
fn emacs_takes_the_terminal_where_it_has_no_desktop() {
    let bare = |command| described(&planned(&Environment::default(), Some(command)).unwrap());
    if cfg!(unix) {
        assert_eq!(bare("emacs"), "emacs [+42:7] [FILE] terminal");
        assert_eq!(
            bare("emacsclient -c"),
            "emacsclient [-c] [+42:7] [FILE] terminal"
        );
        assert_eq!(
            bare("emacsclient -n"),
            "emacsclient [-n] [+42:7] [FILE] window"
        );
    }
}

#[test]
fn a_template_says_where_the_place_goes() {
    for (command, expected) in [
        (
            "my-editor -l {line} -c {column} {file}",
            "my-editor [-l] [42] [-c] [7] [FILE] terminal",
        ),
        ("my-editor {file}:{line}", "my-editor [FILE:42] terminal"),
        (
            "my-editor --at={line}",
            "my-editor [--at=42] [FILE] terminal",
        ),
        (
            "code --goto {file}:{line}",
            "code [--goto] [FILE:42] window",
        ),
        ("ed '{odd} {{file}'", "ed [{odd} {FILE] terminal"),
    ] {
        assert_eq!(on_desktop(command), expected);
    }
}

#[test]
fn an_unknown_editor_opens_the_file_and_the_user_learns_why_not_the_line() {
    let call = planned(&Environment::default(), Some("scribble -x")).unwrap();
    assert_eq!(described(&call), "scribble [-x] [FILE] terminal");
    assert!(call.hint.unwrap().contains("scribble"));
}

#[test]
fn the_most_particular_wish_counts() {
    let all = [("REIFY_EDITOR", "hx"), ("VISUAL", "nano"), ("EDITOR", "vi")];
    let program =
        |environment: &Environment, configured| planned(environment, configured).unwrap().program;
    let environment = Environment::from(all);
    assert_eq!(program(&environment, Some("kak")), "kak");
    assert_eq!(program(&environment, Some(" ")), "hx");
    assert_eq!(program(&environment, None), "hx");
    assert_eq!(program(&Environment::from([all[1], all[2]]), None), "nano");
    assert_eq!(
        program(&Environment::from([("VISUAL", ""), all[2]]), None),
        "vi"
    );
}

#[test]
fn without_a_wish_a_usual_editor_is_taken_if_it_is_there() {
    let nowhere = Environment::from([("PATH", "")]);
    assert!(matches!(
        planned(&nowhere, None),
        Err(PlanError::NoEditor(_))
    ));
    let folder = tempfile::tempdir().unwrap();
    let usual = if cfg!(windows) { "notepad.exe" } else { "nano" };
    std::fs::write(folder.path().join(usual), "").unwrap();
    let path = folder.path().to_str().unwrap();
    let call = planned(&Environment::from([("PATH", path)]), None).unwrap();
    assert_eq!(call.program, usual);
}

#[test]
fn inside_another_editor_the_user_is_told_how_to_name_it() {
    for variable in [("NVIM", "/run/nvim.sock"), ("TERM_PROGRAM", "vscode")] {
        let Err(PlanError::NoEditor(advice)) = planned(&Environment::from([variable]), None) else {
            panic!("no editor was named");
        };
        assert!(advice.contains("VISUAL="), "{advice}");
        let environment = Environment::from([variable, ("EDITOR", "vi")]);
        assert_eq!(planned(&environment, None).unwrap().program, "vi");
    }
}

#[test]
fn an_open_quote_is_an_error_that_names_its_source() {
    let environment = Environment::from([("EDITOR", "vi 'oh")]);
    let error = planned(&environment, None).unwrap_err();
    assert_eq!(error.to_string(), "EDITOR is not a command: vi 'oh");
}

#[test]
fn what_would_start_the_source_file_is_no_editor() {
    for command in ["env", "sudo -n", "/usr/bin/env A=1", "command env -i"] {
        planned(&Environment::default(), Some(command)).unwrap_err();
    }
}

#[test]
fn an_unknown_line_is_the_first() {
    let location = Location {
        path: "/a.rs".into(),
        line: 0,
        column: 0,
    };
    let call = plan(&Environment::default(), Some("nano"), &location).unwrap();
    assert_eq!(described(&call), "nano [+1,1] [/a.rs] terminal");
}

#[test]
fn no_name_of_a_file_becomes_a_command() {
    for path in [
        "/a; rm -rf b",
        "/$(x)/`y`",
        "/-x",
        "/+:q!",
        "/a\n+b",
        "/{line}",
    ] {
        let location = Location {
            path: path.into(),
            line: 3,
            column: 1,
        };
        for command in ["vi", "my-editor {file}"] {
            let call = plan(&Environment::default(), Some(command), &location).unwrap();
            assert_eq!(call.args.last().unwrap(), path);
        }
    }
}

/// Names that would mean something to a shell, an editor, or a program that reads options.
const HOSTILE: [&str; 14] = [
    "/-x",
    "/+:q!",
    "/--goto",
    "/a b.rs",
    "/a; rm -rf b",
    "/$(x)/`y`/$HOME",
    "/a\n+b",
    "/a'b\"c\\d",
    "/%s%n",
    "/{line}{file}",
    "/a:7:7",
    "/#*?[a]~",
    "/\u{1b}[2J\u{202e}",
    "/",
];

#[test]
fn no_editor_is_given_more_than_one_argument_with_a_hostile_name_in_it() {
    let known = family::FAMILIES.iter().flat_map(|family| family.names);
    let templates = [
        "my-editor {file}",
        "my-editor --at={line}",
        "my-editor --x={file}:{line}",
    ];
    let of = |command: &str, path: &str, line| {
        let location = Location {
            path: path.into(),
            line,
            column: line,
        };
        plan(&Environment::default(), Some(command), &location).expect("it is a command")
    };
    for command in known.copied().chain(templates).chain(["scribble"]) {
        for line in [0, 1, u32::MAX] {
            let plain = of(command, "/PLAIN", line);
            for path in HOSTILE {
                let call = of(command, path, line);
                assert_eq!(call.program, plain.program);
                let named =
                    |arg: &OsString| OsString::from(arg.to_string_lossy().replace("/PLAIN", path));
                let expected: Vec<_> = plain.args.iter().map(named).collect();
                assert_eq!(call.args, expected, "{command} {path}");
            }
            let named = plain
                .args
                .iter()
                .filter(|arg| arg.to_string_lossy().contains("/PLAIN"));
            assert_eq!(named.count(), 1, "{command}");
        }
    }
}
