//! The resources in a cluster: which object in Datadog each of them holds.

use std::collections::BTreeMap;
use std::time::Duration;

use cli::{Exit, Failure};
use datadog_api::innermost;
use diagnostics::{Diagnostic, suggestion};
use kube::api::{Api, ApiResource, DynamicObject, GroupVersionKind, ListParams, Patch, PatchParams};
use kube::config::{Config, KubeConfigOptions, Kubeconfig, KubeconfigError};
use model::Catalog;
use serde_json::{Value, json};

/// How many resources are read at once.
const PAGE: u32 = 500;

/// How long a request to the cluster may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How often a status that somebody else changed meanwhile is read again.
const CONFLICTS_MAX: u32 = 3;

/// The words of Datadog's API about a monitor that exists already, before its id.
const DUPLICATE: &str = "Duplicate of an existing monitor_id:";

/// A cluster.
pub(crate) struct Cluster {
    /// Its context in the kubeconfig.
    context: String,
    /// The address of its API.
    url: String,
    /// How to find out whether it can be reached.
    check: String,
    api: Api<DynamicObject>,
}

/// A `DatadogGenericResource`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Resource {
    pub(crate) name: String,
    /// The id of the object that it holds.
    pub(crate) id: Option<String>,
    /// Datadog's words, if the operator's last try failed.
    pub(crate) error: Option<String>,
    version: String,
}

impl Resource {
    fn of(object: &DynamicObject) -> Self {
        let status = object.data.get("status").unwrap_or(&Value::Null);
        let text = |name: &str| status.get(name).and_then(Value::as_str);
        let conditions = status.get("conditions").and_then(Value::as_array);
        let failed = conditions.into_iter().flatten().find(|condition| {
            let field = |name| condition.get(name).and_then(Value::as_str);
            field("type") == Some("Error") && field("status") == Some("True")
        });
        let message = failed
            .and_then(|condition| condition.get("message"))
            .and_then(Value::as_str);
        Self {
            name: object.metadata.name.clone().unwrap_or_default(),
            id: text("id").filter(|id| !id.is_empty()).map(str::to_owned),
            error: message
                .or_else(|| text("syncStatus").filter(|status| status.starts_with("error")))
                .map(str::to_owned),
            version: object.metadata.resource_version.clone().unwrap_or_default(),
        }
    }

    /// The monitor that Datadog names when it refuses to make the same one again.
    pub(crate) fn duplicate_of(&self) -> Option<&str> {
        let (_, rest) = self.error.as_deref()?.split_once(DUPLICATE)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        Some(&rest[..end]).filter(|id| !id.is_empty())
    }
}

impl Cluster {
    /// The cluster of an environment: the context `context`, by default the one that has the name of the cluster in the policy. Never the current context: it may be
    /// another environment's.
    pub(crate) async fn connect(catalog: &Catalog, env: &str, context: Option<&str>) -> Result<Self, Failure> {
        let policy = catalog
            .environments
            .get(env)
            .map(|environment| environment.cluster.as_str());
        let context = context.or(policy).unwrap_or(env);
        let namespace = &catalog.platform.agent_namespace;
        let check = format!(
            "check that `kubectl --context {context} --namespace {namespace} get datadoggenericresources` works"
        );
        let kubeconfig = Kubeconfig::read().map_err(|cause| {
            let message = match &cause {
                KubeconfigError::ReadConfig(cause, file) => {
                    format!("cannot read the kubeconfig '{}': {cause}", file.display())
                }
                cause => format!("cannot read the kubeconfig: {cause}"),
            };
            unreachable_(
                message,
                &format!("give a file with the context '{context}' in KUBECONFIG"),
            )
        })?;
        let names: Vec<&str> = kubeconfig
            .contexts
            .iter()
            .map(|context| context.name.as_str())
            .collect();
        if !names.contains(&context) {
            let message = format!("the kubeconfig has no context '{context}' for the cluster of '{env}'");
            let help = if names.is_empty() {
                "it has no contexts at all: give another file in KUBECONFIG".to_owned()
            } else {
                let near = suggestion(context, names.iter().copied());
                format!("give it with --env {env} --context <context>; {near}")
            };
            return Err(unreachable_(message, &help));
        }
        let options = KubeConfigOptions {
            context: Some(context.to_owned()),
            ..KubeConfigOptions::default()
        };
        let config = Config::from_custom_kubeconfig(kubeconfig, &options).await;
        let mut config =
            config.map_err(|cause| unreachable_(format!("the context '{context}' is not usable: {cause}"), &check))?;
        config.connect_timeout = Some(TIMEOUT);
        config.read_timeout = Some(TIMEOUT);
        let url = config.cluster_url.to_string();
        let client = kube::Client::try_from(config)
            .map_err(|cause| unreachable_(format!("the context '{context}' is not usable: {cause}"), &check))?;
        let kind = GroupVersionKind::gvk("datadoghq.com", "v1alpha1", "DatadogGenericResource");
        let resource = ApiResource::from_gvk(&kind);
        Ok(Self {
            context: context.to_owned(),
            url,
            check,
            api: Api::namespaced_with(client, namespace, &resource),
        })
    }

    /// All resources, by name.
    pub(crate) async fn resources(&self) -> Result<BTreeMap<String, Resource>, Failure> {
        let mut resources = BTreeMap::new();
        let mut page = ListParams::default().limit(PAGE);
        loop {
            let list = self
                .api
                .list(&page)
                .await
                .map_err(|error| self.failed("list", &error))?;
            resources.extend(list.items.iter().map(|object| {
                let resource = Resource::of(object);
                (resource.name.clone(), resource)
            }));
            match list.metadata.continue_.filter(|token| !token.is_empty()) {
                Some(token) => page = page.continue_token(&token),
                None => return Ok(resources),
            }
        }
    }

    /// Writes the id of an object into the status of a resource that holds none. The operator updates that object at its next try, instead of making one.
    pub(crate) async fn write_id(&self, resource: &Resource, id: &str) -> Result<(), String> {
        let mut current = resource.clone();
        for _ in 0..CONFLICTS_MAX {
            // With the version, the API refuses the write if the operator has written meanwhile.
            let patch = json!({ "metadata": { "resourceVersion": current.version }, "status": { "id": id } });
            let written = self
                .api
                .patch_status(&current.name, &PatchParams::default(), &Patch::Merge(&patch))
                .await;
            let error = match written {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            if !matches!(&error, kube::Error::Api(status) if status.code == 409) {
                return Err(self.explain("patch", &error).0);
            }
            let object = self
                .api
                .get(&current.name)
                .await
                .map_err(|error| self.explain("get", &error).0)?;
            current = Resource::of(&object);
            if let Some(held) = current.id {
                return Err(format!("the operator has made or adopted {held} meanwhile"));
            }
        }
        Err("its status changes all the time; run the command again".to_owned())
    }

    fn failed(&self, verb: &str, error: &kube::Error) -> Failure {
        let (message, help) = self.explain(verb, error);
        unreachable_(message, &help)
    }

    /// What is wrong, and what to do.
    fn explain(&self, verb: &str, error: &kube::Error) -> (String, String) {
        let context = &self.context;
        match error {
            kube::Error::Api(status) if status.code == 404 && verb != "list" => (
                "it has been deleted meanwhile".to_owned(),
                "run the command again".to_owned(),
            ),
            kube::Error::Api(status) if status.code == 404 => (
                format!("the cluster '{context}' does not know DatadogGenericResource"),
                "install the operator's chart, or a version of it that has the kind (1.13 or later)".to_owned(),
            ),
            kube::Error::Api(status) if matches!(status.code, 401 | 403) => (
                format!("the cluster '{context}' refuses: {}", status.message),
                format!(
                    "your user needs the verbs list, get, and patch of status, on datadoggenericresources.datadoghq.com; the verb was {verb}"
                ),
            ),
            kube::Error::Api(status) => (
                format!("the cluster '{context}' answers: {}", status.message),
                self.check.clone(),
            ),
            other => (
                format!(
                    "no answer from the cluster '{context}' at {}: {}",
                    self.url,
                    innermost(other)
                ),
                self.check.clone(),
            ),
        }
    }
}

fn unreachable_(message: String, help: &str) -> Failure {
    Failure {
        findings: vec![Diagnostic::error("usage/cluster", message).help(help)],
        exit: Exit::Usage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(status: Value) -> Resource {
        let object = json!({
            "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogGenericResource",
            "metadata": { "name": "a", "resourceVersion": "7" }, "status": status,
        });
        Resource::of(&serde_json::from_value(object).expect("an object"))
    }

    #[test]
    fn what_a_resource_holds() {
        assert_eq!(resource(json!({ "id": "12" })).id.as_deref(), Some("12"));
        assert_eq!(resource(json!({ "id": "" })).id, None);
        assert_eq!(resource(Value::Null).id, None);
    }

    #[test]
    fn the_id_in_the_words_of_the_api() {
        let failed = |message: &str| {
            let condition = json!({ "type": "Error", "status": "True", "message": message });
            resource(json!({ "syncStatus": "error creating object", "conditions": [condition] }))
        };
        let words = r#"error creating monitor: 400 Bad Request: {"errors":["Duplicate of an existing monitor_id:4711 org_id:42"]}"#;
        assert_eq!(failed(words).duplicate_of(), Some("4711"));
        assert_eq!(failed("Duplicate of an existing monitor_id:").duplicate_of(), None);
        assert_eq!(failed("The value is invalid").duplicate_of(), None);
        assert_eq!(resource(json!({ "id": "1" })).duplicate_of(), None);
    }
}
