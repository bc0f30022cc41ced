//! The kinds of the cluster that the verbs read and write.

use kube::CustomResource;
use linked::{LinkedSpec, LinkedStatus};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A field whose type the API server may not have checked: an older definition of the kind lets through what this program cannot read. One such object
/// must not stop the watch of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lenient<T>(pub(crate) Result<T, String>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(Self(T::deserialize(value).map_err(|error| error.to_string())))
    }
}

impl<T: Serialize> Serialize for Lenient<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().ok().serialize(serializer)
    }
}

/// The spec of a `DatadogLinkedResource`. Its definition for Kubernetes is [`linked::CRD`].
#[derive(CustomResource, Clone, Debug, Deserialize, Serialize)]
#[kube(
    group = "observability.scribemed.io",
    version = "v1alpha1",
    kind = "DatadogLinkedResource",
    plural = "datadoglinkedresources",
    status = "Lenient<LinkedStatus>",
    schema = "disabled",
    namespaced
)]
#[serde(transparent)]
pub(crate) struct LinkedResourceSpec(pub(crate) Lenient<LinkedSpec>);

impl DatadogLinkedResource {
    /// The status as this program wrote it, empty where there is none or it cannot be read.
    pub(crate) fn status_or_empty(&self) -> LinkedStatus {
        let status = self.status.as_ref().and_then(|status| status.0.as_ref().ok());
        status.cloned().unwrap_or_default()
    }
}

/// The spec of a `DatadogGenericResource`, the operator's kind.
#[derive(CustomResource, Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[kube(
    group = "datadoghq.com",
    version = "v1alpha1",
    kind = "DatadogGenericResource",
    plural = "datadoggenericresources",
    status = "GenericStatus",
    schema = "disabled",
    namespaced
)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GenericResourceSpec {
    /// `monitor`, `slo` and so on.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The payload.
    pub(crate) json_spec: String,
}

/// The part of the operator's status that the verbs read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct GenericStatus {
    /// The object's id in Datadog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// `OK`, or what failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sync_status: Option<String>,
    /// Of the type `Error`: the answer of Datadog's API.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) conditions: Vec<GenericCondition>,
}

/// A condition that the operator wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct GenericCondition {
    /// `Created`, `Updated`, `Error` and so on.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// `True`, `False` or `Unknown`.
    pub(crate) status: String,
    /// In the API's words.
    pub(crate) message: String,
}

impl DatadogGenericResource {
    /// The object's id in Datadog, if it has one.
    pub(crate) fn id(&self) -> Option<&str> {
        let id = self.status.as_ref()?.id.as_deref()?;
        (!id.is_empty()).then_some(id)
    }

    /// What the operator says about the last time it tried, if it has tried.
    pub(crate) fn sync_status(&self) -> Option<&str> {
        let status = self.status.as_ref()?.sync_status.as_deref()?;
        (!status.is_empty()).then_some(status)
    }

    /// What failed the last time the operator tried, with the API's own words.
    pub(crate) fn sync_error(&self) -> Option<String> {
        let status = self.sync_status().filter(|status| *status != "OK")?;
        let conditions = self.status.iter().flat_map(|status| &status.conditions);
        let mut errors = conditions.filter(|condition| condition.kind == "Error" && condition.status == "True");
        let words = errors
            .next()
            .map(|condition| condition.message.trim())
            .filter(|words| !words.is_empty());
        Some(words.map_or_else(|| status.to_owned(), |words| format!("{status}: {words}")))
    }
}

#[cfg(test)]
mod tests {
    use kube::Resource;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_kind_is_the_one_that_is_rendered() {
        assert_eq!(DatadogLinkedResource::group(&()), linked::GROUP);
        assert_eq!(DatadogLinkedResource::version(&()), linked::VERSION);
        assert_eq!(DatadogLinkedResource::kind(&()), linked::KIND);
        assert_eq!(DatadogLinkedResource::plural(&()), linked::PLURAL);
    }

    #[test]
    fn an_unreadable_spec_is_kept_as_an_error() {
        let object = json!({ "metadata": { "name": "a" }, "spec": { "type": "monitor", "surplus": 1 }, "status": 7 });
        let object: DatadogLinkedResource = serde_json::from_value(object).expect("the object itself is readable");
        let error = object.spec.0.0.clone().expect_err("the spec is not");
        assert!(error.contains("surplus"), "{error}");
        assert_eq!(object.status_or_empty(), LinkedStatus::default());
    }

    #[test]
    fn an_error_has_the_words_of_the_api() {
        let status = json!({ "syncStatus": "error creating object", "conditions": [
            { "type": "Created", "status": "True", "message": "DatadogGenericResource Created" },
            { "type": "Error", "status": "True", "message": "400 Bad Request: The value provided for parameter 'query' is invalid" },
        ] });
        let mut object = DatadogGenericResource::new(
            "a",
            GenericResourceSpec {
                kind: "monitor".into(),
                json_spec: "{}".into(),
            },
        );
        assert_eq!(object.sync_error(), None);
        object.status = Some(serde_json::from_value(status).expect("a status"));
        let expected = "error creating object: 400 Bad Request: The value provided for parameter 'query' is invalid";
        assert_eq!(object.sync_error().as_deref(), Some(expected));
    }
}
