//! One case: a namespace, a user with the rights of the controller's role, a double of the operator, and controllers as processes.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kube::ResourceExt;
use kube::api::{Api, ApiResource, DeleteParams, DynamicObject};
use kube::core::GroupVersionKind;
use kube::runtime::wait::await_condition;
use serde_json::{Value, json};

use crate::cluster::{Call, Cluster, apply, user_name};
use crate::operator_double::OperatorDouble;
use crate::process::Process;
use crate::rights;
use crate::until::until;

/// Far more than anything takes on an idle machine.
pub(crate) const DEADLINE: Duration = Duration::from_secs(90);

static USERS: AtomicUsize = AtomicUsize::new(0);

pub(crate) struct Case {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) operator: OperatorDouble,
    pub(crate) linked: Api<DynamicObject>,
    pub(crate) resources: Api<DynamicObject>,
    user: usize,
    started: AtomicUsize,
}

impl Case {
    /// With the namespace and the rights, and without a controller.
    pub(crate) async fn new(cluster: &Arc<Cluster>) -> Self {
        let user = USERS.fetch_add(1, Ordering::Relaxed);
        let namespace = user_name(user);
        cluster
            .apply(&json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": namespace } }))
            .await;
        for object in [role(&rights::rules()), binding(&namespace)] {
            apply(&cluster.client, Some(&namespace), &object).await;
        }
        Self {
            operator: OperatorDouble::start(cluster.client.clone(), &namespace),
            linked: Api::namespaced_with(cluster.client.clone(), &namespace, &linked_kind()),
            resources: Api::namespaced_with(cluster.client.clone(), &namespace, &generic_kind()),
            cluster: Arc::clone(cluster),
            user,
            started: AtomicUsize::new(0),
        }
    }

    /// Starts a controller.
    pub(crate) fn controller(&self) -> Process {
        self.start(&[])
    }

    /// Starts a controller whose place another takes soon.
    pub(crate) fn short_lease(&self) -> Process {
        self.start(&["--lease-seconds", "5"])
    }

    fn start(&self, arguments: &[&str]) -> Process {
        let number = self.started.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{number}", user_name(self.user));
        let mut command = live(&self.cluster.kubeconfig(self.user));
        command
            .args(["--listen", "127.0.0.1:0", "--identity", &name])
            .args(arguments);
        Process::start(&mut command, &self.cluster.file(&format!("{name}.log")))
    }

    pub(crate) fn namespace(&self) -> String {
        user_name(self.user)
    }

    /// The calls of all controllers of this case.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.cluster.calls(self.user)
    }

    /// The calls that change something.
    pub(crate) fn writes(&self) -> Vec<Call> {
        self.calls()
            .into_iter()
            .filter(|call| !matches!(call.verb.as_str(), "get" | "list" | "watch"))
            .collect()
    }

    pub(crate) async fn apply(&self, object: &Value) -> DynamicObject {
        apply(&self.cluster.client, Some(&self.namespace()), object).await
    }

    /// Creates an SLO, which nothing links.
    pub(crate) async fn slo(&self, name: &str) {
        self.apply(&json!({
            "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogGenericResource", "metadata": { "name": name },
            "spec": { "type": "slo", "jsonSpec": "{}" },
        }))
        .await;
    }

    /// Waits until a linked resource is as `condition` wants it, and returns it.
    pub(crate) async fn linked_is(&self, name: &str, what: &str, condition: impl Fn(&Value) -> bool) -> Value {
        is(&self.linked, name, what, condition).await
    }

    /// Waits until a condition of a linked resource has a reason, and returns its message.
    pub(crate) async fn reason(&self, name: &str, kind: &str, reason: &str) -> String {
        let linked = self
            .linked_is(name, &format!("{kind} is {reason}"), |linked| {
                condition(linked, kind)["reason"] == reason
            })
            .await;
        condition(&linked, kind)["message"]
            .as_str()
            .expect("a message")
            .to_owned()
    }

    /// Waits until Datadog has a linked resource, and returns its payload.
    pub(crate) async fn synced(&self, name: &str) -> Value {
        self.reason(name, "Ready", "Synced").await;
        self.payload(name).await
    }

    pub(crate) async fn resource_is(&self, name: &str, what: &str, condition: impl Fn(&Value) -> bool) -> Value {
        is(&self.resources, name, what, condition).await
    }

    /// The payload of a resource.
    pub(crate) async fn payload(&self, name: &str) -> Value {
        let resource = self
            .resources
            .get(name)
            .await
            .unwrap_or_else(|error| panic!("no resource {name}: {error}"));
        serde_json::from_str(resource.data["spec"]["jsonSpec"].as_str().expect("a payload")).expect("JSON")
    }

    /// The id of a resource.
    pub(crate) async fn id(&self, name: &str) -> String {
        let resource = self
            .resource_is(name, "it has an id", |resource| resource["status"]["id"].is_string())
            .await;
        resource["status"]["id"].as_str().expect("a text").to_owned()
    }

    pub(crate) async fn delete(api: &Api<DynamicObject>, name: &str) {
        api.delete(name, &DeleteParams::default())
            .await
            .unwrap_or_else(|error| panic!("cannot delete {name}: {error}"));
    }

    /// Waits until an object is gone.
    pub(crate) async fn gone(api: &Api<DynamicObject>, name: &str) {
        let gone = await_condition(api.clone(), name, |object: Option<&DynamicObject>| object.is_none());
        let result = tokio::time::timeout(DEADLINE, gone).await;
        result
            .unwrap_or_else(|_| panic!("{name} is not gone"))
            .expect("a watch");
    }

    /// Changes what the controller may do.
    pub(crate) async fn set_rules(&self, rules: &Value) {
        apply(&self.cluster.client, Some(&self.namespace()), &role(rules)).await;
    }
}

/// `live link`.
pub(crate) fn live(kubeconfig: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_live"));
    command
        .arg("link")
        .env("KUBECONFIG", kubeconfig)
        .env_remove("HTTPS_PROXY")
        .env_remove("https_proxy");
    command
}

/// Waits until a controller that was started leads.
pub(crate) async fn leads(controller: &Process) {
    until("the controller leads", DEADLINE, async || {
        controller.log().contains("this replica leads").then_some(())
    })
    .await;
}

async fn is(api: &Api<DynamicObject>, name: &str, what: &str, condition: impl Fn(&Value) -> bool) -> Value {
    let holds = |object: Option<&DynamicObject>| object.is_some_and(|object| condition(&in_full(object)));
    match tokio::time::timeout(DEADLINE, await_condition(api.clone(), name, holds)).await {
        Ok(Ok(Some(object))) => in_full(&object),
        other => {
            let object = api.get_opt(name).await.expect("the API server answers");
            panic!(
                "{name}: waited until {what}: {other:?}, the object is now {}",
                object.map(|object| in_full(&object)).unwrap_or_default()
            )
        }
    }
}

fn in_full(object: &DynamicObject) -> Value {
    let mut value = serde_json::to_value(object).expect("an object is JSON");
    value["metadata"]["managedFields"] = Value::Null;
    value
}

/// A condition of an object, or null.
pub(crate) fn condition<'a>(object: &'a Value, kind: &str) -> &'a Value {
    let conditions = object["status"]["conditions"].as_array();
    conditions
        .into_iter()
        .flatten()
        .find(|condition| condition["type"] == kind)
        .unwrap_or(&Value::Null)
}

/// A linked resource. `references` are pairs of a path and a resource's name.
pub(crate) fn linked(name: &str, kind: &str, references: &[(&str, &str)], payload: &Value) -> Value {
    let references: serde_json::Map<String, Value> = references
        .iter()
        .map(|(path, resource)| ((*path).to_owned(), json!({ "resource": resource })))
        .collect();
    json!({
        "apiVersion": linked::API_VERSION, "kind": linked::KIND,
        "metadata": {
            "name": name, "labels": { "app.kubernetes.io/name": "transcription" },
            "annotations": { "argocd.argoproj.io/tracking-id": format!("transcription:observability.scribemed.io/DatadogLinkedResource:datadog/{name}") },
        },
        "spec": { "type": kind, "references": references, "jsonSpec": payload.to_string() },
    })
}

/// An alert on the error budget of the SLO `transcription/slos/success`, which is the resource `slo`.
pub(crate) fn alert(name: &str, slo: &str) -> Value {
    let payload = json!({ "type": "slo alert", "query": "error_budget(\"<id of transcription/slos/success>\").over(\"30d\") > 75" });
    linked(name, "monitor", &[("transcription/slos/success", slo)], &payload)
}

/// The query of such an alert with the SLO's id.
pub(crate) fn query(id: &str) -> String {
    format!("error_budget(\"{id}\").over(\"30d\") > 75")
}

pub(crate) fn generic_kind() -> ApiResource {
    ApiResource::from_gvk(&GroupVersionKind::gvk(
        "datadoghq.com",
        "v1alpha1",
        "DatadogGenericResource",
    ))
}

pub(crate) fn linked_kind() -> ApiResource {
    ApiResource::from_gvk(&GroupVersionKind::gvk(linked::GROUP, linked::VERSION, linked::KIND))
}

fn role(rules: &Value) -> Value {
    json!({ "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": { "name": "datadog-link" }, "rules": rules })
}

fn binding(user: &str) -> Value {
    json!({
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": { "name": "datadog-link" },
        "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "datadog-link" },
        "subjects": [{ "apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": user }],
    })
}

/// The names of the objects of a list.
pub(crate) fn names(objects: &[DynamicObject]) -> Vec<String> {
    objects.iter().map(ResourceExt::name_any).collect()
}
