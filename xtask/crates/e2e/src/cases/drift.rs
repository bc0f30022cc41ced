//! What somebody changes by hand is set right: in Datadog by the operator, in the cluster by Argo CD.

use std::sync::atomic::Ordering;
use std::time::Duration;

use kube::api::{DeleteParams, Patch, PatchParams};
use serde_json::json;

use super::Outcome;
use crate::problem::{Context, Problem, Result};
use crate::session::{CHANGE, EVERYTHING, Session};
use crate::stack::NAMESPACE;
use crate::stack::cluster::GENERIC_RESOURCE;
use crate::wait::wait;

/// The least that the operator accepts.
pub(super) const FORCE_SYNC_MINUTES: u32 = 1;

/// One period, and the time in which all objects are written.
const CORRECTED: Duration = Duration::from_secs(150);

const BY_HAND: &str = "edited by hand";

pub(super) async fn in_datadog(session: &mut Session) -> Result<Outcome> {
    let subject = session.subject()?;
    let environment = &subject.environment;
    session.force_sync(environment, FORCE_SYNC_MINUTES).await?;
    let monitors = session.monitors(environment, &format!("{}/", subject.folder))?;
    let [(edited, _), (deleted, _), ..] = monitors.as_slice() else {
        return Err(Problem::new(format!(
            "'{}' has fewer than two monitors",
            subject.folder
        )));
    };
    let number = |name: &str| -> Result<u64> {
        let id = session.resource(environment, name, "/status/id")?;
        id.parse().context(|| format!("the id of '{name}'"))
    };
    let (edited_id, deleted_id) = (number(edited)?, number(deleted)?);
    let mut monitor = session.stack.datadog.value(&edited_id.to_string())?.unwrap_or_default();
    let declared = monitor["name"].clone();
    monitor["name"] = json!(BY_HAND);
    session.stack.datadog.write_by_hand(edited_id, monitor)?;
    if !session.stack.datadog.delete_by_hand(deleted_id)? {
        return Err(Problem::new(format!("Datadog had no monitor {deleted_id}")));
    }
    let started = std::time::Instant::now();
    wait("the edited monitor as declared", CORRECTED, async || {
        let now = session.stack.datadog.value(&edited_id.to_string())?.unwrap_or_default();
        if now["name"] == declared {
            Ok(())
        } else {
            Err(Problem::new(format!("it is {}", now["name"])))
        }
    })
    .await?;
    session.settle("the deleted monitor again", CORRECTED).await?;
    let seconds = started.elapsed().as_secs_f64();
    let minutes = session.declared_force_sync(environment).await?;
    Ok(Outcome::of(2).note(format!(
        "corrected after {seconds:.1} s with force sync after {FORCE_SYNC_MINUTES} min; {environment} has {minutes} min, the operator's default is 60"
    )))
}

pub(super) async fn in_cluster(session: &mut Session) -> Result<Outcome> {
    let (subject, name, _) = session.monitor()?;
    let environment = &subject.environment;
    let api = session.target(environment)?.cluster.api(&GENERIC_RESOURCE, NAMESPACE);
    let declared = session.resource(environment, &name, "/spec/jsonSpec")?;
    let id = session.resource(environment, &name, "/status/id")?;

    let started = std::time::Instant::now();
    let edited = declared.replacen("\"name\": \"", &format!("\"name\": \"{BY_HAND} "), 1);
    let patch = Patch::Merge(json!({ "spec": { "jsonSpec": edited } }));
    api.patch(&name, &PatchParams::default(), &patch)
        .await
        .context(|| format!("cannot edit '{name}'"))?;
    wait("the edited object as declared", CHANGE, async || {
        let now = session.resource(environment, &name, "/spec/jsonSpec")?;
        if now == declared {
            Ok(())
        } else {
            Err(Problem::new("it is still edited"))
        }
    })
    .await?;
    let corrected = started.elapsed().as_secs_f64();

    api.delete(&name, &DeleteParams::default())
        .await
        .context(|| format!("cannot delete '{name}'"))?;
    wait("the deleted object with another id", CHANGE, async || {
        let now = session.resource(environment, &name, "/status/id")?;
        if now.is_empty() || now == id {
            Err(Problem::new(format!("its id is '{now}'")))
        } else {
            Ok(())
        }
    })
    .await?;
    session.settle("the deleted object again, once", EVERYTHING).await?;
    Ok(Outcome::of(1).note(format!("an edit was undone after {corrected:.1} s")))
}

impl Session {
    /// Starts the operator again with another period, and waits until it runs.
    pub(super) async fn force_sync(&self, environment: &str, minutes: u32) -> Result<()> {
        let target = self.target(environment)?;
        let starts = target.operator.starts();
        target.force_sync_minutes.store(minutes, Ordering::Relaxed);
        target.operator.kill()?;
        wait("the operator with another period", CHANGE, async || {
            if target.operator.starts() > starts {
                target.operator.check()
            } else {
                Err(Problem::new("not started yet"))
            }
        })
        .await
    }

    /// The minutes that the environment's Deployment of the operator has.
    async fn declared_force_sync(&self, environment: &str) -> Result<String> {
        let values = self
            .stack
            .repository
            .read(&format!("helm-values/{environment}/datadog-operator.yaml"))?;
        let mut lines = values
            .lines()
            .skip_while(|line| !line.contains("DD_GENERIC_RESOURCE_FORCE_SYNC_PERIOD"));
        let value = lines.nth(1).and_then(|line| line.split('"').nth(1));
        Ok(value.unwrap_or("no").to_owned())
    }
}
