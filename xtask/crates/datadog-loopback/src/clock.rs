//! The server's time.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// A clock that runs, or is stopped and changes only when it is moved. Clones share their time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Mode>>);

#[derive(Clone, Copy, Debug)]
enum Mode {
    Running { ahead: SignedDuration },
    Stopped { at: Timestamp },
}

impl Clock {
    /// The time of the machine.
    #[must_use]
    pub fn real() -> Self {
        let ahead = SignedDuration::ZERO;
        Self(Arc::new(Mutex::new(Mode::Running { ahead })))
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
            Mode::Running { ahead } => moved(Timestamp::now(), ahead),
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
            Mode::Running { ahead } => Mode::Running {
                ahead: ahead.checked_add(by).unwrap_or(ahead),
            },
            Mode::Stopped { at } => Mode::Stopped { at: moved(at, by) },
        };
    }

    /// Lets it run from the time it shows.
    pub fn run(&self) {
        let mut mode = self.lock();
        if let Mode::Stopped { at } = *mode {
            *mode = Mode::Running {
                ahead: at.duration_since(Timestamp::now()),
            };
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Mode> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    fn times_have_microseconds_and_an_offset() {
        let at = Timestamp::from_millisecond(1_652_437_635_581).expect("a time");
        assert_eq!(iso(at), "2022-05-13T10:27:15.581000+00:00");
    }
}
