//! The explorer while it follows a recording.

use std::env;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use pty_process::blocking::Command;
use vt100::Screen;

use crate::recording::{self, Recording};
use crate::terminal::Terminal;

const SIZES: [usize; 3] = [10_000, 1_000_000, 5_000_000];
const EVENTS: usize = 1_000_000;

/// So often it is measured how long a write takes to be seen.
const WRITES: u32 = 7;

/// So many events are written slowly.
const SLOWLY: u32 = 150;
const BETWEEN: Duration = Duration::from_millis(100);

/// A tick of the processor's clock.
const TICK: Duration = Duration::from_millis(10);

/// A frame of a screen that shows sixty of them a second.
const FRAME: Duration = Duration::from_millis(16);

pub(crate) fn measure() {
    let most = env::var("REIFY_BENCH_EVENTS").ok();
    let most = most.and_then(|text| text.parse().ok()).unwrap_or(EVENTS);
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let path = folder.path().join("live.json");
    for events in SIZES.into_iter().filter(|&events| events <= most) {
        follow(&path, events);
    }
    keys(&path, most);
}

fn explorer(path: &Path) -> Terminal {
    let command = Command::new(env!("CARGO_BIN_EXE_reify-tui")).arg("--follow");
    let command = command.arg(path).env("TERM", "xterm-256color");
    Terminal::start(command.env("LANG", "C.UTF-8"), 120, 40)
}

/// A file that does not change but for an event now and then.
fn follow(path: &Path, events: usize) {
    let mut recording = Recording::of(path, events);
    let mut terminal = explorer(path);
    terminal.wait_for("more may come");
    let mut seen: Vec<Duration> = (0..WRITES)
        .map(|_| {
            // Until it has rested from the last time.
            thread::sleep(Duration::from_secs(2 + events as u64 / 500_000));
            let before = events_line(terminal.screen());
            let began = Instant::now();
            recording.poll();
            terminal.wait("the event", |screen| events_line(screen) != before);
            began.elapsed()
        })
        .collect();
    seen.sort();
    let (ticks, began) = (terminal.ticks(), Instant::now());
    for _ in 0..SLOWLY {
        recording.poll();
        let next = Instant::now() + BETWEEN;
        while Instant::now() < next {
            terminal.look();
        }
    }
    let used = TICK * u32::try_from(terminal.ticks() - ticks).unwrap_or(u32::MAX);
    println!(
        "{events:>10} events: a write is seen after {:.1} ms, at most {:.1} ms; ten a second take {:.1} % of a processor",
        millis(seen[seen.len() / 2]),
        millis(seen[seen.len() - 1]),
        100.0 * used.as_secs_f64() / began.elapsed().as_secs_f64()
    );
}

/// Goes through the first events while a recording grows.
fn keys(path: &Path, events: usize) {
    let (_, text) = recording::simulated(path, events);
    let (beginning, rest) = text.split_at(text.len() / 2);
    std::fs::write(path, beginning).expect("the disk has room");
    let mut terminal = explorer(path);
    terminal.wait_for("more may come");
    terminal.press("0");
    terminal.wait_for("Events 1/");
    let mut taken = Vec::new();
    thread::scope(|scope| {
        let writer = scope.spawn(|| recording::grow(path, rest));
        while !writer.is_finished() {
            let place = format!("Events {}/", taken.len() + 2);
            let began = Instant::now();
            terminal.press("l");
            terminal.wait(&place, |screen| events_line(screen).contains(&place));
            taken.push(began.elapsed());
            let next = Instant::now() + BETWEEN / 2;
            while Instant::now() < next {
                terminal.look();
            }
        }
    });
    taken.sort();
    let late = taken.iter().filter(|&&taken| taken > FRAME).count();
    println!(
        "{events:>10} events come: of {} keys the median takes {:.1} ms, the worst {:.1} ms; {late} over {} ms",
        taken.len(),
        millis(taken[taken.len() / 2]),
        millis(taken[taken.len() - 1]),
        FRAME.as_millis()
    );
}

/// The title of the events, with how many there are.
fn events_line(screen: &Screen) -> String {
    let contents = screen.contents();
    let line = contents.lines().find(|line| line.contains("Events "));
    line.unwrap_or_default().to_owned()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
