//! What a merged pull request changes reaches Datadog once: one monitor, all monitors of an environment.

use std::collections::BTreeSet;
use std::time::Duration;

use super::Outcome;
use crate::problem::{Problem, Result};
use crate::session::{CHANGE, EVERYTHING, Pushed, Session};
use crate::stack::Entry;
use crate::wait::wait;

pub(super) async fn run(session: &mut Session) -> Result<Outcome> {
    let (subject, name, file) = session.monitor()?;
    let one = change(session, &[(name, file)], "e2e:one").await?;
    let all = session.monitors(&subject.environment, &format!("manifests/{}/", subject.environment))?;
    let many = change(session, &all, "e2e:all").await?;
    Ok(Outcome::of(all.len()).note(format!(
        "one monitor {one:.1} s, {} monitors {many:.1} s from commit to API",
        all.len()
    )))
}

/// Changes monitors, and returns after how many seconds the API had all of them.
async fn change(session: &mut Session, monitors: &[(String, String)], tag: &str) -> Result<f64> {
    let before = session.stack.datadog.calls();
    let known = written(&session.stack.datadog.calls_after(0));
    session.tag(monitors, tag)?;
    let pushed = session.push("Change monitors").await?;
    let seconds = session.all_tagged(&pushed, tag, monitors.len(), CHANGE).await?;
    session.settle("the changed monitors", EVERYTHING).await?;
    // The forced sync, which may come at any time, writes what it wrote before.
    let calls = session.stack.datadog.calls_after(before);
    let is_new = |call: &&Entry| call.method == "PUT" && call.status < 300 && !known.contains(&body(call));
    let new = calls.iter().filter(is_new).count();
    if new == monitors.len() {
        return Ok(seconds);
    }
    Err(Problem::new(format!(
        "{} monitors changed, {new} PUT calls with another body",
        monitors.len()
    )))
}

/// Object and body of a call.
fn body(call: &Entry) -> (String, String) {
    (call.object.clone().unwrap_or_default(), call.body_hash.clone())
}

/// What was written already.
fn written(calls: &[Entry]) -> BTreeSet<(String, String)> {
    calls
        .iter()
        .filter(|call| !call.body_hash.is_empty())
        .map(body)
        .collect()
}

impl Session {
    /// Waits until so many monitors have a tag in Datadog. Returns the seconds since the commit.
    pub(super) async fn all_tagged(
        &mut self,
        pushed: &Pushed,
        tag: &str,
        count: usize,
        within: Duration,
    ) -> Result<f64> {
        wait(&format!("{count} monitors with {tag} in Datadog"), within, async || {
            self.refresh().await?;
            match self.stack.datadog.tagged(tag)? {
                found if found == count => Ok(pushed.seconds()),
                found => Err(Problem::new(format!("{found} have it"))),
            }
        })
        .await
    }

    /// How many calls of a method were carried out after a call.
    pub(super) fn writes(&self, after: u64, method: &str) -> usize {
        let calls = self.stack.datadog.calls_after(after);
        calls
            .iter()
            .filter(|call| call.method == method && call.status < 300)
            .count()
    }
}
