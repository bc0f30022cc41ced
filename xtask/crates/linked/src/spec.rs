//! What a linked resource declares.

use std::collections::BTreeMap;
use std::fmt;

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `spec` of a `DatadogLinkedResource`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkedSpec {
    /// What Datadog makes of the payload.
    #[serde(rename = "type")]
    pub kind: LinkedType,
    /// The objects whose ids the payload needs, by path. Each has a placeholder in jsonSpec, and each placeholder has an entry here.
    #[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "maxProperties" = 256)))]
    pub references: BTreeMap<String, Reference>,
    /// The payload for Datadog's API: a JSON object. `<id of PATH>` in a string becomes the id; alone in a string of monitor_ids, a number.
    #[cfg_attr(feature = "schema", schemars(length(min = 2)))]
    pub json_spec: String,
}

/// The kinds of objects whose payloads have ids of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum LinkedType {
    /// A monitor: an SLO alert or a composite.
    Monitor,
    /// An SLO of monitors.
    Slo,
    /// A dashboard whose widgets show monitors or SLOs.
    Dashboard,
}

impl LinkedType {
    /// As `spec.type` has it, of a `DatadogGenericResource` too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Monitor => "monitor",
            Self::Slo => "slo",
            Self::Dashboard => "dashboard",
        }
    }
}

impl fmt::Display for LinkedType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An object that is referred to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reference {
    /// The name of its DatadogGenericResource in the same namespace.
    #[cfg_attr(
        feature = "schema",
        schemars(length(min = 1, max = 253), regex(pattern = r"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"))
    )]
    pub resource: String,
}
