//! What the controller reports about a linked resource.

use std::collections::BTreeMap;

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The condition that every id is known and in the payload.
pub const RESOLVED: &str = "Resolved";
/// The condition that Datadog has the object as declared.
pub const READY: &str = "Ready";

/// `status` of a `DatadogLinkedResource`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct LinkedStatus {
    /// The generation of the spec that this status is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_generation: Option<i64>,
    /// Resolved and Ready.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["type"])))]
    pub conditions: Vec<Condition>,
    /// The ids that are in the payload, by path.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ids: BTreeMap<String, String>,
    /// The DatadogGenericResource that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<WrittenResource>,
}

/// A condition, with the fields that Kubernetes' own have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// Resolved or Ready.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it holds.
    pub status: ConditionStatus,
    /// Why, in one word.
    pub reason: String,
    /// Why, in a sentence.
    pub message: String,
    /// When the status last changed.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub last_transition_time: String,
    /// The generation of the spec that this condition is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed_generation: Option<i64>,
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum ConditionStatus {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// Not known yet.
    Unknown,
}

/// The reasons of the condition [`RESOLVED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub enum ResolvedReason {
    /// Every id is in the payload.
    ReferencesResolved,
    /// A referenced object does not exist yet, or has no id yet.
    WaitingForReference,
    /// The spec contradicts itself.
    InvalidSpec,
    /// A referenced object has an id that cannot be put into the payload, or refers back.
    ReferenceRefused,
}

impl ResolvedReason {
    /// As `reason` of a condition has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReferencesResolved => "ReferencesResolved",
            Self::WaitingForReference => "WaitingForReference",
            Self::InvalidSpec => "InvalidSpec",
            Self::ReferenceRefused => "ReferenceRefused",
        }
    }
}

/// The `DatadogGenericResource` that the controller wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct WrittenResource {
    /// Its name.
    pub name: String,
    /// The object's id in Datadog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the operator says about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sync_status: Option<String>,
}
