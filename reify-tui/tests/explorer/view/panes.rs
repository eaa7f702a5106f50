//! What the panes show.

use insta::assert_snapshot;
use reify_lib::{PollResult, Site};
use reify_tui::app::AppOptions;
use reify_tui::model::source::{SourceFile, SourceProblem};

use super::{main_pane, open_shop};
use crate::fixture::{Story, app_with, at, borrowing, hang, shop};
use crate::keys::run_keys;
use crate::screen::screen;

#[test]
fn the_end_of_a_recording_that_was_cut_off() {
    let mut app = app_with(hang(), AppOptions::default());
    let tried = vec![
        "/home/me/stuck/src/checkout.rs".into(),
        "/tmp/src/checkout.rs".into(),
    ];
    app.set_source("src/checkout.rs", Err(SourceProblem::Missing { tried }));
    assert_snapshot!(screen(&mut app, 80, 24), @"
     stuck  trace.json   3 polls · 3 steps · 1 task · 30.0 s                 no end
     △ the recording has no end: the program was killed, or runs stil…  1 notice: !
    ━ Steps 3/3 ━━━━━━━━━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━
     ▾◐ serve()                                                1  2.00 ms   30.0 s
     ├ ● listener.accept()                 checkout.rs:8       1           5.00 µs
    ▶└ ◐ read(&mut socket)                 checkout.rs:21      1  2.00 ms   30.0 s






    ─ Events end/4  30.002012 s ────────────────────────────────────────────────────
     1   0.000005 s            ● listener.accept()               ready      5.00 µs
     2   0.000012 s  +7.00 µs  ○ read(&mut socket)               pending    7.00 µs
     3   0.000012 s     +0 ns  ○ serve()                         pending    12.0 µs
     4   0.002012 s  +2.00 ms  ↑ read(&mut socket)               woken from tokio-…
    ▶   30.002012 s   +30.0 s  ■ no end: the program was killed, or runs still
    ─ src/checkout.rs:21 ────────────────────────────────────────── shop::checkout ─
     source not found; tried
       /home/me/stuck/src/checkout.rs
       /tmp/src/checkout.rs

     h/l event  [/] step  tab pane  space fold  0/$ ends  / search   ? help  q quit
    ");
}

#[test]
fn source_that_has_changed_says_so() {
    let mut app = app_with(shop(), at(0));
    app.set_source(
        "src/checkout.rs",
        Ok(SourceFile::new("/x.rs", "fn nothing() {}\n")),
    );
    let screen = screen(&mut app, 80, 24);
    let source: Vec<&str> = screen.lines().skip(17).take(4).collect();
    assert_snapshot!(source.join("\n"), @"
    ─ src/checkout.rs:31 ────────────────────────────────────────── shop::checkout ─
     changed since the recording: the expression is gone
     1  fn nothing() {}
    ");
}

#[test]
fn source_that_has_moved_is_followed() {
    let mut app = app_with(shop(), at(0));
    let text = "//\n".repeat(50) + "    client.fetch(url).retry(3).await\n";
    app.set_source("src/checkout.rs", Ok(SourceFile::new("/x.rs", &text)));
    let screen = screen(&mut app, 80, 24);
    let source: Vec<&str> = screen.lines().skip(17).take(6).collect();
    assert_snapshot!(source.join("\n"), @"
    ─ src/checkout.rs:51 of 51 ──────────────────────────────────── shop::checkout ─
     changed since the recording: line 31 is now 51
     48             //
     49             //
     50             //
    ▶51  1×             client.fetch(url).retry(3).await
    ");
}

#[test]
fn folded_rows_stand_for_what_is_under_them() {
    let mut app = open_shop(0);
    run_keys(&mut app, "2G<space>0");
    let screen = screen(&mut app, 80, 24);
    let steps: Vec<&str> = screen.lines().skip(1).take(4).collect();
    assert_snapshot!(steps.join("\n"), @"
    ━ Steps 2/5 ━━━━━━━━━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━
     ▾◐ checkout(7)                                          0/3           12.0 µs
    ▶├▸◐ load_cart(id)                     checkout.rs:14    0/2           12.0 µs
     ├ · reserve(&cart)                    checkout.rs:15    0/2
    ");
}

#[test]
fn hostile_text_is_spelled_out() {
    let mut story = Story::new("evil\u{1b}]0;title\u{7}");
    let root = story.root("ro\u{202e}ot");
    let site = story.site_of(Site {
        expr: "a\u{1b}[2J\u{200b}日本語日本語日本語日本語日本語日本語日本語日本語()".to_owned(),
        file: "src/\u{9b}x.rs".to_owned(),
        line: 3,
        ..Site::default()
    });
    story.begin(root);
    let step = story.step(site);
    story.poll(step, 5, PollResult::Ready);
    story.end(PollResult::Ready);
    assert_snapshot!(screen(&mut app_with(story.finish(), at(0)), 60, 16), @"
     evil<U+001B>]0;title<U+0007>   2 polls · 2 steps · 5 ns
    ━ Steps 2/2 ━━━━━━━━━━━━━━━━━━━━━━ polls  waiting  polling ━
     ▾◐ ro<U+202E>ot                     0/1              5 ns
    ▶└ ● a<U+001B>[2J<U+200B>日本語…       1              5 ns






    ─ Events 1/2  0.005 µs ─────────────────────────────────────
    ▶1  0.005 µs  ● a<U+001B>[2J<U+200B>日…  ready         5 ns
     2  0.005 µs  ● ro<U+202E>ot             ready         5 ns
        0.005 µs  ■ end of the recording: finished

     h/l event  [/] step  tab pane  space fold   ? help  q quit
    ");
}

#[test]
fn a_deep_tree_keeps_room_for_labels() {
    let mut story = Story::new("deep");
    let mut step = story.root("root");
    let site = story.site("recurse(n - 1)", 3);
    for _ in 0..200 {
        story.begin(step);
        step = story.step(site);
    }
    story.poll(step, 5, PollResult::Ready);
    (0..200).for_each(|_| story.end(PollResult::Ready));
    let mut app = app_with(story.finish(), at(0));
    let screen = screen(&mut app, 60, 16);
    let steps: Vec<&str> = screen.lines().skip(1).take(6).collect();
    assert_snapshot!(steps.join("\n"), @"
    ━ Steps 201/201 ━━━━━━━━━━━━━━━━━━ polls  waiting  polling ━
     …           └▾◐ recurse(n - 1)      0/1              5 ns
     …           └▾◐ recurse(n - 1)      0/1              5 ns
     …           └▾◐ recurse(n - 1)      0/1              5 ns
     …           └▾◐ recurse(n - 1)      0/1              5 ns
     …           └▾◐ recurse(n - 1)      0/1              5 ns
    ");
}

#[test]
fn a_borrowed_arm_is_let_go_and_not_cancelled() {
    let mut app = app_with(borrowing(), AppOptions::default());
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 4), @"
    ━ Steps 1/3 ━━━━━━━━━━━━━━━━━━━━━━━━━━ place           polls  waiting  polling ━
    ▶▾● actor                                                  4  10.0 µs  1.00 µs
     ├ ✗ inbox.recv() ×2                   checkout.rs:14      2  10.4 µs   600 ns
     └ ◇ &mut stopped ×2                   checkout.rs:15      2  10.0 µs   400 ns
    ");
    run_keys(&mut app, "gt");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 5), @"
    ━ Timeline 1/3 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 11.0 µs ━
                                      ╷0 µs              ╷5 µs
    ▶▾● actor                         ██───────────────────▁██───────────────────▁
     ├ ✗ inbox.recv() ×2              █▂───────────────────▁█▂───────────────────✗
     └ ◇ &mut stopped ×2              ·▇───────────────────◇·▇───────────────────◇
    ");
    run_keys(&mut app, "ga");
    assert_snapshot!(main_pane(&screen(&mut app, 80, 24), 7), @"
    ━ Awaits 1/2 by waiting ━━━ place             polls  waiting      p95  polling ━
     inbox.recv()               checkout.rs:14        2  10.4 µs  5.20 µs   600 ns
     &mut stopped               checkout.rs:15        2  10.0 µs  5.00 µs   400 ns
    ");
    run_keys(&mut app, "h");
    let shown = screen(&mut app, 80, 24);
    assert_snapshot!(shown.lines().skip(12).take(5).collect::<Vec<_>>().join("\n"), @"
      9   6.000 µs     +0 ns  ○ actor                            pending     500 ns
     10  11.000 µs  +5.00 µs  ✗ inbox.recv()                     cancelled
     11  11.000 µs     +0 ns  ◇ &mut stopped                     let-go
    ▶12  11.000 µs     +0 ns  ● actor                            ready         0 ns
         11.000 µs     +0 ns  ■ end of the recording: finished
    ");
}

#[test]
fn the_title_of_the_source_says_where_its_numbers_do_not_stop_at_the_time_cursor() {
    let title = |position: usize, keys: &str| {
        let mut app = open_shop(position);
        run_keys(&mut app, keys);
        let screen = screen(&mut app, 120, 40);
        screen.contains("15 of 18, in all")
    };
    assert!(title(9, "t"));
    assert!(!title(9, ""), "they do");
    assert!(!title(9, "tt"), "they do again");
    assert!(!title(16, "t"), "there is nothing behind the end");
}
