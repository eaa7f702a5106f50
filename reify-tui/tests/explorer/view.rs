//! What is seen.

use reify_lib::Trace;

use crate::fixture::{app_with, at, hang, shop};
use crate::screen::{buffer, screen};

#[test]
fn every_size_can_be_drawn() {
    let mut app = app_with(shop(), at(9));
    for width in 0..=130 {
        for height in 0..=40 {
            app.resize(width, height);
            buffer(&app, width, height);
        }
    }
}

#[test]
fn every_recording_can_be_drawn() {
    for trace in [shop(), hang(), Trace::default()] {
        let mut app = app_with(trace, at(9));
        for (width, height) in [(19, 4), (20, 4), (40, 8), (80, 24), (99, 15), (130, 40)] {
            let screen = screen(&mut app, width, height);
            assert_eq!(screen.split('\n').count(), usize::from(height));
        }
    }
}
