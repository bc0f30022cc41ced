//! A root that waits for an application that does not become healthy: which one it is, for how long, and that a fix goes through.

use std::time::{Duration, Instant};

use super::Outcome;
use crate::mirror::text;
use crate::problem::{Context, Problem, Result};
use crate::session::{CHANGE, EVERYTHING, Session};
use crate::stack::argocd::{self, SETTINGS};
use crate::stack::cluster::CONFIG_MAP;
use crate::wait::wait;

/// The setting that ends a sync that waits, and the file that declares it.
const BOUND: &str = "controller.sync.timeout.seconds";
const SETTINGS_FILE: &str = "manifests/argocd/argocd-cmd-params-cm.yaml";

/// The bound of the case instead of the hour that is declared. Longer than a sync of a root that has nothing to wait for.
const BOUND_SECONDS: u32 = 30;

/// Argo CD sees at its next comparison that the bound has passed: two to three minutes after the last.
const AFTER_BOUND: Duration = Duration::from_secs(200);

/// A cluster that no one has registered, as after a mistyped name.
const ABSENT: &str = "scribemed-absent";

pub(super) async fn run(session: &mut Session) -> Result<Outcome> {
    let environment = session.environment()?;
    let root = format!("scribemed-observability-{environment}");
    let waited_for = format!("datadog-operator-{environment}");
    let declared = session.stack.repository.read(SETTINGS_FILE)?;
    bound(session, &shortened(&declared)?, &BOUND_SECONDS.to_string()).await?;

    let file = format!("manifests/argocd/{environment}/applications.yaml");
    let good = session.stack.repository.read(&file)?;
    session.stack.repository.write(&file, &elsewhere(&good, &waited_for)?)?;
    let pushed = session.push("Name a cluster that is not there").await?;
    wait("the root says what it waits for", CHANGE, async || {
        session.refresh().await?;
        let message = session.application(&root, MESSAGE)?;
        if message.contains("waiting for healthy state of") && message.contains(&waited_for) {
            return Ok(());
        }
        Err(Problem::new(format!("it says '{message}'")))
    })
    .await?;
    let named = pushed.seconds();

    let waiting = Instant::now();
    session.stack.repository.write(&file, &good)?;
    let pushed = session.push("Name the cluster again").await?;
    let deadline = Duration::from_secs(u64::from(BOUND_SECONDS)) + AFTER_BOUND;
    wait("the fix of what the root waited for", deadline, async || {
        session.refresh().await?;
        let cluster = session.application(&waited_for, "/spec/destination/name")?;
        if cluster == ABSENT {
            let (phase, message) = (session.application(&root, PHASE)?, session.application(&root, MESSAGE)?);
            return Err(Problem::new(format!("{root}: {phase} {message}")));
        }
        Ok(())
    })
    .await?;
    let fixed = pushed.seconds();
    session.settle("the environment after the fix", EVERYTHING).await?;
    let waited = waiting.elapsed().as_secs_f64();

    let hour = value(&declared)?;
    bound(session, &declared, &hour).await?;
    Ok(Outcome::of(1).note(format!(
        "named after {named:.1} s; with a bound of {BOUND_SECONDS} s instead of {hour} s the fix was applied {fixed:.1} s after its commit, everything after {waited:.1} s"
    )))
}

const PHASE: &str = "/status/operationState/phase";
const MESSAGE: &str = "/status/operationState/message";

/// Changes the bound as the how-to says: in the file, then with a restart of the controller, which reads it at its start.
async fn bound(session: &mut Session, settings: &str, seconds: &str) -> Result<()> {
    session.stack.repository.write(SETTINGS_FILE, settings)?;
    session.push("Change the bound of a sync").await?;
    session.settle("the changed setting", EVERYTHING).await?;
    let api = session.stack.management.api(&CONFIG_MAP, argocd::NAMESPACE);
    let applied = api.get(SETTINGS).await.context(|| SETTINGS.to_owned())?;
    let held = applied.data["data"][BOUND].as_str().unwrap_or_default();
    if held != seconds {
        return Err(Problem::new(format!(
            "{SETTINGS} has {BOUND} '{held}' instead of '{seconds}'"
        )));
    }
    let controller = session.stack.argocd.controller();
    controller
        .ok_or_else(|| Problem::new("Argo CD has no controller"))?
        .kill()?;
    wait("the controller with the new bound", CHANGE, async || {
        session
            .stack
            .argocd
            .controller()
            .map_or(Ok(()), crate::stack::Supervisor::check)
    })
    .await
}

fn value(settings: &str) -> Result<String> {
    let line = settings.lines().find_map(|line| line.trim().strip_prefix(BOUND));
    let value = line.map(|rest| rest.trim_matches([':', ' ', '"']).to_owned());
    value.ok_or_else(|| Problem::new(format!("'{SETTINGS_FILE}' has no {BOUND}")))
}

fn shortened(settings: &str) -> Result<String> {
    let old = value(settings)?;
    Ok(settings.replacen(
        &format!("{BOUND}: \"{old}\""),
        &format!("{BOUND}: \"{BOUND_SECONDS}\""),
        1,
    ))
}

/// The applications with another cluster for `application`.
fn elsewhere(applications: &str, application: &str) -> Result<String> {
    let documents: Vec<String> = applications
        .split("\n---\n")
        .map(
            |document| match document.contains(&format!("\n  name: {application}\n")) {
                true => {
                    let at = document
                        .find("\n  destination:\n    name: ")
                        .map(|at| at + "\n  destination:\n    name: ".len());
                    let end = at.and_then(|at| document[at..].find('\n').map(|length| at + length));
                    match (at, end) {
                        (Some(at), Some(end)) => format!("{}{ABSENT}{}", &document[..at], &document[end..]),
                        _ => document.to_owned(),
                    }
                }
                false => document.to_owned(),
            },
        )
        .collect();
    let changed = documents.join("\n---\n");
    if changed.contains(ABSENT) {
        Ok(changed)
    } else {
        Err(Problem::new(format!("no cluster of '{application}' to change")))
    }
}

/// The defaults that an API server writes into an ExternalSecret, as the manifests state them. Without them, Argo CD finds a difference that no sync removes.
const DEFAULTS: [&str; 3] = ["conversionStrategy: ", "decodingStrategy: ", "metadataPolicy: "];

/// A tree without these defaults: what `first-sync` demands has to fail, and to name the application.
pub(super) async fn defaults(session: &mut Session) -> Result<Outcome> {
    let environment = session.environment()?;
    let application = format!("platform-{environment}");
    let file = format!("manifests/{environment}/platform/external-secrets.yaml");
    let text_with = session.stack.repository.read(&file)?;
    let is_default = |line: &&str| DEFAULTS.iter().any(|field| line.trim_start().starts_with(field));
    let without: Vec<&str> = text_with.lines().filter(|line| !is_default(line)).collect();
    let removed = text_with.lines().count() - without.len();
    if removed == 0 {
        return Err(Problem::new(format!("'{file}' states no default to remove")));
    }
    session.stack.repository.write(&file, &(without.join("\n") + "\n"))?;
    session.push("Leave the defaults to the API server").await?;
    let syncs = |session: &Session| {
        let found = session.applications.get(&application);
        found
            .and_then(|found| Some(found.data.pointer("/status/history")?.as_array()?.len()))
            .unwrap_or_default()
    };
    let before = syncs(session);
    wait("a difference that a sync does not remove", CHANGE, async || {
        session.refresh().await?;
        let found = session
            .applications
            .get(&application)
            .ok_or_else(|| Problem::new("no application"))?;
        let (sync, phase) = (text(&found, "/status/sync/status"), text(&found, PHASE));
        // The change itself takes a sync: the difference has to be there after one.
        if sync == "OutOfSync" && phase == "Succeeded" && syncs(session) > before {
            return Ok(());
        }
        Err(Problem::new(format!("it is {sync}, its sync {phase}")))
    })
    .await?;
    match session.is_synced() {
        Err(problem) if problem.to_string().contains(&application) => Ok(Outcome::of(removed).note(format!(
            "{application} stays OutOfSync without {removed} stated defaults"
        ))),
        Err(problem) => Err(Problem::new(format!(
            "the check does not name {application}: {problem}"
        ))),
        Ok(()) => Err(Problem::new(format!("the check calls {application} Synced"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "data:\n  controller.sync.timeout.seconds: \"3600\"\nkind: ConfigMap\n";

    #[test]
    fn the_bound_is_read_and_changed() {
        assert_eq!(value(SETTINGS).expect("a bound"), "3600");
        assert_eq!(shortened(SETTINGS).expect("a bound"), SETTINGS.replace("3600", "30"));
        assert!(value("data:\n").is_err());
    }

    #[test]
    fn one_application_names_another_cluster() {
        let text = "metadata:\n  name: a\nspec:\n  destination:\n    name: x\n    namespace: n\n---\nmetadata:\n  name: b\nspec:\n  destination:\n    name: x\n";
        let changed = elsewhere(text, "b").expect("an application");
        assert_eq!(
            changed,
            text.replacen(
                "name: b\nspec:\n  destination:\n    name: x",
                &format!("name: b\nspec:\n  destination:\n    name: {ABSENT}"),
                1
            )
        );
        assert!(elsewhere(text, "c").is_err());
    }
}
