//! Where widgets get their data from.

use std::collections::BTreeMap;

use datadog_query::metric::MetricQuery;
use datadog_query::search::Search;
use datadog_simulator::World;
use datadog_simulator::selection;
use datadog_simulator::state::State;
use datadog_simulator::time::Frame;
use datadog_simulator::world::CheckRun;
use serde_json::Value;

/// What the queries of a request read.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Metric queries.
    pub metrics: Vec<MetricQuery>,
    /// Searches.
    pub events: Vec<Events>,
}

/// A search in one product.
#[derive(Clone, Debug)]
pub struct Events {
    /// The product, by its name in monitor queries: `logs`, `events`.
    pub source: String,
    /// The search.
    pub search: Search,
}

/// A monitor and its state.
#[derive(Clone, Debug, PartialEq)]
pub struct MonitorStatus {
    /// Its title.
    pub name: String,
    /// Its own tags.
    pub tags: Vec<String>,
    /// 1 to 5.
    pub priority: Option<u8>,
    /// `None` if it is not known.
    pub state: Option<State>,
}

/// An SLO.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// What widgets refer to it by.
    pub id: String,
    /// Its payload.
    pub payload: Value,
}

/// Where widgets get their data from.
pub trait Source {
    /// The telemetry that is asked for. It may have more: the queries are evaluated over it.
    ///
    /// # Errors
    /// Why there can be none, as a clause.
    fn telemetry(&self, asked: &Asked, frame: Frame) -> Result<World, String>;

    /// The runs of a check with these tags, which have the keys of `by`.
    ///
    /// # Errors
    /// Why there can be none, as a clause.
    fn check_runs(&self, check: &str, tags: &[String], by: &[String], frame: Frame) -> Result<Vec<CheckRun>, String>;

    /// The monitors that a search finds among their tags (`key:value`), and their states at the end of what is shown.
    ///
    /// # Errors
    /// Why there can be none, as a clause.
    fn monitors(&self, search: &Search) -> Result<Vec<MonitorStatus>, String>;

    /// The SLOs.
    fn objectives(&self) -> &[Objective];

    /// The unit of a metric, by Datadog's name, where a widget states none.
    fn unit(&self, metric: &str) -> Option<&str>;
}

/// Telemetry that is there already.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// The telemetry.
    pub world: World,
    /// The monitors.
    pub monitors: Vec<MonitorStatus>,
    /// The SLOs.
    pub objectives: Vec<Objective>,
    /// The units of metrics, by Datadog's names.
    pub units: BTreeMap<String, String>,
}

impl Source for Recorded {
    fn telemetry(&self, asked: &Asked, _: Frame) -> Result<World, String> {
        let of_metric = |name: &str| asked.metrics.iter().any(|query| query.metric.text == name);
        let found = |source: &str, body: &Value| {
            asked
                .events
                .iter()
                .any(|events| events.source == source && selection::finds(&events.search, body))
        };
        Ok(World {
            series: self
                .world
                .series
                .iter()
                .filter(|series| of_metric(&series.metric))
                .cloned()
                .collect(),
            events: self
                .world
                .events
                .iter()
                .filter(|event| found(&event.source, &event.body))
                .cloned()
                .collect(),
            ..World::default()
        })
    }

    fn check_runs(&self, check: &str, tags: &[String], by: &[String], frame: Frame) -> Result<Vec<CheckRun>, String> {
        let runs = self.world.checks.iter().filter(|run| {
            run.check == check
                && (frame.from..frame.to).contains(&run.at)
                && tags.iter().all(|tag| run.tags.contains(tag))
                && by.iter().all(|key| run.tags.value(key).is_some())
        });
        Ok(runs.cloned().collect())
    }

    fn monitors(&self, search: &Search) -> Result<Vec<MonitorStatus>, String> {
        let found = |monitor: &&MonitorStatus| selection::finds(search, &monitor.searched());
        Ok(self.monitors.iter().filter(found).cloned().collect())
    }

    fn objectives(&self) -> &[Objective] {
        &self.objectives
    }

    fn unit(&self, metric: &str) -> Option<&str> {
        self.units.get(metric).map(String::as_str)
    }
}

impl MonitorStatus {
    /// What searches for monitors see of it.
    #[must_use]
    pub fn searched(&self) -> Value {
        searched_monitor(&self.name, &self.tags, self.priority)
    }
}

/// What searches for monitors see of a monitor with this title, these tags and this priority.
#[must_use]
pub fn searched_monitor(name: &str, tags: &[String], priority: Option<u8>) -> Value {
    let own = tags.iter().cloned();
    let priority = priority.map(|priority| format!("priority:p{priority}"));
    serde_json::json!({ "message": name, "tags": own.chain(priority).collect::<Vec<_>>() })
}
