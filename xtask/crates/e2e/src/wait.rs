//! Waiting for a condition, with a deadline and a name.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use cli::report;
use tokio::sync::Notify;
use tokio::time;

use crate::problem::{Problem, Result};

/// Wakes everything that waits, whenever an object that the run watches changes.
pub(crate) static CHANGED: Notify = Notify::const_new();

/// What has no watch (a process, the double's state) is looked at this often.
const INTERVAL: Duration = Duration::from_millis(250);

/// Waits longer than this are announced, and again after each further one.
const ANNOUNCE: Duration = Duration::from_secs(20);

/// The variable with a factor for all deadlines, for machines that others use, too.
const PATIENCE: &str = "E2E_PATIENCE";

static FACTOR: OnceLock<u32> = OnceLock::new();

/// Reads the factor of all deadlines.
///
/// # Errors
/// When the variable is not a whole number from 1 on.
pub(crate) fn read_patience() -> Result<()> {
    let factor = match std::env::var(PATIENCE) {
        Ok(text) => text.parse().ok().filter(|factor| *factor > 0),
        Err(_) => Some(1),
    };
    let factor = factor.ok_or_else(|| Problem::new(format!("{PATIENCE} is not a whole number from 1 on")))?;
    FACTOR.get_or_init(|| factor);
    Ok(())
}

/// Returns what `condition` returns as soon as it holds. An error of it says what is still missing.
///
/// # Errors
/// The last error of `condition` when the deadline has passed.
pub(crate) async fn wait<T>(
    what: &str,
    deadline: Duration,
    mut condition: impl AsyncFnMut() -> Result<T>,
) -> Result<T> {
    let deadline = deadline * FACTOR.get().copied().unwrap_or(1);
    let started = Instant::now();
    let mut announce = ANNOUNCE;
    loop {
        let changed = CHANGED.notified();
        let missing = match condition().await {
            Ok(value) => return Ok(value),
            Err(missing) => missing,
        };
        let elapsed = started.elapsed();
        if elapsed >= deadline {
            return Err(Problem::new(format!(
                "waited {} s for: {what}\n  {missing}",
                deadline.as_secs()
            )));
        }
        if elapsed >= announce {
            announce = elapsed + ANNOUNCE;
            report::eprint_all(&format!("  waiting for: {what} ({} s): {missing}\n", elapsed.as_secs()));
        }
        // One more look after a change would be enough, but many changes come at once: the shortest time between two looks keeps the processor for the stack.
        time::sleep(INTERVAL / 5).await;
        if time::timeout(INTERVAL, changed).await.is_err() {
            continue;
        }
    }
}

/// Fails if `condition` stops to hold before `period` has passed: for what must not happen.
pub(crate) async fn hold(what: &str, period: Duration, mut condition: impl AsyncFnMut() -> Result<()>) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < period {
        condition().await.map_err(|broken| {
            Problem::new(format!(
                "{what} held for {:.1} s only: {broken}",
                started.elapsed().as_secs_f64()
            ))
        })?;
        time::sleep(INTERVAL).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_condition_that_never_holds_says_what_is_missing() {
        let problem = wait("three", Duration::ZERO, async || Err::<(), _>(Problem::new("only two")))
            .await
            .expect_err("it never holds");
        assert_eq!(problem.to_string(), "waited 0 s for: three\n  only two");
    }

    #[tokio::test]
    async fn a_condition_that_holds_later_returns_its_value() {
        let mut calls = 0;
        let value = wait("two calls", Duration::from_secs(5), async || {
            calls += 1;
            if calls == 2 {
                Ok(calls)
            } else {
                Err(Problem::new("one call"))
            }
        });
        assert_eq!(value.await, Ok(2));
    }
}
