//! What is sent.

use std::collections::BTreeMap;

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{OneOrMany, Text, Timelines};

/// Tags by their key; the environment's is added where none is said.
pub type Tags = BTreeMap<String, Located<OneOrMany>>;

/// One metric with one combination of tags.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesValues {
    /// The metric's name.
    pub metric: Text,
    /// Its tags.
    #[serde(default)]
    pub tags: Tags,
    /// `count`, `rate`, `gauge` or `distribution`; needed where the metric catalog does not know the metric.
    #[serde(rename = "type")]
    pub kind: Option<Text>,
    /// The time between two samples; a minute unless said.
    pub interval: Option<Text>,
    /// The samples.
    pub values: Text,
    /// It is there to be overlooked: the monitor reads the metric, but not with these tags.
    #[serde(default)]
    pub decoy: bool,
}

/// The runs of a service check with one combination of tags.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRuns {
    /// The check's name.
    pub check: Text,
    /// Its tags.
    #[serde(default)]
    pub tags: Tags,
    /// The time between two runs; a minute unless said.
    pub interval: Option<Text>,
    /// The statuses.
    pub statuses: Text,
    /// What it says when it is not OK.
    pub message: Option<Text>,
    /// It is there to be overlooked: the monitor looks at the check, but not with these tags.
    #[serde(default)]
    pub decoy: bool,
}

/// Events of one kind.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// The product, as monitor queries call it: `logs`, `trace-analytics`, `rum`, `events`, ...
    pub source: Text,
    /// One event each so often.
    pub every: Option<Text>,
    /// So many events, evenly spread.
    pub count: Option<Text>,
    /// From when to when, the end excluded: `0m..30m`.
    pub between: Text,
    /// The event.
    pub body: Located<Value>,
    /// It is there to be overlooked: the monitor looks at such events, but not at these.
    #[serde(default)]
    pub decoy: bool,
}

/// A downtime.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Downtime {
    /// From when to when: `10m..40m`.
    pub between: Text,
    /// Which groups; all unless said.
    pub scope: Option<Text>,
    /// Which monitors, by tags they all have; all unless said.
    pub monitor_tags: Option<Located<OneOrMany>>,
    /// Whether the first recovery is kept quiet too.
    #[serde(default)]
    pub mutes_first_recovery: bool,
}

/// States that are stated.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// The id of a constituent, as the composite's query has it; the monitor itself unless said.
    pub monitor: Option<u64>,
    /// The states, by group.
    pub states: Located<Timelines>,
}
