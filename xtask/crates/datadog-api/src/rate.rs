//! Rate limits, as the API states them in the headers of every answer (doc: api/latest/rate-limits).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The limit that an answer states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many requests are left in this period.
    pub remaining: u64,
    /// When the period ends.
    pub reset: Duration,
}

impl RateLimit {
    /// The limit in headers; `None` if they state none, or something that is not a number.
    pub fn read<'h>(header: impl Fn(&'static str) -> Option<&'h str>) -> Option<Self> {
        let number = |name| header(name)?.trim().parse::<u64>().ok();
        Some(Self {
            remaining: number("x-ratelimit-remaining")?,
            // Where only the period is stated, the wait is at most that long.
            reset: Duration::from_secs(number("x-ratelimit-reset").or_else(|| number("x-ratelimit-period"))?),
        })
    }
}

/// Since when requests of a class may be sent again. A class is a method and a path without ids: the API limits them separately.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    not_before: Mutex<HashMap<String, Instant>>,
}

impl Limits {
    /// How long a request of this class has to wait.
    pub(crate) fn wait(&self, class: &str, now: Instant) -> Duration {
        let limits = self.not_before.lock().unwrap_or_else(PoisonError::into_inner);
        limits
            .get(class)
            .map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    /// Remembers what an answer stated.
    pub(crate) fn learn(&self, class: &str, limit: RateLimit, now: Instant) {
        let mut limits = self.not_before.lock().unwrap_or_else(PoisonError::into_inner);
        if limit.remaining > 0 {
            limits.remove(class);
        } else if let Some(until) = now.checked_add(limit.reset) {
            limits.insert(class.to_owned(), until);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(remaining: &str, reset: Option<&str>, period: Option<&str>) -> Option<RateLimit> {
        RateLimit::read(|name| match name {
            "x-ratelimit-remaining" => Some(remaining),
            "x-ratelimit-reset" => reset,
            _ => period,
        })
    }

    #[test]
    fn headers() {
        let limit = |remaining, seconds| {
            Some(RateLimit {
                remaining,
                reset: Duration::from_secs(seconds),
            })
        };
        assert_eq!(read("499", Some("7"), Some("10")), limit(499, 7));
        assert_eq!(read("0", None, Some("10")), limit(0, 10));
        assert_eq!(read("0", None, None), None);
        assert_eq!(read("-1", Some("7"), None), None);
    }

    #[test]
    fn a_class_waits_until_its_period_ends() {
        let (limits, now) = (Limits::default(), Instant::now());
        let second = Duration::from_secs(1);
        let state = |remaining, reset| RateLimit { remaining, reset };
        limits.learn("GET /a", state(0, 3 * second), now);
        assert_eq!(limits.wait("GET /a", now + second), 2 * second);
        assert_eq!(limits.wait("GET /b", now), Duration::ZERO);
        assert_eq!(limits.wait("GET /a", now + 4 * second), Duration::ZERO);
        limits.learn("GET /a", state(5, 9 * second), now);
        assert_eq!(limits.wait("GET /a", now), Duration::ZERO);
    }

    proptest! {
        #[test]
        fn any_header_is_read_without_a_panic(remaining in ".*", reset in ".*", period in "[0-9]{0,25}") {
            let limits = Limits::default();
            if let Some(limit) = read(&remaining, Some(&reset), Some(&period)) {
                limits.learn("class", limit, Instant::now());
            }
        }
    }
}
