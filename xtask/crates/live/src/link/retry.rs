//! When a reconcile that failed is tried again.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(300);

/// The failures in a row of each object.
#[derive(Debug, Default)]
pub(crate) struct Retries(HashMap<String, u32>);

impl Retries {
    /// Counts a failure. Returns how long to wait: twice as long as before, up to five minutes.
    pub(crate) fn failed(&mut self, name: &str) -> Duration {
        let failures = self.0.entry(name.to_owned()).or_default();
        let delay = FIRST.saturating_mul(2_u32.saturating_pow(*failures)).min(LONGEST);
        *failures = failures.saturating_add(1);
        spread(name, delay)
    }

    /// Forgets the failures of an object.
    pub(crate) fn succeeded(&mut self, name: &str) {
        self.0.remove(name);
    }
}

/// Up to a quarter less, always the same for an object: objects that failed together are not tried together.
fn spread(name: &str, delay: Duration) -> Duration {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    let part = u32::try_from(hasher.finish() % 256).unwrap_or_default();
    delay - delay / 4 * part / 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_up_to_a_bound() {
        let mut retries = Retries::default();
        let delays: Vec<Duration> = (0..40).map(|_| retries.failed("a")).collect();
        assert!(delays[0] <= FIRST && delays[0] >= FIRST * 3 / 4, "{delays:?}");
        assert!(delays.windows(2).all(|pair| pair[0] <= pair[1]), "{delays:?}");
        assert!(delays[39] <= LONGEST && delays[39] >= LONGEST * 3 / 4, "{delays:?}");
        retries.succeeded("a");
        assert_eq!(retries.failed("a"), delays[0]);
    }

    #[test]
    fn objects_that_failed_together_are_spread() {
        let mut retries = Retries::default();
        let delays: std::collections::BTreeSet<Duration> =
            (0..50).map(|n| retries.failed(&format!("object-{n}"))).collect();
        assert!(delays.len() > 30, "{delays:?}");
    }
}
