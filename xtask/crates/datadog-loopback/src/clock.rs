//! The server's time.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// A clock that runs, as fast as the machine's or faster, or is stopped and changes only when it is moved. Clones share their time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Mode>>);

#[derive(Clone, Copy, Debug)]
enum Mode {
    /// It showed `at` when the machine's clock showed `since`.
    Running {
        since: Timestamp,
        at: Timestamp,
        speed: u32,
    },
    Stopped {
        at: Timestamp,
    },
}

impl Clock {
    /// The time of the machine.
    #[must_use]
    pub fn real() -> Self {
        let now = Timestamp::now();
        Self(Arc::new(Mutex::new(Mode::Running {
            since: now,
            at: now,
            speed: 1,
        })))
    }

    /// A clock that is stopped at this time.
    #[must_use]
    pub fn stopped(at: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Mode::Stopped { at })))
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match *self.lock() {
            Mode::Running { since, at, speed } => shown(since, at, speed, Timestamp::now()),
            Mode::Stopped { at } => at,
        }
    }

    /// What time it is, in unix seconds.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.now().as_second()
    }

    /// Whether it runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        matches!(*self.lock(), Mode::Running { .. })
    }

    /// Stops it at this time.
    pub fn stop_at(&self, at: Timestamp) {
        *self.lock() = Mode::Stopped { at };
    }

    /// Moves it by so many seconds; negative moves it back. It runs or is stopped as before.
    pub fn advance(&self, seconds: i64) {
        let by = SignedDuration::from_secs(seconds);
        let mut mode = self.lock();
        *mode = match *mode {
            Mode::Running { since, at, speed } => Mode::Running {
                since,
                at: moved(at, by),
                speed,
            },
            Mode::Stopped { at } => Mode::Stopped { at: moved(at, by) },
        };
    }

    /// Lets it run from the time it shows, as fast as the machine's.
    pub fn run(&self) {
        self.run_at(1);
    }

    /// Lets it run from the time it shows, so many times as fast as the machine's. What senders stamp with the machine's time is then read as this clock's
    /// time: see [`Clock::received`].
    pub fn run_at(&self, speed: u32) {
        let mut mode = self.lock();
        let now = Timestamp::now();
        let at = match *mode {
            Mode::Running { since, at, speed } => shown(since, at, speed, now),
            Mode::Stopped { at } => at,
        };
        *mode = Mode::Running { since: now, at, speed };
    }

    /// The time of this clock for a time in unix seconds that a sender took from the machine's clock. The same, unless this clock runs faster.
    #[must_use]
    pub fn received(&self, sent: i64) -> i64 {
        match *self.lock() {
            Mode::Running { since, at, speed } if speed > 1 => {
                let passed = sent.saturating_sub(since.as_second());
                at.as_second().saturating_add(passed.saturating_mul(i64::from(speed)))
            }
            _ => sent,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Mode> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a clock shows at `now` that showed `at` at `since`.
fn shown(since: Timestamp, at: Timestamp, speed: u32, now: Timestamp) -> Timestamp {
    let passed = now.duration_since(since);
    let speed = i32::try_from(speed).unwrap_or(i32::MAX);
    moved(at, passed.checked_mul(speed).unwrap_or(SignedDuration::ZERO))
}

/// `at` moved by `by`, or `at` where that is no time.
fn moved(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(at)
}

/// A time as version 1 and 2 of the API write it.
pub(crate) fn iso(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_clock_moves_only_when_moved() {
        let start = Timestamp::from_second(1_800_000_000).expect("a time");
        let clock = Clock::stopped(start);
        assert_eq!(clock.now(), start);
        clock.advance(90);
        assert_eq!(clock.seconds(), 1_800_000_090);
        clock.advance(i64::MAX);
        assert_eq!(clock.seconds(), 1_800_000_090);
        clock.run();
        assert!(clock.runs() && (1_800_000_090..1_800_000_150).contains(&clock.seconds()));
    }

    #[test]
    fn a_clock_may_run_faster_than_the_machine() {
        let clock = Clock::stopped(Timestamp::from_second(1_800_000_000).expect("a time"));
        let before = Timestamp::now();
        clock.run_at(1000);
        let machine = Timestamp::now();
        let shown = clock
            .now()
            .duration_since(Timestamp::from_second(1_800_000_000).expect("a time"));
        let passed = Timestamp::now().duration_since(before);
        assert!(shown <= passed * 1000, "{shown:?} after {passed:?}");
        let received = clock.received(machine.as_second() + 7);
        assert!((1_800_006_000..=1_800_008_000).contains(&received), "{received}");
        clock.run_at(1);
        assert_eq!(clock.received(17), 17);
    }

    #[test]
    fn times_have_microseconds_and_an_offset() {
        let at = Timestamp::from_millisecond(1_652_437_635_581).expect("a time");
        assert_eq!(iso(at), "2022-05-13T10:27:15.581000+00:00");
    }
}
