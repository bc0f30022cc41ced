//! From an empty cluster to synced objects, by the how-to alone.

use std::time::Duration;

use super::Outcome;
use crate::mirror::{name, text};
use crate::problem::{Problem, Result};
use crate::session::{EVERYTHING, Session};
use crate::wait::{hold, wait};

/// For how long nothing may change after everything is synced and refreshed again.
const QUIET: Duration = Duration::from_secs(10);

pub(super) async fn run(session: &mut Session) -> Result<Outcome> {
    let started = session.bootstrap().await?;
    wait("every object in Datadog", EVERYTHING, async || {
        session.refresh().await?;
        session.is_applied()
    })
    .await?;
    let applied = started.seconds();
    session.settle("the first sync of everything", EVERYTHING).await?;
    let settled = started.seconds();
    nothing_comes_back(session).await?;
    let refused = session.stack.proxy.refused();
    if !refused.is_empty() {
        return Err(Problem::new(format!(
            "something called hosts that no manifest names: {refused:?}"
        )));
    }
    let applications = session.applications.objects().len();
    let outcome = Outcome::of(session.objects()).note(format!(
        "in the API after {applied:.1} s, {applications} applications Healthy after {settled:.1} s"
    ));
    Ok(session.stack.chart_doubles.iter().fold(outcome, Outcome::note))
}

/// Compares everything anew: no application becomes OutOfSync, and none syncs again.
async fn nothing_comes_back(session: &mut Session) -> Result<()> {
    let before = session.syncs();
    for application in session.applications.objects() {
        session.refresh_application(name(&application)).await?;
    }
    session.settle("a second comparison of everything", EVERYTHING).await?;
    hold("everything Synced", QUIET, async || session.is_synced()).await?;
    let after = session.syncs();
    let again: Vec<_> = after.iter().filter(|sync| !before.contains(sync)).collect();
    if again.is_empty() {
        return Ok(());
    }
    Err(Problem::new(format!("synced again without a change: {again:?}")))
}

impl Session {
    /// The applications with the time of their last sync.
    pub(super) fn syncs(&self) -> Vec<(String, String)> {
        let applications = self.applications.objects();
        let mut syncs: Vec<_> = applications
            .iter()
            .map(|application| {
                (
                    name(application).to_owned(),
                    text(application, "/status/operationState/startedAt").to_owned(),
                )
            })
            .collect();
        syncs.sort();
        syncs
    }
}
