//! What an injection changes in a cluster, and how that is reverted: by the runner, and by the switch with `kubectl`.

use std::fmt;

use gameday_scenarios::Injection;
use serde_json::{Value, json};

use super::cluster::{Cluster, Workload};
use super::policy::{self, NETWORK_POLICY};
use crate::definitions::Everything;
use crate::problem::{Problem, Result};

const CONFIG_MAP: (&str, &str, &str) = ("", "v1", "ConfigMap");

/// A change of a workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The index of the injection.
    pub(crate) index: usize,
    pub(crate) workload: Workload,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// It is scaled to zero; before, it had so many replicas.
    Stop(i32),
    /// It runs with these fault flags.
    Faults(Vec<String>),
    /// It cannot connect to the workload, because of the NetworkPolicy.
    CutOff(Workload, Value),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Stop(_) => write!(f, "{} is scaled to zero", self.workload),
            Kind::Faults(flags) => write!(f, "{} runs with the faults {}", self.workload, flags.join(", ")),
            Kind::CutOff(from, _) => write!(f, "{} cannot connect to {from}", self.workload),
        }
    }
}

impl Change {
    /// The change of an injection, as the cluster is now. Changes nothing.
    ///
    /// # Errors
    /// It cannot be staged in a cluster, or the workload is not as it must be.
    pub(crate) async fn of(
        everything: &Everything,
        cluster: &Cluster,
        scenario: &str,
        (index, injection): (usize, &Injection),
    ) -> Result<Self> {
        let workload = |service: &str| {
            let declared = everything.definitions.catalog.services.get(service);
            let found = declared.and_then(|declared| Workload::of(&declared.runs.kind, service));
            found.ok_or_else(|| Problem::failed(format!("'{service}' runs as no workload that can be changed")))
        };
        let (workload, kind) = match (&injection.stop, &injection.faults, &injection.cut_off) {
            (Some(service), None, None) => {
                let workload = workload(service)?;
                let replicas = cluster.running(&workload).await?;
                (workload, Kind::Stop(replicas))
            }
            (None, Some(faults), None) => (workload(&faults.service)?, Kind::Faults(faults.flags.clone())),
            (None, None, Some(cut_off)) => {
                let (client, from) = (workload(&cut_off.service)?, workload(&cut_off.from)?);
                cluster.running(&client).await?;
                cluster.running(&from).await?;
                let policy = policy::between(cluster, scenario, &client, &from).await?;
                (client, Kind::CutOff(from, policy))
            }
            _ => {
                return Err(Problem::failed(format!(
                    "'{}' does not change one thing",
                    injection.what.value
                )));
            }
        };
        let change = Self { index, workload, kind };
        if let Kind::Faults(_) = change.kind {
            change.may_play(cluster).await?;
        }
        Ok(change)
    }

    /// Whether the workload can get its fault flags.
    async fn may_play(&self, cluster: &Cluster) -> Result<()> {
        let config = self.config();
        if !cluster.reads_config(&self.workload, &config).await? {
            return Err(Problem::failed(format!(
                "{} does not read the ConfigMap '{config}': give its container `envFrom: [{{configMapRef: {{name: {config}, optional: true}}}}]`",
                self.workload
            )));
        }
        // The end of the change would delete what is somebody else's.
        if cluster.exists(CONFIG_MAP, &config).await? {
            return Err(Problem::failed(format!(
                "there is a ConfigMap '{config}' already: delete it if no game day runs"
            )));
        }
        Ok(())
    }

    /// The services that it concerns.
    pub(crate) fn services(&self) -> impl Iterator<Item = &str> {
        let other = match &self.kind {
            Kind::CutOff(from, _) => Some(from.name.as_str()),
            Kind::Stop(_) | Kind::Faults(_) => None,
        };
        std::iter::once(self.workload.name.as_str()).chain(other)
    }

    /// What the evidence has to say of it.
    pub(crate) fn condition(&self) -> Option<String> {
        matches!(self.kind, Kind::CutOff(..)).then(|| {
            format!("{self}, if the cluster's network plugin enforces policies: the API does not show whether it does, and whether it blocks connections that are open")
        })
    }

    /// The ConfigMap with its fault flags, which is there only while they play.
    fn config(&self) -> String {
        format!("{}-faults", self.workload.name)
    }

    pub(crate) async fn begin(&self, cluster: &Cluster) -> Result<()> {
        match &self.kind {
            Kind::Stop(_) => cluster.scale(&self.workload, 0).await,
            Kind::Faults(flags) => {
                let config = json!({
                    "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": self.config(), "namespace": cluster.namespace },
                    "data": { "FAULTS": flags.join(",") },
                });
                create(cluster, &config).await?;
                cluster.restart(&self.workload).await
            }
            Kind::CutOff(_, policy) => create(cluster, policy).await,
        }
    }

    /// Also if it has not begun, or has ended already.
    pub(crate) async fn end(&self, cluster: &Cluster) -> Result<()> {
        match &self.kind {
            Kind::Stop(replicas) => cluster.scale(&self.workload, *replicas).await,
            Kind::Faults(_) if cluster.delete(CONFIG_MAP, &self.config()).await? => {
                cluster.restart(&self.workload).await
            }
            Kind::Faults(_) => Ok(()),
            Kind::CutOff(_, policy) => cluster.delete(NETWORK_POLICY, name(policy)).await.map(drop),
        }
    }

    /// The arguments of each run of `kubectl` that ends it.
    pub(crate) fn kubectl(&self) -> Vec<Vec<String>> {
        let workload = self.workload.to_string();
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match &self.kind {
            Kind::Stop(replicas) => vec![words(&["scale", &workload, &format!("--replicas={replicas}")])],
            Kind::Faults(_) => vec![
                words(&["delete", "configmap", &self.config(), "--ignore-not-found"]),
                words(&["rollout", "restart", &workload]),
            ],
            Kind::CutOff(_, policy) => vec![words(&["delete", "networkpolicy", name(policy), "--ignore-not-found"])],
        }
    }

    /// What these runs may do.
    pub(crate) fn rules(&self) -> Vec<Value> {
        let resource = self.workload.resource();
        let rule = |group: &str, resource: &str, name: &str, verbs: &[&str]| json!({ "apiGroups": [group], "resources": [resource], "resourceNames": [name], "verbs": verbs });
        let workload = self.workload.name.as_str();
        let (group, ..) = NETWORK_POLICY;
        match &self.kind {
            Kind::Stop(_) => vec![
                rule("apps", &resource, workload, &["get"]),
                rule(
                    "apps",
                    &format!("{resource}/scale"),
                    workload,
                    &["get", "patch", "update"],
                ),
            ],
            Kind::Faults(_) => vec![
                rule("apps", &resource, workload, &["get", "patch"]),
                rule("", "configmaps", &self.config(), &["get", "delete"]),
            ],
            Kind::CutOff(_, policy) => vec![rule(group, "networkpolicies", name(policy), &["get", "delete"])],
        }
    }
}

/// The name of an object.
fn name(object: &Value) -> &str {
    object["metadata"]["name"].as_str().unwrap_or_default()
}

/// Creates an object that must not be there.
async fn create(cluster: &Cluster, object: &Value) -> Result<()> {
    if cluster.create(object).await?.is_some() {
        return Ok(());
    }
    let kind = object["kind"].as_str().unwrap_or_default();
    Err(Problem::failed(format!("there is a {kind} '{}' already", name(object))))
}
