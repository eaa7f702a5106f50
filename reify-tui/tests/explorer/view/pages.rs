//! The pages that lie over the panes.

use insta::assert_snapshot;

use super::open_shop;
use crate::keys::run_keys;
use crate::screen::screen;

#[test]
fn the_help_scrolls() {
    let mut app = open_shop(0);
    run_keys(&mut app, "?");
    assert_snapshot!(screen(&mut app, 60, 12), @"
    ━ Keys ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1-10/152 ━
     Through time
       [N] l right          next event
       [N] h left           previous event
       [N] L                ten events on
       [N] H                ten events back
       [N] ]                next event of the same step
       [N] [                previous event of the same step
       [N] }                next step that becomes ready
       [N] {                previous step that became ready
       [N] s                next slow poll, without what it
     j/k scroll  esc back  / search  n/N match
    ");
    run_keys(&mut app, "G");
    assert_snapshot!(screen(&mut app, 60, 12), @"
    ━ Keys ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 143-152/152 ━
                            can wake the step
       ▲                    something is wrong with the step: F
       △                    something to know of the step: F
       ■                    the end of the recording
       •                    a line of the source with awaits
       ▄                    timeline: polled, the higher the
                            more of the time
       ─                    timeline: pending
       ═                    timeline: pending, and woken since
       ·                    timeline: made, and not polled yet
     j/k scroll  esc back  / search  n/N match
    ");
}

#[test]
fn a_page_tells_all_about_the_row_and_the_recording() {
    let mut app = open_shop(10);
    run_keys(&mut app, "i");
    assert_snapshot!(screen(&mut app, 60, 32), @"
    ━ About ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1-28/28 ━
     Step
       expression  reserve(&cart)
       place       src/checkout.rs:15
       function    shop::checkout
       task        checkout(7)
       now         ready
       so far      1 step, 2 polls, 3.35 ms waiting, 15.0 µs
                   polling
       at the end  completed
       in all      1 step, 2 polls, 3.35 ms waiting, 15.0 µs
                   polling

     Event
       number      11 of 16
       step        reserve(&cart) (step 3)
       thread      main
       polled      14.424 ms for 3.00 µs
       result      ready
       woken       5.00 µs before, by quote(&cart) (step 4)

     Recording
       file        trace.json
       program     shop
       recorded    13 polls, 8 steps, 1 task, in 14.4 ms
       started     2026-11-22T10:00:00.123456789Z
       written by  reify-lib 0.1.0
       end         finished
       wakes       recorded


     j/k scroll  esc back  / search  n/N match
    ");
}
