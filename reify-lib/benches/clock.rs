//! The two clocks that a poll could be timed with, side by side: why `src/clock/tsc.rs` exists.
//!
//! ```sh
//! cargo bench -p reify-lib --bench clock
//! ```

use std::hint::black_box;
use std::time::Instant;

const READINGS: u32 = 1_000_000;
const ROUNDS: usize = 9;

fn main() {
    let mut safe = Vec::new();
    let mut counter = Vec::new();
    for _ in 0..ROUNDS {
        safe.push(nanoseconds(Instant::now));
        counter.push(nanoseconds(read_counter));
    }
    let (safe, counter) = (median(&mut safe), median(&mut counter));
    println!("Instant::now       {safe:6.1} ns");
    println!(
        "time stamp counter {counter:6.1} ns, {:.2} of it",
        counter / safe
    );
}

/// The price of one reading.
fn nanoseconds<T>(read: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..READINGS {
        black_box(read());
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(READINGS)
}

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "what is measured")]
fn read_counter() -> u64 {
    // SAFETY: as in `src/clock/tsc.rs`.
    unsafe { core::arch::x86_64::_rdtsc() }
}

#[cfg(not(target_arch = "x86_64"))]
fn read_counter() -> Instant {
    Instant::now()
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
