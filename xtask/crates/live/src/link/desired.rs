//! The `DatadogGenericResource` that a linked resource becomes, and whether the cluster has it.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{ManagedFieldsEntry, OwnerReference};
use kube::{Resource, ResourceExt};
use linked::{FIELD_MANAGER, LinkedType};
use serde_json::{Value, json};

use crate::kinds::{DatadogGenericResource, DatadogLinkedResource};

/// Argo CD's label of the application that an object belongs to, where Argo CD tracks by labels. It would take a copy of it for an object that nobody declared, and prune it.
const TRACKING_LABEL: &str = "app.kubernetes.io/instance";

/// What the cluster should have.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Desired {
    name: String,
    labels: BTreeMap<String, String>,
    owner: OwnerReference,
    kind: LinkedType,
    json: String,
}

impl Desired {
    /// What `linked` becomes with this payload. `None` for an object without a name or a UID, which the API server never returns.
    pub(crate) fn of(linked: &DatadogLinkedResource, kind: LinkedType, json: String) -> Option<Self> {
        let mut labels = linked.labels().clone();
        labels.remove(TRACKING_LABEL);
        Some(Self {
            name: linked.metadata.name.clone()?,
            labels,
            owner: linked.controller_owner_ref(&())?,
            kind,
            json,
        })
    }

    /// For server-side apply.
    pub(crate) fn manifest(&self) -> Value {
        json!({
            "apiVersion": DatadogGenericResource::api_version(&()),
            "kind": DatadogGenericResource::kind(&()),
            "metadata": { "name": self.name, "labels": self.labels, "ownerReferences": [self.owner] },
            "spec": { "type": self.kind, "jsonSpec": self.json },
        })
    }

    /// Whether `resource` is as it should be. Labels of others are theirs.
    pub(crate) fn is_in(&self, resource: &DatadogGenericResource) -> bool {
        let spec = &resource.spec;
        let labels = self
            .labels
            .iter()
            .all(|(key, value)| resource.labels().get(key) == Some(value));
        spec.kind == self.kind.as_str()
            && spec.json_spec == self.json
            && labels
            && applied_labels(resource)
                .is_none_or(|applied| applied.into_iter().eq(self.labels.keys().map(String::as_str)))
    }
}

/// Whether `resource` was written for `linked`: for this very object, not for an earlier one of its name.
pub(crate) fn is_owned(resource: &DatadogGenericResource, linked: &DatadogLinkedResource) -> bool {
    let mut owners = resource.owner_references().iter();
    owners.any(|owner| owner.controller == Some(true) && Some(&owner.uid) == linked.metadata.uid.as_ref())
}

/// Whether `resource` was written for some linked resource.
pub(crate) fn is_written(resource: &DatadogGenericResource) -> bool {
    let mut owners = resource.owner_references().iter();
    owners.any(|owner| owner.kind == linked::KIND && owner.api_version == linked::API_VERSION)
}

/// Removes what nothing reads: other field managers, annotations, and payloads that this program did not write.
pub(crate) fn trim(resource: &mut DatadogGenericResource) {
    resource.annotations_mut().clear();
    resource.managed_fields_mut().retain(is_ours);
    if !is_written(resource) {
        resource.spec.json_spec.clear();
    }
}

fn is_ours(entry: &ManagedFieldsEntry) -> bool {
    entry.manager.as_deref() == Some(FIELD_MANAGER) && entry.operation.as_deref() == Some("Apply")
}

/// The labels that this program applied last, sorted: one that it no longer has must be removed.
fn applied_labels(resource: &DatadogGenericResource) -> Option<Vec<&str>> {
    let ours = resource.managed_fields().iter().find(|entry| is_ours(entry))?;
    let fields = &ours.fields_v1.as_ref()?.0;
    let labels = fields.get("f:metadata")?.get("f:labels").and_then(Value::as_object);
    let names = labels
        .into_iter()
        .flatten()
        .filter_map(|(key, _)| key.strip_prefix("f:"));
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(labels: Value) -> DatadogLinkedResource {
        let object = json!({
            "apiVersion": linked::API_VERSION,
            "kind": linked::KIND,
            "metadata": {
                "name": "a", "namespace": "datadog", "uid": "1", "labels": labels,
                "annotations": { "argocd.argoproj.io/tracking-id": "transcription:x:datadog/a", "argocd.argoproj.io/sync-wave": "2" },
            },
            "spec": { "type": "monitor", "references": {}, "jsonSpec": "{}" },
        });
        serde_json::from_value(object).expect("a linked resource")
    }

    fn desired(labels: Value) -> Desired {
        Desired::of(&linked(labels), LinkedType::Monitor, "{}".to_owned()).expect("it has a name and a UID")
    }

    fn written(desired: &Desired) -> DatadogGenericResource {
        let mut manifest = desired.manifest();
        let labels = desired
            .labels
            .keys()
            .map(|key| (format!("f:{key}"), json!({})))
            .collect();
        manifest["metadata"]["managedFields"] = json!([{
            "manager": FIELD_MANAGER, "operation": "Apply",
            "fieldsV1": { "f:metadata": { "f:labels": Value::Object(labels) } },
        }]);
        serde_json::from_value(manifest).expect("a generic resource")
    }

    #[test]
    fn argocd_does_not_track_what_it_becomes() {
        let manifest = desired(json!({ "team": "a", TRACKING_LABEL: "transcription" })).manifest();
        assert_eq!(manifest["metadata"]["labels"], json!({ "team": "a" }));
        assert_eq!(manifest["metadata"]["annotations"], Value::Null);
        let owner = json!([{ "apiVersion": linked::API_VERSION, "kind": linked::KIND, "name": "a", "uid": "1", "controller": true }]);
        assert_eq!(manifest["metadata"]["ownerReferences"], owner);
    }

    #[test]
    fn sees_every_difference_that_is_ours() {
        let desired = desired(json!({ "team": "a", "env": "prod" }));
        let same = written(&desired);
        assert!(desired.is_in(&same));
        let mut others = same.clone();
        others.labels_mut().insert("somebody".to_owned(), "else".to_owned());
        assert!(desired.is_in(&others), "a label of somebody else");
        let changes: [fn(&mut DatadogGenericResource); 4] = [
            |resource| resource.spec.json_spec.push(' '),
            |resource| resource.spec.kind = "slo".to_owned(),
            |resource| resource.labels_mut().clear(),
            |resource| {
                resource.labels_mut().insert("team".to_owned(), "b".to_owned());
            },
        ];
        for change in changes {
            let mut changed = same.clone();
            change(&mut changed);
            assert!(!desired.is_in(&changed), "{changed:?}");
        }
        let fewer = super::tests::desired(json!({ "team": "a" }));
        assert!(!fewer.is_in(&same), "a label that was applied and is no longer wanted");
    }

    #[test]
    fn only_its_own_object_is_owned() {
        let linked = linked(json!({}));
        let mut resource = written(&desired(json!({})));
        assert!(is_owned(&resource, &linked));
        resource.owner_references_mut()[0].uid = "of an earlier object".to_owned();
        assert!(!is_owned(&resource, &linked));
        assert!(is_written(&resource));
        resource.owner_references_mut().clear();
        assert!(!is_written(&resource));
        resource.spec.json_spec = "{}".to_owned();
        trim(&mut resource);
        assert_eq!(
            resource.spec.json_spec, "",
            "nobody compares a payload that is not ours"
        );
    }
}
