//! The cluster of an environment: its workloads, and how many replicas they have.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use kube::api::{
    Api, ApiResource, DeleteParams, DynamicObject, GroupVersionKind, ListParams, Patch, PatchParams, PostParams,
};
use kube::config::{Config, KubeConfigOptions, Kubeconfig};
use model::Catalog;
use serde_json::{Value, json};

use crate::problem::{Problem, Result};

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// What the requests of this program are known by.
const MANAGER: &str = "gameday";
const CONFLICT: u16 = 409;
const NOT_FOUND: u16 = 404;

/// A cluster.
pub(crate) struct Cluster {
    client: kube::Client,
    pub(crate) namespace: String,
}

/// A workload that can be scaled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workload {
    /// `Deployment` or `StatefulSet`.
    kind: &'static str,
    pub(crate) name: String,
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.to_lowercase(), self.name)
    }
}

impl Workload {
    /// The workload of a service that runs like this; `None` if it cannot be scaled.
    pub(crate) fn of(kind: &str, service: &str) -> Option<Self> {
        let kind = match kind {
            "deployment" => "Deployment",
            "stateful-set" => "StatefulSet",
            _ => return None,
        };
        Some(Self {
            kind,
            name: service.to_owned(),
        })
    }

    /// The name of its kind in rules of a role: `deployments`.
    pub(crate) fn resource(&self) -> String {
        self.kind.to_lowercase() + "s"
    }
}

impl Cluster {
    /// The cluster of an environment: the context of this name, by default the one that is named as the cluster in the policy. Never the current context: it may
    /// be another environment's.
    pub(crate) async fn connect(catalog: &Catalog, environment: &str, context: Option<&str>) -> Result<Self> {
        let policy = catalog.environments.get(environment);
        let context = context
            .or(policy.map(|policy| policy.cluster.as_str()))
            .unwrap_or(environment);
        let kubeconfig = Kubeconfig::read().map_err(|error| {
            Problem::failed(format!(
                "cannot read the kubeconfig: {error}; give the file in KUBECONFIG"
            ))
        })?;
        if !kubeconfig.contexts.iter().any(|known| known.name == context) {
            let known: Vec<&str> = kubeconfig.contexts.iter().map(|known| known.name.as_str()).collect();
            return Err(Problem::failed(format!(
                "the kubeconfig has no context '{context}' for the cluster of '{environment}'; give one with --context, of {}",
                known.join(", ")
            )));
        }
        let options = KubeConfigOptions {
            context: Some(context.to_owned()),
            ..KubeConfigOptions::default()
        };
        let unusable = |error: String| Problem::failed(format!("the context '{context}' is not usable: {error}"));
        let config = Config::from_custom_kubeconfig(kubeconfig, &options).await;
        let mut config = config.map_err(|error| unusable(error.to_string()))?;
        config.connect_timeout = Some(TIMEOUT);
        config.read_timeout = Some(TIMEOUT);
        Ok(Self {
            client: kube::Client::try_from(config).map_err(|error| unusable(error.to_string()))?,
            namespace: catalog.platform.services_namespace.clone(),
        })
    }

    fn api(&self, group: &str, version: &str, kind: &str) -> Api<DynamicObject> {
        let resource = ApiResource::from_gvk(&GroupVersionKind::gvk(group, version, kind));
        Api::namespaced_with(self.client.clone(), &self.namespace, &resource)
    }

    /// How many replicas are wanted.
    async fn replicas(&self, workload: &Workload) -> Result<i32> {
        let scale = self.api("apps", "v1", workload.kind).get_scale(&workload.name).await;
        let scale = scale.map_err(|error| failed("read the scale of", workload, &error))?;
        Ok(scale.spec.and_then(|spec| spec.replicas).unwrap_or_default())
    }

    /// The same of a workload that must run.
    pub(crate) async fn running(&self, workload: &Workload) -> Result<i32> {
        match self.replicas(workload).await? {
            0 => Err(Problem::failed(format!("{workload} has no replicas already"))),
            replicas => Ok(replicas),
        }
    }

    /// Wants so many replicas.
    pub(crate) async fn scale(&self, workload: &Workload, replicas: i32) -> Result<()> {
        let patch = json!({ "spec": { "replicas": replicas } });
        let api = self.api("apps", "v1", workload.kind);
        let scaled = api.patch_scale(&workload.name, &params(), &Patch::Merge(&patch)).await;
        scaled.map_err(|error| failed("scale", workload, &error))?;
        Ok(())
    }

    /// Replaces its pods, as `kubectl rollout restart` does.
    pub(crate) async fn restart(&self, workload: &Workload) -> Result<()> {
        let at = jiff::Timestamp::now().to_string();
        let patch = json!({ "spec": { "template": { "metadata": { "annotations": { "kubectl.kubernetes.io/restartedAt": at } } } } });
        let api = self.api("apps", "v1", workload.kind);
        let restarted = api.patch(&workload.name, &params(), &Patch::Merge(&patch)).await;
        restarted.map_err(|error| failed("restart", workload, &error))?;
        Ok(())
    }

    /// A workload as it is.
    pub(crate) async fn get(&self, workload: &Workload) -> Result<Value> {
        let found = self.api("apps", "v1", workload.kind).get(&workload.name).await;
        Ok(found.map_err(|error| failed("read", workload, &error))?.data)
    }

    /// The objects of a kind.
    pub(crate) async fn list(&self, (group, version, kind): (&str, &str, &str)) -> Result<Vec<Value>> {
        let found = self.api(group, version, kind).list(&ListParams::default()).await;
        let found = found.map_err(|error| failed("list each", &kind, &error))?;
        let values = found.items.into_iter().map(serde_json::to_value);
        values
            .collect::<std::result::Result<_, _>>()
            .map_err(|error| Problem::failed(format!("cannot read each {kind}: {error}")))
    }

    /// Whether a container of it has variables from the ConfigMap.
    pub(crate) async fn reads_config(&self, workload: &Workload, config: &str) -> Result<bool> {
        let found = self.get(workload).await?;
        let containers = found["spec"]["template"]["spec"]["containers"].as_array();
        Ok(containers.into_iter().flatten().any(|container| {
            let mut whole = container["envFrom"].as_array().into_iter().flatten();
            let mut single = container["env"].as_array().into_iter().flatten();
            whole.any(|from| from["configMapRef"]["name"] == config)
                || single.any(|variable| variable["valueFrom"]["configMapKeyRef"]["name"] == config)
        }))
    }

    /// Creates an object, and returns its uid; `None` if there is one of its name.
    pub(crate) async fn create(&self, object: &Value) -> Result<Option<String>> {
        let text = |field: &str| object[field].as_str().unwrap_or_default();
        let (group, version) = text("apiVersion").rsplit_once('/').unwrap_or(("", text("apiVersion")));
        let what = format!(
            "{} '{}'",
            text("kind"),
            object["metadata"]["name"].as_str().unwrap_or_default()
        );
        let parsed: DynamicObject = serde_json::from_value(object.clone())
            .map_err(|error| Problem::failed(format!("{what} is not an object of Kubernetes: {error}")))?;
        let params = PostParams {
            field_manager: Some(MANAGER.to_owned()),
            ..PostParams::default()
        };
        match self.api(group, version, text("kind")).create(&params, &parsed).await {
            Ok(created) => Ok(Some(created.metadata.uid.unwrap_or_default())),
            Err(kube::Error::Api(status)) if status.code == CONFLICT => Ok(None),
            Err(error) => Err(failed("create", &what, &error)),
        }
    }

    /// Whether there is an object of the name.
    pub(crate) async fn exists(&self, (group, version, kind): (&str, &str, &str), name: &str) -> Result<bool> {
        let found = self.api(group, version, kind).get_opt(name).await;
        Ok(found
            .map_err(|error| failed("read", &format!("{kind} '{name}'"), &error))?
            .is_some())
    }

    /// Deletes an object. Whether it was there.
    pub(crate) async fn delete(&self, (group, version, kind): (&str, &str, &str), name: &str) -> Result<bool> {
        match self
            .api(group, version, kind)
            .delete(name, &DeleteParams::background())
            .await
        {
            Ok(_) => Ok(true),
            Err(kube::Error::Api(status)) if status.code == NOT_FOUND => Ok(false),
            Err(error) => Err(failed("delete", &format!("{kind} '{name}'"), &error)),
        }
    }
}

fn params() -> PatchParams {
    PatchParams {
        field_manager: Some(MANAGER.to_owned()),
        ..PatchParams::default()
    }
}

fn failed(verb: &str, what: &dyn fmt::Display, error: &kube::Error) -> Problem {
    let why = match error {
        kube::Error::Api(status) => status.message.clone(),
        // The client's own words end before the cause.
        error => causes(error),
    };
    Problem::failed(format!("cannot {verb} {what}: {why}"))
}

/// An error with its causes.
fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.ends_with(&cause_text) {
            text += &format!(": {cause_text}");
        }
        source = cause.source();
    }
    text
}
