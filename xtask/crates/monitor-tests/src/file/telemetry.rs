//! Telemetry and downtimes of a test.

use std::collections::BTreeMap;

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{OneOrMany, Text, Timelines};

/// Tags by key. `env` is added unless it is given.
pub type Tags = BTreeMap<String, Located<OneOrMany>>;

/// One series: a metric with one combination of tags.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesValues {
    /// The metric's name.
    pub metric: Text,
    /// Its tags.
    #[serde(default)]
    pub tags: Tags,
    /// `count`, `rate`, `gauge` or `distribution`; required only if the metric is not in the metric catalog.
    #[serde(rename = "type")]
    pub kind: Option<Text>,
    /// The time between two samples. Default: `1m`.
    pub interval: Option<Text>,
    /// The samples, for example `0x10 5x15 0x30`.
    pub values: Text,
    /// The monitor must ignore this series: it reads the metric, but not with these tags.
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
    /// The time between two runs. Default: `1m`.
    pub interval: Option<Text>,
    /// The statuses, for example `OKx5 CRITICALx10 OKx5`.
    pub statuses: Text,
    /// The check's message when its status is not OK.
    pub message: Option<Text>,
    /// The monitor must ignore these runs: it reads the check, but not with these tags.
    #[serde(default)]
    pub decoy: bool,
}

/// Equal events at several times.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// The data source, as named in monitor queries: `logs`, `trace-analytics`, `rum`, `events`, ...
    pub source: Text,
    /// The time between two events, for example `30s`. Set either `every` or `count`.
    pub every: Option<Text>,
    /// The number of events, evenly spread. Set either `every` or `count`.
    pub count: Option<Text>,
    /// Start and end, the end excluded: `0m..30m`.
    pub between: Text,
    /// The fields of the event.
    pub body: Located<Value>,
    /// The monitor must ignore these events: it reads this data source, but its search does not match them.
    #[serde(default)]
    pub decoy: bool,
}

/// A downtime.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Downtime {
    /// Start and end: `10m..40m`.
    pub between: Text,
    /// The groups it mutes, for example `host:a`. Default: all.
    pub scope: Option<Text>,
    /// The monitors it mutes: those with all of these tags. Default: all.
    pub monitor_tags: Option<Located<OneOrMany>>,
    /// Whether the first recovery is muted too.
    #[serde(default)]
    pub mutes_first_recovery: bool,
}

/// Events of the SLO that the monitor alerts on.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SliEvents {
    /// How many times faster than the target allows the error budget burns, in each interval: the samples of a series.
    pub burn_rate: Text,
    /// The interval. Default: one minute.
    pub interval: Option<Text>,
}

/// Given states of a monitor, which is then not evaluated.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// The id of another monitor in the composite's query, also as a variable. Default: the monitor under test.
    pub monitor: Option<Text>,
    /// The states, by group.
    pub states: Located<Timelines>,
}
