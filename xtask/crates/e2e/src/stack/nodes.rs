//! A double of what a loopback cluster lacks: kubelets, the controllers of workloads, and External Secrets. Workloads become ready, disruption budgets get their
//! status, External Secrets get their Secret with values that are no keys.

use std::collections::BTreeMap;
use std::time::Duration;

use futures::StreamExt as _;
use jiff::Timestamp;
use kube::Api;
use kube::api::{DynamicObject, Patch, PatchParams, PostParams};
use kube::runtime::{WatchStreamExt as _, watcher};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::cluster::{Cluster, DAEMON_SET, DEPLOYMENT, DISRUPTION_BUDGET, EXTERNAL_SECRET, Kind, SECRET, SECRET_STORE};
use crate::mirror::Steady;
use crate::problem::{Context, Problem, Result};

/// Nodes of a cluster.
const NODES: u64 = 3;

/// How long pods take to start. Argo CD misses a status that is there while it still syncs, until its next comparison two to three minutes later.
const START_UP: Duration = Duration::from_secs(5);

/// The kinds whose status it writes in place of the controllers of workloads.
const WORKLOADS: [Kind; 3] = [DEPLOYMENT, DAEMON_SET, DISRUPTION_BUDGET];

/// Those of External Secrets.
const SECRETS: [Kind; 2] = [SECRET_STORE, EXTERNAL_SECRET];

/// Starts to write statuses in a namespace, until the returned tasks are dropped. A cluster that is given has controllers of its own for workloads.
pub(crate) fn start(
    cluster: &Cluster,
    namespace: &str,
    secrets: &'static [(&'static str, &'static str)],
    is_given: bool,
) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    let workloads = WORKLOADS.into_iter().filter(|_| !is_given);
    for kind in workloads.chain(SECRETS) {
        let api = cluster.api(&kind, namespace);
        let secret_api = cluster.api(&SECRET, namespace);
        let objects = watcher(api.clone(), watcher::Config::default())
            .backoff(Steady)
            .applied_objects()
            .boxed();
        tasks.spawn(objects.for_each_concurrent(None, move |event| {
            let (api, secret_api) = (api.clone(), secret_api.clone());
            async move {
                // A kind whose definition is not there yet; the watch tries again.
                let Ok(object) = event else { return };
                let Some(status) = status(&kind, &object) else { return };
                tokio::time::sleep(START_UP).await;
                if let Err(problem) = write(&kind, &object, status, &api, &secret_api, secrets).await {
                    eprintln!("double of the nodes: {problem}");
                }
            }
        }));
    }
    tasks
}

/// Writes what the object waits for.
async fn write(
    kind: &Kind,
    object: &DynamicObject,
    status: Value,
    api: &Api<DynamicObject>,
    secret_api: &Api<DynamicObject>,
    secrets: &[(&str, &str)],
) -> Result<()> {
    if *kind == EXTERNAL_SECRET {
        write_secret(secret_api, object, secrets).await?;
    }
    let name = object.metadata.name.as_deref().unwrap_or_default();
    let patch = Patch::Merge(json!({ "status": status }));
    let patched = api.patch_status(name, &PatchParams::default(), &patch).await;
    patched.context(|| format!("{} '{name}'", kind.kind)).map(|_| ())
}

/// The status that an object lacks.
fn status(kind: &Kind, object: &DynamicObject) -> Option<Value> {
    let generation = object.metadata.generation.unwrap_or_default();
    let observed = object
        .data
        .pointer("/status/observedGeneration")
        .and_then(Value::as_i64);
    let is_current = observed == Some(generation);
    let time = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let condition = |kind: &str, reason: &str| json!({ "type": kind, "status": "True", "reason": reason, "message": "double", "lastTransitionTime": time });
    match kind.kind {
        "Deployment" if !is_current => {
            let replicas = object
                .data
                .pointer("/spec/replicas")
                .cloned()
                .unwrap_or_else(|| json!(1));
            let mut conditions = [
                condition("Available", "MinimumReplicasAvailable"),
                condition("Progressing", "NewReplicaSetAvailable"),
            ];
            for condition in &mut conditions {
                condition["lastUpdateTime"] = json!(time);
            }
            Some(json!({
                "observedGeneration": generation, "replicas": replicas, "updatedReplicas": replicas, "readyReplicas": replicas,
                "availableReplicas": replicas, "conditions": conditions,
            }))
        }
        "DaemonSet" if !is_current => Some(json!({
            "observedGeneration": generation, "currentNumberScheduled": NODES, "desiredNumberScheduled": NODES, "numberReady": NODES,
            "numberAvailable": NODES, "updatedNumberScheduled": NODES, "numberMisscheduled": 0,
        })),
        "PodDisruptionBudget" if !is_current => {
            let mut allowed = condition("DisruptionAllowed", "SufficientPods");
            allowed["observedGeneration"] = json!(generation);
            Some(json!({
                "observedGeneration": generation, "currentHealthy": 2, "desiredHealthy": 1, "expectedPods": 2, "disruptionsAllowed": 1,
                "conditions": [allowed],
            }))
        }
        "SecretStore" | "ExternalSecret" => {
            let is_ready = object
                .data
                .pointer("/status/conditions/0/status")
                .is_some_and(|status| status == "True");
            (!is_ready).then(|| json!({ "conditions": [condition("Ready", "SecretSynced")] }))
        }
        _ => None,
    }
}

/// The Secret that External Secrets would make of the store's values.
async fn write_secret(api: &kube::Api<DynamicObject>, external: &DynamicObject, values: &[(&str, &str)]) -> Result<()> {
    let target = external.data.pointer("/spec/target/name").and_then(Value::as_str);
    let target = target.or(external.metadata.name.as_deref()).unwrap_or_default();
    let keys = external.data.pointer("/spec/data").and_then(Value::as_array);
    let data: BTreeMap<&str, &str> = keys
        .into_iter()
        .flatten()
        .filter_map(|item| item.pointer("/secretKey")?.as_str())
        .map(|key| {
            let known = values.iter().find(|(name, _)| *name == key);
            (key, known.map_or("double", |(_, value)| value))
        })
        .collect();
    let secret: DynamicObject = serde_json::from_value(json!({
        "apiVersion": "v1", "kind": "Secret",
        "metadata": {
            "name": target,
            "ownerReferences": [{
                "apiVersion": "external-secrets.io/v1", "kind": "ExternalSecret", "name": external.metadata.name,
                "uid": external.metadata.uid, "controller": true,
            }],
        },
        "stringData": data,
    }))
    .context(|| "Secret".to_owned())?;
    match api.create(&PostParams::default(), &secret).await {
        Ok(_) => Ok(()),
        Err(kube::Error::Api(status)) if status.is_already_exists() => Ok(()),
        Err(cause) => Err(Problem::new(format!("Secret '{target}': {cause}"))),
    }
}
