//! The dead-man switch: a CronJob that reverts everything at a time after the scenario, also if the runner is gone. It is there before anything is injected,
//! and the runner removes it once it has reverted everything itself.
//!
//! The CronJob owns the account and the rights of its pod, so that they go with it. Its name is fixed: two game days in one cluster at once are refused.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::change::Change;
use super::cluster::Cluster;
use crate::problem::{Problem, Result};

/// The name of all its objects.
pub(crate) const NAME: &str = "gameday";
const CRON_JOB: (&str, &str, &str) = ("batch", "v1", "CronJob");
/// How late the CronJob may still start: a control plane that was down reverts when it is back.
const DEADLINE_S: u32 = 24 * 3600;

/// A switch that is set.
#[must_use = "what it holds reverts everything unless it is removed"]
pub(crate) struct Switch;

impl Switch {
    /// # Errors
    /// A game day runs in the cluster.
    pub(crate) async fn check(cluster: &Cluster) -> Result<()> {
        if cluster.exists(CRON_JOB, NAME).await? {
            return Err(taken(cluster));
        }
        Ok(())
    }

    /// Sets it: at `at`, in unix seconds, every change is ended.
    pub(crate) async fn set(
        cluster: &Cluster,
        scenario: &str,
        image: &str,
        changes: &[Change],
        at: i64,
    ) -> Result<Self> {
        let job = cron_job(&cluster.namespace, scenario, image, changes, &schedule(at)?);
        let Some(uid) = cluster.create(&job).await? else {
            return Err(taken(cluster));
        };
        for object in rights(&cluster.namespace, changes, &uid) {
            let problem = match cluster.create(&object).await {
                Ok(Some(_)) => continue,
                Ok(None) => Problem::failed(format!(
                    "the namespace '{}' has a {} '{NAME}' that is not of this game day: delete it",
                    cluster.namespace,
                    object["kind"].as_str().unwrap_or_default()
                )),
                Err(problem) => problem,
            };
            // Without rights it would revert nothing.
            Self.remove(cluster).await?;
            return Err(problem);
        }
        Ok(Self)
    }

    /// Removes it, its account and its rights. Kubernetes removes these too, but some time later, and the next game day needs their names.
    pub(crate) async fn remove(self, cluster: &Cluster) -> Result<()> {
        for kind in [
            CRON_JOB,
            ("rbac.authorization.k8s.io", "v1", "RoleBinding"),
            ("rbac.authorization.k8s.io", "v1", "Role"),
            ("", "v1", "ServiceAccount"),
        ] {
            cluster.delete(kind, NAME).await?;
        }
        Ok(())
    }
}

/// There can be one.
fn taken(cluster: &Cluster) -> Problem {
    Problem::failed(format!(
        "the namespace '{0}' has a CronJob '{NAME}': another game day runs, or has ended without reverting everything; revert it with `kubectl -n {0} create job --from=cronjob/{NAME} {NAME}-now`",
        cluster.namespace
    ))
}

/// The minute of a CronJob that is not before the time, in UTC.
fn schedule(at: i64) -> Result<String> {
    let minute = (at + 59).div_euclid(60) * 60;
    let time = Timestamp::from_second(minute).map_err(|error| Problem::failed(error.to_string()))?;
    let time = time.to_zoned(TimeZone::UTC);
    Ok(format!(
        "{} {} {} {} *",
        time.minute(),
        time.hour(),
        time.day(),
        time.month()
    ))
}

fn metadata(namespace: &str, uid: Option<&str>) -> Value {
    let mut metadata = json!({ "name": NAME, "namespace": namespace, "labels": { "app.kubernetes.io/name": NAME } });
    if let Some(uid) = uid {
        metadata["ownerReferences"] =
            json!([{ "apiVersion": "batch/v1", "kind": "CronJob", "name": NAME, "uid": uid }]);
    }
    metadata
}

fn cron_job(namespace: &str, scenario: &str, image: &str, changes: &[Change], schedule: &str) -> Value {
    let container = |name: String, args: Vec<String>| {
        json!({
            "name": name, "image": image, "command": ["kubectl"], "args": args,
            "resources": { "requests": { "cpu": "10m", "memory": "32Mi" }, "limits": { "memory": "128Mi" } },
            "securityContext": { "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": { "drop": ["ALL"] } },
        })
    };
    let runs = changes.iter().flat_map(Change::kubectl).enumerate();
    let revert = runs.map(|(index, args)| container(format!("revert-{}", index + 1), args));
    // Init containers run one after the other, before the container, which removes the switch.
    let remove = container(
        "remove".to_owned(),
        ["delete", "cronjob", NAME].map(str::to_owned).to_vec(),
    );
    let mut metadata = metadata(namespace, None);
    metadata["annotations"] = json!({ "gameday/scenario": scenario });
    json!({
        "apiVersion": "batch/v1", "kind": "CronJob", "metadata": metadata,
        "spec": {
            "schedule": schedule, "timeZone": "Etc/UTC", "concurrencyPolicy": "Forbid", "startingDeadlineSeconds": DEADLINE_S,
            "jobTemplate": { "spec": { "backoffLimit": 10, "template": {
                "metadata": { "labels": { "app.kubernetes.io/name": NAME } },
                "spec": {
                    "serviceAccountName": NAME, "restartPolicy": "OnFailure",
                    "securityContext": { "runAsNonRoot": true, "runAsUser": 65532, "seccompProfile": { "type": "RuntimeDefault" } },
                    "initContainers": revert.collect::<Vec<_>>(), "containers": [remove],
                },
            } } },
        },
    })
}

/// The account of the pod, which may end the changes and remove the switch.
fn rights(namespace: &str, changes: &[Change], uid: &str) -> [Value; 3] {
    let metadata = || metadata(namespace, Some(uid));
    let mut rules = vec![
        json!({ "apiGroups": ["batch"], "resources": ["cronjobs"], "resourceNames": [NAME], "verbs": ["get", "delete"] }),
    ];
    rules.extend(changes.iter().flat_map(Change::rules));
    [
        json!({ "apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata() }),
        json!({ "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": metadata(), "rules": rules }),
        json!({
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": metadata(),
            "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": NAME },
            "subjects": [{ "kind": "ServiceAccount", "name": NAME, "namespace": namespace }],
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_is_not_early() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time").as_second();
        assert_eq!(schedule(at("2026-11-30T14:05:00Z")).expect("a time"), "5 14 30 11 *");
        assert_eq!(schedule(at("2026-11-30T23:59:01Z")).expect("a time"), "0 0 1 12 *");
    }
}
