//! A thousand objects in one commit.

use std::time::Duration;

use super::Outcome;
use crate::problem::{Problem, Result};
use crate::session::{EVERYTHING, Session, renamed};
use crate::wait::wait;

const OBJECTS: usize = 1000;

/// From the commit until the last one is in the API, on two idle cores.
const GOAL: Duration = Duration::from_secs(60);

pub(super) async fn run(session: &mut Session) -> Result<Outcome> {
    let (subject, _, file) = session.monitor()?;
    let text = session.stack.repository.read(&file)?;
    let before = session.stack.datadog.objects()?.len();
    for number in 0..OBJECTS {
        let name = format!("e2e-load-{number}");
        let path = format!("manifests/{}/e2e-load/monitors/{name}.yaml", subject.environment);
        session
            .stack
            .repository
            .write(&path, &renamed(&text, &subject.service, &name))?;
    }
    let pushed = session.push("Add a thousand monitors").await?;
    let seconds = wait("a thousand monitors in Datadog", EVERYTHING, async || {
        session.refresh().await?;
        match session.stack.datadog.objects()?.len() - before {
            count if count >= OBJECTS => Ok(pushed.seconds()),
            count => Err(Problem::new(format!("{count} are there"))),
        }
    })
    .await?;
    session.settle("a thousand monitors, once", EVERYTHING).await?;
    let goal = if seconds <= GOAL.as_secs_f64() { "met" } else { "missed" };
    Ok(Outcome::of(OBJECTS).note(format!(
        "in the API after {seconds:.1} s (goal {} s: {goal})",
        GOAL.as_secs()
    )))
}
