//! When a request is sent again, and after how long.

use std::time::Duration;

/// The bounds of retries.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// How many times a request is sent at most.
    pub attempts: u32,
    /// The pause after the first failure; it doubles with each one.
    pub pause: Duration,
    /// The longest time that a request waits in all, for rate limits too.
    pub wait_max: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 5,
            pause: Duration::from_millis(500),
            wait_max: Duration::from_secs(120),
        }
    }
}

impl Retry {
    /// The pause after the failure of attempt `attempt`, from 1.
    pub(crate) fn pause(&self, attempt: u32) -> Duration {
        self.pause
            .saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)))
    }
}
