//! A double of the operator's definition of DatadogGenericResource: the fields that this program and its tests use.

use serde_json::{Value, json};

pub(crate) fn definition() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": { "name": "datadoggenericresources.datadoghq.com" },
        "spec": {
            "group": "datadoghq.com", "scope": "Namespaced",
            "names": {
                "kind": "DatadogGenericResource", "listKind": "DatadogGenericResourceList",
                "plural": "datadoggenericresources", "singular": "datadoggenericresource", "shortNames": ["ddgr"],
            },
            "versions": [{
                "name": "v1alpha1", "served": true, "storage": true, "subresources": { "status": {} },
                "schema": { "openAPIV3Schema": { "type": "object", "properties": {
                    "spec": {
                        "type": "object", "required": ["jsonSpec", "type"],
                        "properties": {
                            "type": { "type": "string", "enum": ["monitor", "slo", "dashboard"] },
                            "jsonSpec": { "type": "string", "minLength": 1 },
                        },
                    },
                    "status": {
                        "type": "object",
                        "properties": {
                            "id": text, "syncStatus": text, "state": text,
                            "stateLastUpdateTime": { "type": "string", "format": "date-time" },
                            "conditions": { "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"], "items": {
                                "type": "object", "required": ["type"],
                                "properties": {
                                    "type": text, "status": text, "reason": text, "message": text,
                                    "lastTransitionTime": { "type": "string", "format": "date-time" },
                                },
                            } },
                        },
                    },
                } } },
            }],
        },
    })
}
