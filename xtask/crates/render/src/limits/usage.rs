//! What this process has used of the machine.

use std::time::{Duration, Instant};

/// A moment from which time is measured. On a busy machine an evaluation waits longer than it works, and on one with many processors others work as well: the
/// shorter time counts, of the clock and of the processors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    processor: Option<Duration>,
    clock: Instant,
}

impl Moment {
    pub(super) fn now() -> Self {
        Self {
            processor: system::processor_time(),
            clock: Instant::now(),
        }
    }

    /// The time since then.
    pub(super) fn elapsed(self) -> Duration {
        let passed = self.clock.elapsed();
        match (self.processor, system::processor_time()) {
            (Some(before), Some(now)) => now.saturating_sub(before).min(passed),
            _ => passed,
        }
    }
}

pub(super) use system::memory_bytes;

#[cfg(target_os = "linux")]
mod system {
    use std::time::Duration;

    /// The bytes of a page.
    const PAGE_BYTES: u64 = 4096;
    /// The length of a tick, in which the kernel counts time for programs.
    const TICK: Duration = Duration::from_millis(10);

    /// How much memory this process has; `None` where the system does not say.
    pub(crate) fn memory_bytes() -> Option<u64> {
        let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
        Some(statm.split(' ').nth(1)?.parse::<u64>().ok()? * PAGE_BYTES)
    }

    pub(super) fn processor_time() -> Option<Duration> {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        // The name of the program may contain spaces; `utime` and `stime` are the 12th and 13th value after it.
        let (_, values) = stat.rsplit_once(')')?;
        let mut times = values.split_whitespace().skip(11).take(2).map(str::parse::<u32>);
        let (user, system) = (times.next()?.ok()?, times.next()?.ok()?);
        Some(TICK * user.saturating_add(system))
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::time::Duration;

    /// How much memory this process has; `None` where the system does not say.
    pub(crate) const fn memory_bytes() -> Option<u64> {
        None
    }

    pub(super) const fn processor_time() -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_takes_time_and_memory() {
        let start = Moment::now();
        let mut numbers = Vec::new();
        while start.elapsed() < Duration::from_millis(50) {
            numbers.push(numbers.len());
        }
        assert!(memory_bytes().is_none_or(|bytes| bytes > 0));
    }
}
