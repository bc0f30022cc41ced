//! What Argo CD is set up for: bad commits that are followed by good ones, environments that do not hold each other up, projects that refuse.

use std::time::Duration;

use tokio::process::Command;

use super::Outcome;
use super::removal::NEW;
use crate::mirror::name;
use crate::problem::{Context, Problem, Result};
use crate::session::{CHANGE, Session, tagged};
use crate::stack::argocd;
use crate::stack::cluster::{APPLICATION_SET, Kind};
use crate::wait::{hold, wait};

/// How long a refreshed set must cause no sync.
const QUIET: Duration = Duration::from_secs(8);

/// A manifest that the API server refuses, followed by its fix while Argo CD still tries the first.
pub(super) async fn fix_while_retrying(session: &mut Session) -> Result<Outcome> {
    let (subject, _, file) = session.monitor()?;
    let good = session.stack.repository.read(&file)?;
    session
        .stack
        .repository
        .write(&file, &good.replacen("  type: monitor", "  type: nonsense", 1))?;
    session.push("Break a manifest").await?;
    wait("a sync that is tried again", CHANGE, async || {
        session.refresh().await?;
        let application = session.applications.get(&subject.application);
        let retries =
            application.and_then(|application| application.data.pointer("/status/operationState/retryCount")?.as_u64());
        let phase = session.application(&subject.application, "/status/operationState/phase")?;
        let message = session.application(&subject.application, "/status/operationState/message")?;
        if retries.is_some() || message.contains("Retrying") {
            return Ok(());
        }
        Err(Problem::new(format!("{phase}: {message}")))
    })
    .await?;
    session.stack.repository.write(&file, &tagged(&good, "e2e:fixed"))?;
    let pushed = session.push("Fix the manifest").await?;
    session.all_tagged(&pushed, "e2e:fixed", 1, CHANGE).await?;
    Ok(Outcome::of(1).note(format!(
        "the fix was applied {:.1} s after its commit",
        pushed.seconds()
    )))
}

/// Objects that the project of the estate does not allow.
pub(super) async fn projects(session: &mut Session) -> Result<Outcome> {
    let environment = session.environment()?;
    let application = format!("{environment}-{NEW}");
    let documents: Vec<&str> = FORBIDDEN.iter().map(|(_, yaml)| *yaml).collect();
    let path = format!("manifests/{environment}/{NEW}/forbidden.yaml");
    session.stack.repository.write(&path, &documents.join("---\n"))?;
    session.push("Add objects that the project forbids").await?;
    wait("a sync that is refused", CHANGE, async || {
        session.refresh().await?;
        let found = session
            .applications
            .get(&application)
            .ok_or_else(|| Problem::new("no application yet"))?;
        let operation = found
            .data
            .pointer("/status/operationState")
            .map(ToString::to_string)
            .unwrap_or_default();
        let says = |kind: &str| operation.contains(&format!("{kind} is not permitted in project"));
        match FORBIDDEN.iter().find(|(kind, _)| !says(kind.kind)) {
            None => Ok(()),
            Some((kind, _)) => Err(Problem::new(format!("{} is not refused: {operation}", kind.kind))),
        }
    })
    .await?;
    let cluster = &session.target(&environment)?.cluster;
    for (kind, _) in FORBIDDEN {
        if cluster.exists(kind, NEW).await? {
            return Err(Problem::new(format!("{} '{NEW}' was applied", kind.kind)));
        }
    }
    Ok(Outcome::of(FORBIDDEN.len()).note("ClusterRoleBinding, Deployment and Secret in a service's folder"))
}

const FORBIDDEN: [(&Kind, &str); 3] = [
    (
        &Kind {
            group: "rbac.authorization.k8s.io",
            version: "v1",
            kind: "ClusterRoleBinding",
            plural: "clusterrolebindings",
        },
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: e2e-new\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: cluster-admin\nsubjects:\n- kind: ServiceAccount\n  name: default\n  namespace: datadog\n",
    ),
    (
        &crate::stack::cluster::DEPLOYMENT,
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: e2e-new\n  namespace: datadog\nspec:\n  selector:\n    matchLabels:\n      app: e2e\n  template:\n    metadata:\n      labels:\n        app: e2e\n    spec:\n      containers:\n      - name: e2e\n        image: e2e\n",
    ),
    (
        &crate::stack::cluster::SECRET,
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: e2e-new\n  namespace: datadog\n",
    ),
];

/// One commit breaks an environment's platform and changes another environment: the latter has its change.
pub(super) async fn environments_apart(session: &mut Session) -> Result<Outcome> {
    let environment = session.environment()?;
    let other = session
        .environments
        .iter()
        .map(|environment| environment.name.clone())
        .find(|name| *name != environment);
    let Some(other) = other else {
        return Ok(Outcome::skipped("needs two environments"));
    };
    let broken = format!("manifests/{other}/platform/e2e.yaml");
    session.stack.repository.write(
        &broken,
        "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: Not_A_Name\n",
    )?;
    let (_, agent) = agent(session, &environment)?;
    let text = session.stack.repository.read(&agent)?;
    let changed = text.replacen("  revisionHistoryLimit: 10", "  revisionHistoryLimit: 9", 3);
    if changed == text {
        return Err(Problem::new(format!("'{agent}' has no revisionHistoryLimit to change")));
    }
    session.stack.repository.write(&agent, &changed)?;
    let pushed = session.push("Break one environment, change another").await?;
    let name = format!("datadog-agent-{environment}");
    wait(&format!("the change of {name}"), CHANGE, async || {
        session.refresh().await?;
        let application = session
            .applications
            .get(&name)
            .ok_or_else(|| Problem::new("not there"))?;
        let limit = application
            .data
            .pointer("/spec/revisionHistoryLimit")
            .and_then(serde_json::Value::as_u64);
        if limit == Some(9) {
            Ok(())
        } else {
            Err(Problem::new(format!("its limit is {limit:?}")))
        }
    })
    .await?;
    Ok(Outcome::of(1).note(format!(
        "{environment} changed after {:.1} s while {other} was broken",
        pushed.seconds()
    )))
}

/// The file that declares an environment's agent.
fn agent(session: &Session, environment: &str) -> Result<(String, String)> {
    let name = format!("datadog-agent-{environment}");
    for file in session.stack.repository.files("manifests/argocd")? {
        if session
            .stack
            .repository
            .read(&file)?
            .contains(&format!("\n  name: {name}\n"))
        {
            return Ok((name, file));
        }
    }
    Err(Problem::new(format!("no file declares '{name}'")))
}

/// Argo CD renders the notifications of a real application without a hole.
pub(super) async fn notifications(session: &mut Session) -> Result<Outcome> {
    let subject = session.subject()?;
    let stack = &session.stack;
    for template in ["app-health-degraded", "app-sync-failed"] {
        let mut command = Command::new(stack.places.parts.join("argocd"));
        command
            .args([
                "admin",
                "notifications",
                "template",
                "notify",
                template,
                &subject.application,
            ])
            .args([
                "--namespace",
                argocd::NAMESPACE,
                "--argocd-repo-server-plaintext",
                "--argocd-repo-server",
            ])
            .arg(format!("127.0.0.1:{}", stack.argocd.repo_server_port))
            .arg("--kubeconfig")
            .arg(&stack.management.kubeconfig)
            .env("ARGOCD_BINARY_NAME", "argocd");
        let output = command.output().await.context(|| "argocd".to_owned())?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let link = format!("/applications/{}/{}", argocd::NAMESPACE, subject.application);
        let is_whole = output.status.success() && text.contains(&link) && !text.contains("no value");
        if !is_whole || !text.contains("<https://") {
            return Err(Problem::new(format!(
                "{template}: {text}{}",
                String::from_utf8_lossy(&output.stderr)
            )));
        }
    }
    Ok(Outcome::of(2).note("templates, with a link and no hole"))
}

/// A refresh of the sets of applications, as each webhook causes one, makes nothing sync.
pub(super) async fn refreshed_sets(session: &mut Session) -> Result<Outcome> {
    let sets = session.stack.management.api(&APPLICATION_SET, argocd::NAMESPACE);
    let sets = sets.list(&kube::api::ListParams::default()).await;
    let sets = sets.map_err(|cause| Problem::new(format!("ApplicationSets: {cause}")))?;
    let before = session.syncs();
    for set in &sets.items {
        session
            .annotate(
                &APPLICATION_SET,
                name(set),
                "argocd.argoproj.io/application-set-refresh",
                "true",
            )
            .await?;
    }
    hold("no application syncs", QUIET, async || {
        let after = session.syncs();
        match after.iter().find(|sync| !before.contains(sync)) {
            Some((name, _)) => Err(Problem::new(format!("'{name}' synced"))),
            None => session.is_synced(),
        }
    })
    .await?;
    Ok(Outcome::of(sets.items.len()))
}
