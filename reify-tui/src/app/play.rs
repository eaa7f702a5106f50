//! [`Playing`]: the time cursor goes on by itself.

use std::time::Duration;

use super::App;

/// Events in a second, where nothing else is asked for.
const USUAL: usize = 10;
/// No screen shows more frames in a second.
const FRAMES: u32 = 30;
const SECOND: u128 = 1_000_000_000;

/// The time cursor goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playing {
    /// Events in a second.
    speed: usize,
    /// The time that has passed since the last event that was gone to, in ns, times the speed.
    due: u128,
}

impl Playing {
    /// Events in a second.
    pub fn speed(&self) -> usize {
        self.speed
    }
}

impl App {
    /// Whether the time cursor goes on by itself.
    pub fn playing(&self) -> Option<Playing> {
        self.playing
    }

    /// How often the app wants to be told of time that has passed; never, if nothing goes on by itself.
    pub fn beat(&self) -> Option<Duration> {
        let playing = self.playing?;
        let beats = u32::try_from(playing.speed).map_or(FRAMES, |speed| speed.clamp(1, FRAMES));
        Some(Duration::from_secs(1) / beats)
    }

    /// Tells the app of time that has passed. Gives back whether something changed.
    pub fn pass(&mut self, time: Duration) -> bool {
        let Some(mut playing) = self.playing else {
            return false;
        };
        playing.due += time.as_nanos() * playing.speed as u128;
        let events = playing.due / SECOND;
        playing.due %= SECOND;
        self.playing = Some(playing);
        if events == 0 {
            return false;
        }
        let before = self.stand();
        self.go_to(self.shown_from(usize::try_from(events).unwrap_or(usize::MAX), true));
        self.remember_step(before);
        if self.cursor == self.model.events() {
            self.playing = None;
            self.say("this is the end of the recording");
        }
        true
    }

    /// Begins to play. `was` says whether the key found the app playing: then it only stops, unless it asks for a speed.
    pub(super) fn play(&mut self, speed: Option<usize>, was: bool) {
        if was && speed.is_none() {
            return;
        }
        if self.cursor == self.model.events() {
            self.say("this is the end of the recording");
            return;
        }
        let speed = speed.unwrap_or(USUAL).max(1);
        self.playing = Some(Playing { speed, due: 0 });
    }
}
