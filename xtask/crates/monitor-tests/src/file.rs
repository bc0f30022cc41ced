//! The format of a test file, `<name>_test.yaml` next to a monitor: see `docs/reference/monitor-tests.md`.

mod expected;
mod filters;
mod scalar;
mod telemetry;
mod timelines;

use std::collections::BTreeMap;

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

pub use expected::{Notify, TextMatch};
pub(crate) use filters::Filters;
pub use scalar::{OneOrMany, Scalar};
pub use telemetry::{CheckRuns, Downtime, Events, SeriesValues, SliEvents, Tags, Verdicts};
pub use timelines::Timelines;

/// A scalar with its place in the file.
pub type Text = Located<Scalar>;

/// The tests of a monitor.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestFile {
    /// The tests. Each runs for every service and environment that has the monitor.
    pub tests: Vec<Located<Test>>,
}

/// One test: telemetry, and the expected states and notifications.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// What the monitor does, for example `alerts when jobs fail, and recovers`. Unique in the file.
    pub name: Text,
    /// Run only in these environments. Default: all.
    pub envs: Option<Vec<Text>>,
    /// Run only for these services. Default: all.
    pub services: Option<Vec<Text>>,
    /// Run only for services of these tiers. Default: all.
    pub tiers: Option<Vec<Text>>,
    /// Run only for monitors of these severities. Default: all.
    pub severities: Option<Vec<Text>>,
    /// When the test starts. Default: `2024-01-01T00:00:00Z`, a Monday.
    pub start: Option<Text>,
    /// How long the test lasts. Default: until the telemetry ends.
    pub until: Option<Text>,
    /// Metric series.
    #[serde(default)]
    pub series: Vec<Located<SeriesValues>>,
    /// Events of the SLO that the monitor alerts on.
    #[serde(default)]
    pub sli: Vec<Located<SliEvents>>,
    /// Runs of service checks.
    #[serde(default)]
    pub checks: Vec<Located<CheckRuns>>,
    /// Logs, spans and other events.
    #[serde(default)]
    pub events: Vec<Located<Events>>,
    /// Downtimes.
    #[serde(default)]
    pub downtimes: Vec<Located<Downtime>>,
    /// Notification rules, in the format of Datadog's API.
    #[serde(default)]
    pub rules: Vec<Located<Value>>,
    /// SLOs by their id, in the format of Datadog's API.
    #[serde(default)]
    pub slos: BTreeMap<String, Located<Value>>,
    /// States of other monitors (for a composite), or of this monitor if it cannot be evaluated offline.
    #[serde(default)]
    pub verdicts: Vec<Located<Verdicts>>,
    /// Every expected change of state, by group.
    pub timeline: Located<Timelines>,
    /// Expected notifications.
    #[serde(default)]
    pub notify: Vec<Located<Notify>>,
}
