//! A monitor under test.

use std::collections::BTreeMap;

use datadog_simulator::state::Thresholds;
use datadog_simulator::world::References;
use datadog_simulator::{Definition, Monitor, SimulationError};
use model::{ObjectPath, Stream, Tag};
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_128;

use crate::notation::Variables;
use crate::sli::Sli;

/// A rendered monitor and the facts of its service.
#[derive(Clone, Debug)]
pub struct RenderedMonitor<'a> {
    /// The environment.
    pub env: &'a str,
    /// Its identity.
    pub path: &'a ObjectPath,
    /// The file it is declared in, from the root of the repository.
    pub source: String,
    /// The owning team.
    pub team: &'a str,
    /// The path of its test file, from the root of the repository.
    pub tests: String,
    /// The tier of its service.
    pub tier: u8,
    /// Its severity: `P1`.
    pub severity: &'a str,
    /// The streams that its service consumes.
    pub consumes: &'a [Stream],
    /// The payload for Datadog's API.
    pub payload: &'a Value,
    /// The SLOs and monitors that it refers to, by their ids.
    pub slos: Vec<(String, &'a Value)>,
    /// See [`RenderedMonitor::slos`].
    pub monitors: Vec<(u64, &'a Value)>,
}

/// A monitor of one service in one environment, compiled.
#[derive(Clone, Debug)]
pub struct TestedMonitor {
    /// The environment.
    pub env: String,
    /// The service.
    pub service: String,
    /// The monitor's name.
    pub name: String,
    /// The file it is declared in, from the root of the repository.
    pub source: String,
    /// The path of its test file, from the root of the repository.
    pub tests: String,
    /// The tier of its service.
    pub tier: u8,
    /// Its severity: `P1`.
    pub severity: String,
    /// The compiled monitor.
    pub compiled: Monitor,
    /// The SLOs and monitors that it refers to.
    pub references: References,
    /// How events of its SLO are counted; `None` if it alerts on no SLO, or on one that does not count events.
    pub(crate) sli: Option<Sli>,
    /// The variables for the notations of its tests.
    pub variables: Variables,
    /// A key over what it was compiled from.
    pub(crate) fingerprint: u128,
}

impl TestedMonitor {
    /// Compiles a monitor.
    ///
    /// # Errors
    /// As [`Monitor::compile`].
    pub fn new(rendered: &RenderedMonitor<'_>) -> Result<Self, SimulationError> {
        let compiled = Monitor::compile(Definition::from_payload(rendered.payload)?)?;
        let references = References::from_payloads(rendered.slos.iter().cloned(), rendered.monitors.iter().copied())?;
        let slo = rendered.slos.iter().find(|(id, _)| compiled.slo_id() == Some(id));
        let sli = slo.and_then(|(_, payload)| Sli::read(payload));
        Ok(Self {
            env: rendered.env.to_owned(),
            service: rendered.path.service.clone(),
            name: rendered.path.name.clone(),
            source: rendered.source.clone(),
            tests: rendered.tests.clone(),
            tier: rendered.tier,
            severity: rendered.severity.to_owned(),
            variables: variables(rendered, &compiled, &references, sli.as_ref()),
            references,
            sli,
            compiled,
            fingerprint: xxh3_128(format!("{rendered:?}").as_bytes()),
        })
    }

    /// Adds `$by_title`, what alerts call the tags that the monitor groups by.
    pub(crate) fn name_groups(&mut self, tags: &BTreeMap<String, Tag>) {
        let title = |key: &'_ String| {
            let tag = tags.get(key.as_str());
            tag.and_then(|tag| tag.title.clone()).unwrap_or_else(|| key.clone())
        };
        let titles: Vec<String> = self.compiled.group_keys().iter().map(title).collect();
        numbered(&mut self.variables, "by_title", titles.iter().map(String::as_str));
    }

    /// Adds `$critical_text`, the threshold as messages show it, and the same of the others.
    pub fn show_thresholds(&mut self, text_of: impl Fn(f64) -> String) {
        for (name, value) in named(self.compiled.thresholds()) {
            self.variables.text(format!("{name}_text"), text_of(value));
        }
    }

    /// Adds `$limit`, above which the monitor counts values.
    pub fn set_limit(&mut self, limit: f64) {
        self.variables.number("limit", limit);
    }

    /// Adds `$min_bad`, the fewest bad events that alert, and `$assumed`, the good events that its query adds for that.
    pub fn set_minimum(&mut self, bad: u32, assumed: u64) {
        self.variables.number("min_bad", f64::from(bad));
        self.variables.number("assumed", assumed as f64);
    }

    /// `<service>/<name> in <env>`
    #[must_use]
    pub fn title(&self) -> String {
        format!("{}/{} in {}", self.service, self.name, self.env)
    }
}

/// The path of the test file for the monitor that the file `source` declares.
#[must_use]
pub fn test_file(source: &str) -> String {
    format!("{}_test.yaml", source.strip_suffix(".libsonnet").unwrap_or(source))
}

fn variables(
    rendered: &RenderedMonitor<'_>,
    monitor: &Monitor,
    references: &References,
    sli: Option<&Sli>,
) -> Variables {
    let mut variables = Variables::default();
    variables.text("service", &rendered.path.service);
    variables.text("env", rendered.env);
    variables.text("team", rendered.team);
    variables.number("tier", f64::from(rendered.tier));
    variables.number("window", monitor.window().length_max_s() as f64 / 60.0);
    let thresholds = monitor.thresholds();
    for (name, value) in named(thresholds) {
        variables.number(name, value);
    }
    let mut metrics = monitor.metrics();
    // Those of a composite in the order of its condition.
    let constituents = monitor.constituents();
    for metric in constituents
        .iter()
        .filter_map(|id| references.monitors.get(id))
        .flat_map(Monitor::metrics)
    {
        if !metrics.contains(&metric) {
            metrics.push(metric);
        }
    }
    numbered(&mut variables, "metric", metrics);
    let ids: Vec<String> = constituents.iter().map(u64::to_string).collect();
    numbered(&mut variables, "monitor", ids.iter().map(String::as_str));
    for kind in ["rabbitmq", "kafka"] {
        let streams = rendered.consumes.iter().filter(|stream| stream.kind == kind);
        let name = if kind == "kafka" { "topic" } else { "queue" };
        numbered(&mut variables, name, streams.map(|stream| stream.name.as_str()));
    }
    if let Some(sli) = sli {
        variables.number("target", sli.target_percent);
    }
    numbered(&mut variables, "by", monitor.group_keys().iter().map(String::as_str));
    variables
}

/// The thresholds that a monitor has, by the names of their variables.
fn named(thresholds: &Thresholds) -> impl Iterator<Item = (&'static str, f64)> {
    [
        ("critical", thresholds.critical),
        ("warning", thresholds.warning),
        ("critical_recovery", thresholds.critical_recovery),
        ("warning_recovery", thresholds.warning_recovery),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
}

/// `$by` and `$by_1` for the first, `$by_2` for the second.
fn numbered<'a>(variables: &mut Variables, name: &str, texts: impl IntoIterator<Item = &'a str>) {
    for (i, text) in texts.into_iter().enumerate() {
        if i == 0 {
            variables.text(name, text);
        }
        variables.text(format!("{name}_{}", i + 1), text);
    }
}
