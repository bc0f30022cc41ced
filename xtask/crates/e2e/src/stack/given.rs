//! Clusters that somebody names instead of those of the run. They have to be empty, no pod may start in them, and they are left as they were.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kube::Api;
use kube::api::{DeleteParams, DynamicObject, ListParams, Patch, PatchParams};
use serde_json::json;

use super::argocd;
use super::cluster::{
    APPLICATION, APPLICATION_SET, CLUSTER_ROLE, CLUSTER_ROLE_BINDING, Cluster, DEFINITION, GENERIC_RESOURCE, Kind,
    LINKED_RESOURCE, NAMESPACES, PRIORITY_CLASS, QUOTA, gone, is_absent,
};
use super::controllers::NAMESPACE;
use crate::contexts::{Contexts, MANAGEMENT};
use crate::mirror::name;
use crate::parts::Parts;
use crate::problem::{Context, Problem, Result};
use crate::wait::wait;

/// The mark of what a run made.
const MARK: &str = "observability.scribemed.io/e2e";

/// The groups of the kinds that a run defines.
const GROUPS: [&str; 4] = [
    "argoproj.io",
    "datadoghq.com",
    "external-secrets.io",
    "observability.scribemed.io",
];

/// The applications that apply objects outside of a namespace, without their environment.
const PLATFORM: [&str; 4] = ["platform", "datadog-operator", "datadog-agent", "datadog-link"];

/// Where Argo CD writes which application an object is of.
const TRACKING: &str = "argocd.argoproj.io/tracking-id";

const REMOVAL: Duration = Duration::from_secs(120);

/// The clusters by their names; none where the run starts its own.
#[derive(Clone, Default)]
pub(crate) struct Given {
    clusters: BTreeMap<String, Arc<Cluster>>,
}

/// What a cluster holds of an earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    Leftovers,
}

impl Given {
    /// Connects to the clusters. Changes nothing.
    pub(crate) async fn connect(contexts: &Contexts, folder: &Path) -> Result<Self> {
        let mut clusters: BTreeMap<String, Arc<Cluster>> = BTreeMap::new();
        for (name, context) in contexts.iter() {
            let cluster = Cluster::attach(name, context, folder).await?;
            if let Some((other, _)) = clusters.iter().find(|(_, known)| known.url == cluster.url) {
                return Err(Problem::new(format!(
                    "'{other}' and '{name}' are the same cluster, {}",
                    cluster.url
                )));
            }
            clusters.insert(name.to_owned(), Arc::new(cluster));
        }
        Ok(Self { clusters })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    pub(crate) fn of(&self, name: &str) -> Option<Arc<Cluster>> {
        self.clusters.get(name).map(Arc::clone)
    }

    /// The names of the clusters, with their addresses.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.clusters
            .iter()
            .map(|(name, cluster)| format!("{name} ({})", cluster.url))
            .collect()
    }

    /// The hosts of their APIs.
    pub(crate) fn hosts(&self) -> Vec<String> {
        self.clusters.values().filter_map(|cluster| cluster.host()).collect()
    }

    /// Refuses clusters that hold what a run would install, unless an earlier run made it.
    pub(crate) async fn check(&self) -> Result<Found> {
        let mut found = Found::Nothing;
        for (name, cluster) in &self.clusters {
            let mut strangers = Vec::new();
            let namespace = namespace_of(name);
            match is_marked(cluster, namespace).await? {
                Some(true) => {
                    found = Found::Leftovers;
                    continue;
                }
                Some(false) => strangers.push(format!("namespace '{namespace}'")),
                None => {}
            }
            let definitions = definitions(cluster).await?;
            strangers.extend(
                definitions
                    .iter()
                    .map(|definition| format!("definition '{definition}'")),
            );
            if !strangers.is_empty() {
                return Err(Problem::new(format!(
                    "cluster '{name}' ({}) is not empty: {}",
                    cluster.url,
                    strangers.join(", ")
                )));
            }
        }
        Ok(found)
    }

    /// Makes the marked namespaces, in which no pod may start: programs of this machine take the place of the pods, with the keys of a double.
    pub(crate) async fn prepare(&self) -> Result<()> {
        for (name, cluster) in &self.clusters {
            let namespace = namespace_of(name);
            let attempt = || format!("cannot prepare namespace '{namespace}' of cluster '{name}'");
            let object = json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": namespace, "labels": { MARK: "true" } } });
            let params = PatchParams::apply("e2e");
            let api = cluster.api_of_all(&NAMESPACES);
            api.patch(namespace, &params, &Patch::Apply(object))
                .await
                .context(attempt)?;
            let quota = json!({
                "apiVersion": "v1", "kind": "ResourceQuota", "metadata": { "name": "e2e-no-pods" }, "spec": { "hard": { "pods": "0" } },
            });
            let api = cluster.api(&QUOTA, namespace);
            api.patch("e2e-no-pods", &params, &Patch::Apply(quota))
                .await
                .context(attempt)?;
        }
        Ok(())
    }

    /// Removes what runs made. Their programs must have ended: nothing would wait for a finalizer.
    pub(crate) async fn remove(&self, parts: &Parts) -> Result<()> {
        for (name, cluster) in &self.clusters {
            let namespace = namespace_of(name);
            // A run of cases without a stack has made nothing.
            if is_marked(cluster, namespace).await? != Some(true) {
                continue;
            }
            for (kind, namespace) in [
                (&APPLICATION_SET, argocd::NAMESPACE),
                (&APPLICATION, argocd::NAMESPACE),
                (&LINKED_RESOURCE, NAMESPACE),
                (&GENERIC_RESOURCE, NAMESPACE),
            ] {
                drop_finalizers(&cluster.api(kind, namespace))
                    .await
                    .context(|| format!("{} of cluster '{name}'", kind.plural))?;
            }
            if name == MANAGEMENT {
                cluster
                    .delete(&argocd::installation(&parts.argocd_module)?, argocd::NAMESPACE)
                    .await?;
            } else {
                cluster.delete(argocd::MANAGER, "kube-system").await?;
                for kind in [CLUSTER_ROLE_BINDING, CLUSTER_ROLE, PRIORITY_CLASS] {
                    remove_tracked(cluster, &kind, name).await?;
                }
            }
            let api = cluster.api_of_all(&DEFINITION);
            for definition in definitions(cluster).await? {
                gone(api.delete(&definition, &DeleteParams::default()).await)
                    .context(|| format!("cannot delete '{definition}'"))?;
            }
            // They have the mark, so they go last: what an interrupted removal leaves is still known to be ours.
            let api = cluster.api_of_all(&NAMESPACES);
            wait(
                &format!("cluster '{name}' without what was installed"),
                REMOVAL,
                async || {
                    let rest = definitions(cluster).await?;
                    if !rest.is_empty() {
                        return Err(Problem::new(format!("still there: {}", rest.join(", "))));
                    }
                    if is_marked(cluster, namespace).await?.is_none() {
                        return Ok(());
                    }
                    gone(api.delete(namespace, &DeleteParams::default()).await)
                        .context(|| format!("namespace '{namespace}'"))?;
                    Err(Problem::new(format!("namespace '{namespace}' is still there")))
                },
            )
            .await?;
        }
        Ok(())
    }
}

/// The namespace that a run makes in a cluster.
fn namespace_of(cluster: &str) -> &'static str {
    if cluster == MANAGEMENT {
        argocd::NAMESPACE
    } else {
        NAMESPACE
    }
}

/// Whether a run made a namespace; none if there is no such namespace.
async fn is_marked(cluster: &Cluster, namespace: &str) -> Result<Option<bool>> {
    let existing = cluster.api_of_all(&NAMESPACES).get_opt(namespace).await;
    let existing = existing.context(|| format!("cannot read cluster '{}'", cluster.name))?;
    Ok(existing.map(|existing| existing.metadata.labels.is_some_and(|labels| labels.contains_key(MARK))))
}

/// The definitions of our kinds that a cluster has.
async fn definitions(cluster: &Cluster) -> Result<Vec<String>> {
    let found = cluster.api_of_all(&DEFINITION).list(&ListParams::default()).await;
    let found = found.context(|| format!("cannot list the definitions of cluster '{}'", cluster.name))?;
    let is_ours = |definition: &&DynamicObject| {
        let group = definition
            .data
            .pointer("/spec/group")
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default();
        GROUPS
            .iter()
            .any(|ours| group == *ours || group.ends_with(&format!(".{ours}")))
    };
    Ok(found
        .items
        .iter()
        .filter(is_ours)
        .map(|definition| name(definition).to_owned())
        .collect())
}

/// Removes the finalizers of all objects of a kind. One that is not served has none.
async fn drop_finalizers(api: &Api<DynamicObject>) -> Result<(), kube::Error> {
    let found = match api.list(&ListParams::default()).await {
        Ok(found) => found,
        Err(cause) if is_absent(&cause) => return Ok(()),
        Err(cause) => return Err(cause),
    };
    let patch = Patch::Merge(json!({ "metadata": { "finalizers": null } }));
    for object in found.items.iter().filter(|object| object.metadata.finalizers.is_some()) {
        gone(api.patch(name(object), &PatchParams::default(), &patch).await)?;
    }
    Ok(())
}

/// Removes the objects of a kind that Argo CD applied for an environment.
async fn remove_tracked(cluster: &Cluster, kind: &Kind, environment: &str) -> Result<()> {
    let api = cluster.api_of_all(kind);
    let attempt = || format!("{} of cluster '{environment}'", kind.plural);
    for object in api.list(&ListParams::default()).await.context(attempt)?.items {
        if is_applied_for(&object, environment) {
            gone(api.delete(name(&object), &DeleteParams::default()).await).context(attempt)?;
        }
    }
    Ok(())
}

/// Whether an application of the environment's platform applied an object.
fn is_applied_for(object: &DynamicObject, environment: &str) -> bool {
    let tracking = object.metadata.annotations.as_ref().and_then(|all| all.get(TRACKING));
    let application = tracking
        .and_then(|tracking| tracking.split(':').next())
        .unwrap_or_default();
    PLATFORM
        .iter()
        .any(|platform| application == format!("{platform}-{environment}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_argo_cd_applied_is_not_ours() {
        let object = |tracking: &str| -> DynamicObject {
            let annotations = BTreeMap::from([(TRACKING, tracking)]);
            serde_json::from_value(json!({
                "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": { "name": "p", "annotations": annotations },
            }))
            .expect("an object")
        };
        assert!(is_applied_for(
            &object("platform-prod:scheduling.k8s.io/PriorityClass:datadog/p"),
            "prod"
        ));
        assert!(!is_applied_for(
            &object("platform-staging:scheduling.k8s.io/PriorityClass:datadog/p"),
            "prod"
        ));
        assert!(!is_applied_for(
            &object("cert-manager-prod:scheduling.k8s.io/PriorityClass:cert-manager/p"),
            "prod"
        ));
    }
}
