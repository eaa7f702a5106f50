//! The processor's time stamp counter: the one place of the crate that is `unsafe`.
//!
//! # Why
//!
//! Safe Rust reads the time through `Instant::now`, which costs two to three times as much, and the two readings of a
//! poll are most of what it costs to record it. `cargo bench -p reify-lib --bench clock` puts both ways side by side.
//!
//! # Why it is sound
//!
//! `_rdtsc` reads a register: it takes no pointer, touches no memory, and there is no state in which it could break
//! another piece of the program. It is `unsafe` as one of the intrinsics of a processor, which all x86-64 processors
//! have. A system that forbids it to programs (Linux does so on request, by `prctl`) is one whose own clock is not
//! made of it in the program: then [`is_steady`] has said no, and it is never executed.

/// Whether the counter ticks evenly, without stopping, and the same on all processors.
///
/// Linux finds that out when it starts, watches it, and tells by using the counter as its own clock.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub(super) fn is_steady() -> bool {
    const CLOCK: &str = "/sys/devices/system/clocksource/clocksource0/current_clocksource";
    std::fs::read_to_string(CLOCK).is_ok_and(|clock| clock.trim() == "tsc")
}

/// Elsewhere nobody tells.
#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
pub(super) fn is_steady() -> bool {
    false
}

/// The counter.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
#[inline]
#[expect(unsafe_code, reason = "see the documentation of this module")]
pub(super) fn read() -> u64 {
    // SAFETY: reads a register that every x86-64 processor has, and does nothing else.
    unsafe { core::arch::x86_64::_rdtsc() }
}

/// Never called where [`is_steady`] says no.
#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
pub(super) fn read() -> u64 {
    super::nanoseconds()
}
