//! What an injection changes in a cluster, and how that is reverted: by the runner, and by the switch with `kubectl`.

use std::fmt;

use gameday_scenarios::Injection;
use serde_json::{Value, json};

use super::cluster::{Cluster, Workload};
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
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Stop(_) => write!(f, "{} is scaled to zero", self.workload),
            Kind::Faults(flags) => write!(f, "{} runs with the faults {}", self.workload, flags.join(", ")),
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
        (index, injection): (usize, &Injection),
    ) -> Result<Self> {
        let (service, flags) = match (&injection.stop, &injection.faults, &injection.publish) {
            (Some(service), None, None) => (service.as_str(), None),
            (None, Some(faults), None) => (faults.service.as_str(), Some(&faults.flags)),
            _ => {
                return Err(Problem::Missing(format!(
                    "'{}' cannot be staged in a cluster: it must either stop a service or give it fault flags",
                    injection.what.value
                )));
            }
        };
        let runs = everything.definitions.catalog.services.get(service);
        let workload = runs.and_then(|declared| Workload::of(&declared.runs.kind, service));
        let workload =
            workload.ok_or_else(|| Problem::failed(format!("'{service}' runs as no workload that can be changed")))?;
        let kind = match flags {
            None => Kind::Stop(cluster.replicas(&workload).await?),
            Some(flags) => Kind::Faults(flags.clone()),
        };
        let change = Self { index, workload, kind };
        match &change.kind {
            Kind::Stop(0) => Err(Problem::failed(format!("{} has no replicas already", change.workload))),
            Kind::Faults(_) if !cluster.reads_config(&change.workload, &change.config()).await? => {
                Err(Problem::failed(format!(
                    "{} does not read the ConfigMap '{}': give its container `envFrom: [{{configMapRef: {{name: {1}, optional: true}}}}]`",
                    change.workload,
                    change.config()
                )))
            }
            _ => Ok(change),
        }
    }

    /// The ConfigMap with its fault flags, which is there only while they play.
    fn config(&self) -> String {
        format!("{}-faults", self.workload.name)
    }

    pub(crate) async fn begin(&self, cluster: &Cluster) -> Result<()> {
        let Kind::Faults(flags) = &self.kind else {
            return cluster.scale(&self.workload, 0).await;
        };
        let config = json!({
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": self.config(), "namespace": cluster.namespace },
            "data": { "FAULTS": flags.join(",") },
        });
        if cluster.create(&config).await?.is_none() {
            return Err(Problem::failed(format!(
                "there is a ConfigMap '{}' already",
                self.config()
            )));
        }
        cluster.restart(&self.workload).await
    }

    /// Also if it has not begun, or has ended already.
    pub(crate) async fn end(&self, cluster: &Cluster) -> Result<()> {
        match self.kind {
            Kind::Stop(replicas) => cluster.scale(&self.workload, replicas).await,
            Kind::Faults(_) if cluster.delete(CONFIG_MAP, &self.config()).await? => {
                cluster.restart(&self.workload).await
            }
            Kind::Faults(_) => Ok(()),
        }
    }

    /// The arguments of each run of `kubectl` that ends it.
    pub(crate) fn kubectl(&self) -> Vec<Vec<String>> {
        let workload = self.workload.to_string();
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self.kind {
            Kind::Stop(replicas) => vec![words(&["scale", &workload, &format!("--replicas={replicas}")])],
            Kind::Faults(_) => vec![
                words(&["delete", "configmap", &self.config(), "--ignore-not-found"]),
                words(&["rollout", "restart", &workload]),
            ],
        }
    }

    /// What these runs may do.
    pub(crate) fn rules(&self) -> Vec<Value> {
        let resource = self.workload.resource();
        let rule = |group: &str, resource: &str, name: &str, verbs: &[&str]| json!({ "apiGroups": [group], "resources": [resource], "resourceNames": [name], "verbs": verbs });
        let name = self.workload.name.as_str();
        match self.kind {
            Kind::Stop(_) => vec![
                rule("apps", &resource, name, &["get"]),
                rule("apps", &format!("{resource}/scale"), name, &["get", "patch", "update"]),
            ],
            Kind::Faults(_) => vec![
                rule("apps", &resource, name, &["get", "patch"]),
                rule("", "configmaps", &self.config(), &["get", "delete"]),
            ],
        }
    }
}
