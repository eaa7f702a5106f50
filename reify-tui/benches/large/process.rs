//! What a process has used up, and processes of the bench itself.

use std::env;
use std::fs;
use std::process::Command;
use std::time::Duration;

/// So many of these make a second of processor time.
const TICKS: f64 = 100.0;

/// What this process has used up. Linux alone tells.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// In ticks.
    processor: Option<u64>,
    /// In bytes; the most at any time.
    peak: Option<u64>,
}

impl Usage {
    pub(crate) fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find_map(|line| {
            let peak = line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?;
            Some(peak.parse::<u64>().ok()? * 1024)
        });
        let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        // Behind the name come the state and ten other fields.
        let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
        let mut times = fields.split(' ').skip(11).map(str::parse::<u64>);
        let processor = match (times.next(), times.next()) {
            (Some(Ok(user)), Some(Ok(system))) => Some(user + system),
            _ => None,
        };
        Self { processor, peak }
    }

    pub(crate) fn since(&self, before: &Self) -> Self {
        let processor = self.processor.zip(before.processor);
        Self {
            processor: processor.map(|(now, before)| now - before),
            peak: self.peak,
        }
    }

    pub(crate) fn processor(&self) -> String {
        let seconds = |ticks| format!("{:.2} s", ticks as f64 / TICKS);
        self.processor
            .map_or_else(|| "not known".to_owned(), seconds)
    }

    pub(crate) fn peak(&self, events: usize) -> String {
        let each = |peak| format!("{:.1} bytes", peak as f64 / events.max(1) as f64);
        self.peak.map_or_else(|| "not known".to_owned(), each)
    }
}

/// How long this thread has had a processor; where that is not told, how late it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worked(Duration);

impl Worked {
    #[cfg(unix)]
    pub(crate) fn now() -> Self {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
        Self(Duration::new(
            seconds,
            u32::try_from(time.tv_nsec).unwrap_or(0),
        ))
    }

    #[cfg(not(unix))]
    pub(crate) fn now() -> Self {
        Self(std::time::UNIX_EPOCH.elapsed().unwrap_or_default())
    }

    pub(crate) fn elapsed(self) -> Duration {
        Self::now().0.saturating_sub(self.0)
    }
}

/// Runs the bench again, in another process, to do one thing.
pub(crate) fn again(arguments: &[&str]) {
    let bench = env::current_exe().expect("the bench runs");
    let status = Command::new(bench).args(arguments).status();
    assert!(status.is_ok_and(|status| status.success()), "{arguments:?}");
}
