//! Waiting for what has no watch: files, processes, other servers.

use std::time::{Duration, Instant};

/// How often it is looked at.
const INTERVAL: Duration = Duration::from_millis(50);

/// What `condition` returns as soon as it returns something.
pub(crate) async fn until<T>(what: &str, deadline: Duration, mut condition: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(value) = condition().await {
            return value;
        }
        assert!(
            started.elapsed() < deadline,
            "waited {} s until {what}",
            deadline.as_secs()
        );
        tokio::time::sleep(INTERVAL).await;
    }
}
