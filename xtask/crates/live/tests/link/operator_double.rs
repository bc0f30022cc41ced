//! A double of the Datadog operator: it creates nothing, but gives ids to DatadogGenericResources, and lets deleted ones go, as the operator does against Datadog.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::sync::{Arc, Mutex};

use futures::StreamExt;
use kube::api::{Api, DynamicObject, Patch, PatchParams};
use kube::runtime::watcher::{self, Event, watcher};
use kube::{Client, ResourceExt};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::case::generic_kind;

const FINALIZER: &str = "finalizer.datadoghq.com/genericresource";

/// What it was asked to do, and what it did.
#[derive(Debug, Default)]
pub(crate) struct Behaviour {
    /// Resources that it does not look at.
    pub(crate) ignores: BTreeSet<String>,
    /// Resources whose creation Datadog refuses, with its words.
    pub(crate) refuses: BTreeMap<String, String>,
    /// Whether Datadog deletes what another object refers to.
    pub(crate) deletes_what_is_used: bool,
    /// The resources that were deleted in Datadog, in order.
    pub(crate) deleted: Vec<String>,
    /// Each payload that it was asked to create or update, by resource.
    pub(crate) payloads: BTreeMap<String, Vec<String>>,
    objects: BTreeMap<String, DynamicObject>,
    /// The UIDs of the resources that have an id: an event may be older than what was written since.
    created: BTreeSet<String>,
}

pub(crate) struct OperatorDouble {
    pub(crate) behaviour: Arc<Mutex<Behaviour>>,
    api: Api<DynamicObject>,
    task: JoinHandle<()>,
}

impl OperatorDouble {
    pub(crate) fn start(client: Client, namespace: &str) -> Self {
        let api: Api<DynamicObject> = Api::namespaced_with(client, namespace, &generic_kind());
        let behaviour = Arc::new(Mutex::new(Behaviour::default()));
        let task = tokio::spawn(run(api.clone(), Arc::clone(&behaviour)));
        Self { behaviour, api, task }
    }

    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Behaviour) -> T) -> T {
        change(&mut self.behaviour.lock().expect("no test panics with the lock"))
    }

    /// Looks at a resource again, now that the behaviour has changed.
    pub(crate) async fn look_at(&self, name: &str) {
        let object = self.api.get(name).await.expect("the resource");
        look(&self.api, &self.behaviour, &object).await;
    }

    /// As when the object was deleted in Datadog and the operator created it again.
    pub(crate) async fn set_id(&self, name: &str, id: &str) {
        write_status(&self.api, name, json!({ "id": id, "syncStatus": "OK" })).await;
    }
}

impl Drop for OperatorDouble {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn run(api: Api<DynamicObject>, behaviour: Arc<Mutex<Behaviour>>) {
    let mut events = pin!(watcher(api.clone(), watcher::Config::default()));
    while let Some(event) = events.next().await {
        match event.expect("the API server runs as long as the double") {
            Event::Apply(object) | Event::InitApply(object) => {
                let objects = |behaviour: &mut Behaviour| behaviour.objects.insert(object.name_any(), object.clone());
                objects(&mut behaviour.lock().expect("no test panics with the lock"));
                look(&api, &behaviour, &object).await;
            }
            Event::Delete(object) => {
                let rest = {
                    let mut behaviour = behaviour.lock().expect("no test panics with the lock");
                    behaviour.objects.remove(&object.name_any());
                    behaviour.objects.values().cloned().collect::<Vec<_>>()
                };
                // Datadog may now delete what it referred to.
                for object in rest
                    .iter()
                    .filter(|object| object.metadata.deletion_timestamp.is_some())
                {
                    look(&api, &behaviour, object).await;
                }
            }
            Event::Init | Event::InitDone => {}
        }
    }
}

async fn look(api: &Api<DynamicObject>, behaviour: &Mutex<Behaviour>, object: &DynamicObject) {
    let name = object.name_any();
    let id = object.data["status"]["id"].as_str();
    if object.metadata.deletion_timestamp.is_some() {
        let may_go = {
            let mut behaviour = behaviour.lock().expect("no test panics with the lock");
            let uses = |other: &DynamicObject| {
                id.is_some_and(|id| {
                    other.data["spec"]["jsonSpec"]
                        .as_str()
                        .is_some_and(|json| json.contains(id))
                })
            };
            let may_go = behaviour.deletes_what_is_used
                || !behaviour
                    .objects
                    .values()
                    .any(|other| other.name_any() != name && uses(other));
            if may_go && !behaviour.deleted.contains(&name) {
                behaviour.deleted.push(name.clone());
            }
            may_go
        };
        if may_go {
            set_finalizers(api, &name, &json!([])).await;
        }
        return;
    }
    let status = {
        let mut behaviour = behaviour.lock().expect("no test panics with the lock");
        if behaviour.ignores.contains(&name) {
            return;
        }
        let payload = object.data["spec"]["jsonSpec"].as_str().unwrap_or_default().to_owned();
        let payloads = behaviour.payloads.entry(name.clone()).or_default();
        let is_new = payloads.last() != Some(&payload);
        if is_new {
            payloads.push(payload);
        }
        match (behaviour.refuses.get(&name).cloned(), id) {
            (Some(words), None) => Some(json!({ "syncStatus": "error creating object", "conditions": [
                    { "type": "Error", "status": "True", "reason": "CreatingCustomResource", "message": words, "lastTransitionTime": "2026-01-01T00:00:00Z" },
                ] })),
            (None, None) if behaviour.created.insert(object.uid().expect("an object has a UID")) => {
                let number = 1_000_000 + behaviour.created.len();
                let id = if object.data["spec"]["type"] == "slo" {
                    format!("{number:032x}")
                } else {
                    number.to_string()
                };
                Some(json!({ "id": id, "syncStatus": "OK" }))
            }
            _ => None,
        }
    };
    if object.finalizers().is_empty() {
        set_finalizers(api, &name, &json!([FINALIZER])).await;
    }
    if let Some(status) = status.filter(|status| object.data["status"]["syncStatus"] != status["syncStatus"]) {
        write_status(api, &name, status).await;
    }
}

async fn write_status(api: &Api<DynamicObject>, name: &str, status: Value) {
    tolerate_gone(
        api.patch_status(
            name,
            &PatchParams::default(),
            &Patch::Merge(json!({ "status": status })),
        )
        .await,
    );
}

async fn set_finalizers(api: &Api<DynamicObject>, name: &str, finalizers: &Value) {
    let patch = json!({ "metadata": { "finalizers": finalizers } });
    tolerate_gone(api.patch(name, &PatchParams::default(), &Patch::Merge(patch)).await);
}

fn tolerate_gone(result: Result<DynamicObject, kube::Error>) {
    match result {
        Ok(_) => {}
        // Deleted by hand in between, or a finalizer for an object that is already being deleted.
        Err(kube::Error::Api(status)) if matches!(status.code, 404 | 422) => {}
        Err(error) => panic!("the double of the operator: {error}"),
    }
}
