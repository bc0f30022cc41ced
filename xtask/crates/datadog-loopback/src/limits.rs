//! Rate limits, as Datadog states them in its headers. They follow real time: callers wait in real time, even if the server's clock is stopped.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// A limit of some endpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limit {
    name: &'static str,
    calls: u64,
    period_s: u64,
}

/// What is left of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    limit: Limit,
    remaining: u64,
    reset_s: u64,
    pub(crate) exceeded: bool,
}

/// The windows of all limits.
#[derive(Debug)]
pub(crate) struct Limits {
    enforced: bool,
    windows: Mutex<BTreeMap<(u64, &'static str), Window>>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    start: Instant,
    calls: u64,
}

/// The limit of a call. The numbers of writes are those of recorded answers; those of reads are assumed.
fn limit(method: &str, path: &str) -> Limit {
    let of = |name, calls, period_s| Limit { name, calls, period_s };
    let writes = method != "GET";
    match path {
        _ if path.starts_with("/api/v1/logs/config/indexes") => of("logs_indexes_config", 10, 300),
        _ if path.starts_with("/api/v1/slo") && writes => of("service_level_objectives_write", 100, 10),
        _ if path.starts_with("/api/v1/slo") => of("service_level_objectives_read", 1000, 10),
        _ if path.starts_with("/api/v1/monitor") && writes => of("monitors_write", 500, 10),
        _ if path.starts_with("/api/v1/monitor") => of("monitors_read", 3000, 10),
        _ if path.starts_with("/api/v1/query") || path.starts_with("/api/v2/query") => of("metrics_query", 1600, 3600),
        _ if writes => of("api_write", 1000, 10),
        _ => of("api_read", 3000, 10),
    }
}

impl Limits {
    pub(crate) fn new(enforced: bool) -> Self {
        Self {
            enforced,
            windows: Mutex::default(),
        }
    }

    /// Counts a call.
    pub(crate) fn count(&self, organisation: u64, method: &str, path: &str) -> Quota {
        self.count_at(organisation, limit(method, path), Instant::now())
    }

    fn count_at(&self, organisation: u64, limit: Limit, now: Instant) -> Quota {
        let period = Duration::from_secs(limit.period_s);
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window { start: now, calls: 0 };
        let window = windows.entry((organisation, limit.name)).or_insert(fresh);
        if now.duration_since(window.start) >= period {
            *window = fresh;
        }
        window.calls += 1;
        let left = period.saturating_sub(now.duration_since(window.start));
        Quota {
            limit,
            remaining: limit.calls.saturating_sub(window.calls),
            reset_s: left.as_secs().max(1),
            exceeded: self.enforced && window.calls > limit.calls,
        }
    }
}

impl Quota {
    /// The same limit with nothing left, for so many seconds.
    pub(crate) fn used_up(self, reset_s: u64) -> Self {
        Self {
            remaining: 0,
            reset_s,
            exceeded: true,
            ..self
        }
    }

    /// The text of a refusal.
    pub(crate) fn refusal(&self) -> String {
        format!(
            "Rate limit of {} requests in {} seconds reached. Please try again later.",
            self.limit.calls, self.limit.period_s
        )
    }

    /// Adds the headers of the limit to an answer.
    pub(crate) fn write(&self, headers: &mut HeaderMap) {
        for (name, value) in [
            ("x-ratelimit-limit", HeaderValue::from(self.limit.calls)),
            ("x-ratelimit-period", HeaderValue::from(self.limit.period_s)),
            ("x-ratelimit-remaining", HeaderValue::from(self.remaining)),
            ("x-ratelimit-reset", HeaderValue::from(self.reset_s)),
            ("x-ratelimit-name", HeaderValue::from_static(self.limit.name)),
        ] {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_used_up_and_starts_again() {
        let limits = Limits::new(true);
        let limit = limit("POST", "/api/v1/logs/config/indexes");
        let start = Instant::now();
        let quotas: Vec<Quota> = (0..11).map(|_| limits.count_at(1, limit, start)).collect();
        assert_eq!((quotas[9].remaining, quotas[9].exceeded), (0, false));
        assert!(quotas[10].exceeded && quotas[10].reset_s == 300);
        assert!(!limits.count_at(2, limit, start).exceeded, "another organisation");
        let later = start + Duration::from_secs(300);
        assert_eq!(limits.count_at(1, limit, later).remaining, 9);
    }

    #[test]
    fn limits_can_be_stated_without_being_enforced() {
        let limits = Limits::new(false);
        let limit = limit("PUT", "/api/v1/logs/config/indexes/main");
        let start = Instant::now();
        assert!((0..20).all(|_| !limits.count_at(1, limit, start).exceeded));
    }
}
