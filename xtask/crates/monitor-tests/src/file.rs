//! A test file, as it is written: `<name>_test.yaml` beside a monitor. Form: `docs/reference/monitor-tests.md`.

mod expected;
mod scalar;
mod telemetry;
mod timelines;

use std::collections::BTreeMap;

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

pub use expected::{Notify, TextMatch};
pub use scalar::{OneOrMany, Scalar};
pub use telemetry::{CheckRuns, Downtime, Events, SeriesValues, Tags, Verdicts};
pub use timelines::Timelines;

/// A text with its place.
pub type Text = Located<Scalar>;

/// The tests of a monitor.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestFile {
    /// The tests. Each runs for every service and environment that gets the monitor.
    pub tests: Vec<Located<Test>>,
}

/// One test: what is sent, and what comes of it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// What holds, as a clause.
    pub name: Text,
    /// Only in these environments.
    pub envs: Option<Vec<Text>>,
    /// Only for these services.
    pub services: Option<Vec<Text>>,
    /// Only for services of these tiers.
    pub tiers: Option<Vec<Text>>,
    /// When the test starts, as `2024-01-01T00:00:00Z`; a Monday at midnight UTC unless said.
    pub start: Option<Text>,
    /// How long it lasts; to the end of what is sent unless said.
    pub until: Option<Text>,
    /// Metric series.
    #[serde(default)]
    pub series: Vec<Located<SeriesValues>>,
    /// Results of service checks.
    #[serde(default)]
    pub checks: Vec<Located<CheckRuns>>,
    /// Logs, spans and other events.
    #[serde(default)]
    pub events: Vec<Located<Events>>,
    /// Downtimes.
    #[serde(default)]
    pub downtimes: Vec<Located<Downtime>>,
    /// Notification rules, as Datadog's API takes them.
    #[serde(default)]
    pub rules: Vec<Located<Value>>,
    /// SLOs by their id, as Datadog's API takes them.
    #[serde(default)]
    pub slos: BTreeMap<String, Located<Value>>,
    /// States of other monitors (constituents of a composite), or of this one where it cannot be evaluated offline.
    #[serde(default)]
    pub verdicts: Vec<Located<Verdicts>>,
    /// Every change of state, by group.
    pub timeline: Located<Timelines>,
    /// What is sent.
    #[serde(default)]
    pub notify: Vec<Located<Notify>>,
}
