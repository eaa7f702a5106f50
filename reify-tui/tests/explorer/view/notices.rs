//! What there is to know of a file before one trusts what is shown: a line, and a view.

use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reify_lib::Trace;
use reify_tui::app::{App, AppOptions, Pane};
use reify_tui::theme::ThemeName;
use reify_tui::view;

use crate::fixture::{app, app_with, at, shop};
use crate::keys::run_keys;
use crate::screen::{screen, styles};

/// A file with much amiss: a bad line, a gap, a poll too late, a field of a later version, a tail cut off.
const DAMAGED: &str = r#"[
{"reify":{"version":1,"program":"shop"}},
{"site":{"id":0,"expr":"load_cart(id)","file":"src/checkout.rs","line":14,"colour":"red"}},
{"step":[0,0,0,1000]},
thread 'main' panicked at src/main.rs:4:5:
{"poll":[1,0,2000,850,1,"pending"]},
{"poll":[5,0,9000000,700,1,"ready"]},
{"poll":[6,0,9500000,700,1,"pending"]},
{"sync":{"at":12400000000,"recorded":9,"lost":2}},
{"poll":[7,0,99000
"#;

fn damaged() -> Trace {
    let file = DAMAGED.trim_end();
    Trace::from_slice(file.as_bytes()).expect("there are records in it")
}

fn open(keys: &str) -> App {
    let mut app = app(damaged());
    run_keys(&mut app, keys);
    app
}

#[test]
fn a_line_names_the_worst_how_many_there_are_and_the_key() {
    assert_snapshot!(screen(&mut open(""), 80, 12), @"
     shop  trace.json   3 polls · 1 step · 12.4 s                            no end
     ▲ not a record: expected an object, found `thread 'main' panick…  7 notices: !
    ━ Steps 1/1 ━━━━━━━━━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━
    ▶ ○ load_cart(id)                      checkout.rs:14      3   12.4 s  2.25 µs




    ─ Events end/3  12.400000 s ────────────────────────────────────────────────────
     3   0.009500 s   +500 µs  ○ load_cart(id)                   pending     700 ns
    ▶   12.400000 s   +12.4 s  ■ no end: the program was killed, or runs still
     h/l event  [/] step  tab pane  space fold  0/$ ends  / search   ? help  q quit
    ");
}

#[test]
fn at_80_by_24() {
    assert_snapshot!(screen(&mut open("!"), 80, 24), @"
     shop  trace.json   3 polls · 1 step · 12.4 s                            no end
     ▲ not a record: expected an object, found `thread 'main' panick…  7 notices: !
    ━ Notices 1/7 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ about the file, the worst first ━
     ▲ bad-line          not a record: expected an object, found `thread 'main' pa…
     ▲ gap               events 2 to 4 are missing (line 7, byte 239), 5 in all
     ▲ torn-tail         cut off in the middle of a record: the last 18 bytes are …
       not a record: expected an object, found `thread 'main' panicked at
       src/main.rs:4:…`, at column 1
       kind     bad-line (loss)
       count    1
       first    line 5, byte 159
       lost     42 bytes; what they said is not known
    ─ Events end/3  12.400000 s ────────────────────────────────────────────────────
     1   0.000002 s            ○ load_cart(id)                   pending     850 ns
     2   0.009000 s  +9.00 ms  ● load_cart(id)                   ready       700 ns
     3   0.009500 s   +500 µs  ○ load_cart(id)                   pending     700 ns
    ▶   12.400000 s   +12.4 s  ■ no end: the program was killed, or runs still

    ─ src/checkout.rs:14 ───────────────────────────────────────────────────────────
     reading the source



     h/l event  [/] step  tab pane  0/$ ends  / search  e edit       ? help  q quit
    ");
}

#[test]
fn at_120_by_40() {
    assert_snapshot!(screen(&mut open("!j"), 120, 40), @"
     shop  trace.json   3 polls · 1 step · 12.4 s                                                                    no end
     ▲ not a record: expected an object, found `thread 'main' panicked at src/main.rs:4:…`, at column 1 (lin…  7 notices: !
    ━ Notices 2/7 ━━━━━━━━━━━━━━━━━━━━━━━━━━ about the file, the worst first ━│─ src/checkout.rs:14 ────────────────────────
     ▲ bad-line          not a record: expected an object, found `thread 'ma… │ reading the source
     ▲ gap               events 2 to 4 are missing (line 7, byte 239), 5 in … │
     ▲ torn-tail         cut off in the middle of a record: the last 18 byte… │
     ▲ lost              the recorder had to leave events out (line 9, byte … │
     ▲ poll-after-end    step 0 was polled after it had finished (line 8, by… │
     △ unknown-field     the field `colour` is not known here (line 3, byte … │
     △ no-end            the recording has no end: the program was killed, o… │
                                                                              │
       events 2 to 4 are missing                                              │
       kind     gap (loss)                                                    │
       count    5                                                             │
       first    line 7, byte 239                                              │
       lost     5 events or steps exactly, as each has a number               │
       means    these happened and are not in the file: a wait may look       │
                longer than it was, or a wake may seem to be missing          │
                                                                              │
       ended    no: the program was killed, or runs still                     │
       read     3 events, 1 step                                              │
       missing  5 events or steps, by their numbers; 2 left out by the        │
                recorder                                                      │
       unread   60 bytes of the file                                          │
       after    the last sign of life is from 12.4 s: what was not written    │
    ─ Events end/3  12.400000 s ────────────────────────────────────────────────────────────────────────────────────────────
     1   0.000002 s            ○ load_cart(id)                             pending     850 ns
     2   0.009000 s  +9.00 ms  ● load_cart(id)                             ready       700 ns
     3   0.009500 s   +500 µs  ○ load_cart(id)                             pending     700 ns
    ▶   12.400000 s   +12.4 s  ■ no end: the program was killed, or runs still









     h/l event  [/] step  tab pane  0/$ ends  / search  e edit  {/} ready  & filter  w wake  u back  o order ? help  q quit
    ");
}

#[test]
fn at_40_by_10_they_are_counted_in_the_first_line() {
    assert_snapshot!(screen(&mut open("!"), 40, 10), @"
     shop   3 polls   no end · 7 notices: !
    ━ Notices 1/7 ━━━━━━━━━━━━━━━━━━━━━━━━━━
     ▲ bad-line  not a record: expected an…
     ▲ gap  events 2 to 4 are missing (lin…
       not a record: expected an object,
       found `thread 'main' panicked at
    ─ Events end/3  12.400000 s ────────────
     3  ○ load_cart(id)          pending
    ▶   ■ no end: the program was killed, o…
     h/l event  [/] step     ? help  q quit
    ");
}

#[test]
fn the_page_tells_all_of_the_selected_one() {
    let mut app = open("!<enter>");
    let screen = screen(&mut app, 80, 40);
    let lines: Vec<&str> = screen.lines().take(20).collect();
    assert_snapshot!(lines.join("\n"), @"
    ━ About ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1-38/43 ━
     Notice
       message     not a record: expected an object, found `thread 'main' panicked
                   at src/main.rs:4:…`, at column 1
       kind        bad-line (loss)
       count       1
       first       line 5, byte 159
       lost        42 bytes; what they said is not known
       means       what stood there is not shown; whether an event was among it tell
                   the numbers that are missing

     In all
       ended       no: the program was killed, or runs still
       read        3 events, 1 step
       missing     5 events or steps, by their numbers; 2 left out by the recorder
       unread      60 bytes of the file
       after       the last sign of life is from 12.4 s: what was not written any
                   more is not known

     Step
    ");
}

#[test]
fn in_ascii_and_without_colors() {
    let options = AppOptions {
        ascii: true,
        theme: ThemeName::Mono,
        ..at(0)
    };
    let mut app = app_with(damaged(), options);
    run_keys(&mut app, "gn");
    let shown = screen(&mut app, 60, 20);
    assert!(shown.is_ascii());
    assert_snapshot!(shown, @"
     shop  trace.json   3 polls | 1 step | 12.4 s        no end
     % not a record: expected an object, found `~  7 notices: !
    = Notices 1/7 ============ about the file, the worst first =
     % bad-line          not a record: expected an object, fou~
     % gap               events 2 to 4 are missing (line 7, by~
     % torn-tail         cut off in the middle of a record: th~
       not a record: expected an object, found `thread 'main'
       panicked at src/main.rs:4:?`, at column 1
       kind     bad-line (loss)
       count    1
    - Events 1/3  0.000002 s -----------------------------------
    >1   0.000002 s  ? load_cart(id)         pending     850 ns
     2   0.009000 s  R load_cart(id)         ready       700 ns
     3   0.009500 s  ? load_cart(id)         pending     700 ns
        12.400000 s  = no end: the program was killed, or runs ~
    - src/checkout.rs:14 ---------------------------------------
     reading the source


     h/l event  [/] step  tab pane  0/$ ends     ? help  q quit
    ");
    let styles = styles(&mut app, 60, 20);
    for color in ["Yellow", "Red", "Cyan", "Magenta", "Blue"] {
        assert!(!styles.contains(color), "{styles}");
    }
}

#[test]
fn a_file_without_fault_has_no_line_and_says_so_in_the_view() {
    let mut app = app_with(shop(), at(9));
    run_keys(&mut app, "!");
    let shown = screen(&mut app, 80, 24);
    let lines: Vec<&str> = shown.lines().take(7).collect();
    assert_snapshot!(lines.join("\n"), @"
     shop  trace.json   13 polls · 8 steps · 1 task · 14.4 ms              finished
    ━ Notices 0/0 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ about the file, the worst first ━
     nothing is missing or odd
       ended    finished, at 14.4 ms
       read     16 events, 8 steps
       missing  none, by their numbers
    ");
}

#[test]
fn another_name_for_the_view_shows_on_the_line() {
    let mut keymap = reify_tui::keymap::Keymap::default();
    keymap
        .rebind("focus-notices", &["<F4>".to_owned()])
        .unwrap();
    let options = AppOptions { keymap, ..at(0) };
    let shown = screen(&mut app_with(damaged(), options), 80, 24);
    assert!(
        shown.lines().nth(1).unwrap().ends_with("notices: F4"),
        "{shown}"
    );
}

#[test]
fn what_keys_are_about_stays_with_the_time_cursor() {
    let mut app = open("0!j");
    assert_eq!((app.focus(), app.main()), (Pane::Notices, Pane::Notices));
    assert_eq!(app.notice().unwrap().kind.as_str(), "gap");
    assert_eq!(app.node(), app.node_at_cursor());
    run_keys(&mut app, "l");
    assert_eq!(app.cursor(), 1);
    run_keys(&mut app, "<esc>");
    assert_eq!((app.focus(), app.main()), (Pane::Steps, Pane::Steps));
}

#[test]
fn every_size_can_be_drawn() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 130, 40));
    let mut app = open("!jj");
    for width in 0..=130 {
        for height in 0..=40 {
            app.resize(width, height);
            view::render(&app, Rect::new(0, 0, width, height), &mut buffer);
        }
    }
}
