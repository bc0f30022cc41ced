//! The telemetry of a run and the states of its monitors, so that dashboards can be drawn from it later.

use std::collections::BTreeMap;

use datadog_simulator::World;
use datadog_simulator::state::State;
use datadog_simulator::world::{CheckRun, CheckStatus, Event, MetricKind, Series, Tags};
use preview::{MonitorStatus, Objective, Recorded, View};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The file of a run's folder that has it.
pub const RECORDING: &str = "telemetry.json";

/// The telemetry of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The scenario.
    pub scenario: String,
    /// The environment whose monitors were evaluated.
    pub environment: String,
    /// When it started, in unix seconds. Other times are seconds after it.
    pub start: i64,
    /// Until when dashboards are shown: the end of the last injection.
    pub shown_until: i64,
    /// The monitors and their states then.
    pub monitors: Vec<RecordedMonitor>,
    series: Vec<RecordedSeries>,
    checks: Vec<RecordedCheck>,
    events: Vec<RecordedEvent>,
}

/// A monitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedMonitor {
    /// Its title.
    pub name: String,
    /// Its own tags.
    pub tags: Vec<String>,
    /// Its priority.
    pub priority: Option<u8>,
    /// `OK`, `Alert`, `Warn` or `No Data`; `None` if it is not known.
    pub state: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordedSeries {
    metric: String,
    tags: Vec<String>,
    kind: Kind,
    interval_s: u32,
    points: Vec<(i64, f64)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Count,
    Rate,
    Gauge,
    Distribution,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordedCheck {
    check: String,
    tags: Vec<String>,
    at: i64,
    status: Status,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Ok,
    Warning,
    Critical,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordedEvent {
    source: String,
    at: i64,
    body: Value,
}

impl Recording {
    /// What a world has of telemetry.
    #[must_use]
    pub fn new(
        (scenario, environment): (&str, &str),
        (start, shown_until): (i64, i64),
        monitors: Vec<RecordedMonitor>,
        world: &World,
    ) -> Self {
        let tags = |tags: &Tags| tags.iter().map(str::to_owned).collect();
        let series = world.series.iter().map(|series| RecordedSeries {
            metric: series.metric.clone(),
            tags: tags(&series.tags),
            kind: match series.kind {
                MetricKind::Count => Kind::Count,
                MetricKind::Rate => Kind::Rate,
                MetricKind::Gauge => Kind::Gauge,
                MetricKind::Distribution => Kind::Distribution,
            },
            interval_s: series.interval_s,
            points: series.points().map(|(at, value)| (at - start, value)).collect(),
        });
        let checks = world.checks.iter().map(|run| RecordedCheck {
            check: run.check.clone(),
            tags: tags(&run.tags),
            at: run.at - start,
            status: match run.status {
                CheckStatus::Ok => Status::Ok,
                CheckStatus::Warning => Status::Warning,
                CheckStatus::Critical => Status::Critical,
                CheckStatus::Unknown => Status::Unknown,
            },
            message: run.message.clone(),
        });
        let events = world.events.iter().map(|event| RecordedEvent {
            source: event.source.clone(),
            at: event.at - start,
            body: event.body.clone(),
        });
        Self {
            scenario: scenario.to_owned(),
            environment: environment.to_owned(),
            start,
            shown_until,
            monitors,
            series: series.collect(),
            checks: checks.collect(),
            events: events.collect(),
        }
    }

    /// The telemetry.
    #[must_use]
    pub fn world(&self) -> World {
        let series = self.series.iter().map(|series| {
            let kind = match series.kind {
                Kind::Count => MetricKind::Count,
                Kind::Rate => MetricKind::Rate,
                Kind::Gauge => MetricKind::Gauge,
                Kind::Distribution => MetricKind::Distribution,
            };
            let points = series.points.iter().map(|(at, value)| (self.start + at, *value));
            Series::new(
                series.metric.clone(),
                Tags::new(&series.tags),
                kind,
                series.interval_s,
                points,
            )
        });
        let checks = self.checks.iter().map(|run| CheckRun {
            check: run.check.clone(),
            tags: Tags::new(&run.tags),
            at: self.start + run.at,
            status: match run.status {
                Status::Ok => CheckStatus::Ok,
                Status::Warning => CheckStatus::Warning,
                Status::Critical => CheckStatus::Critical,
                Status::Unknown => CheckStatus::Unknown,
            },
            message: run.message.clone(),
        });
        let events = self.events.iter().map(|event| Event {
            source: event.source.clone(),
            at: self.start + event.at,
            body: event.body.clone(),
        });
        World {
            series: series.collect(),
            checks: checks.collect(),
            events: events.collect(),
            ..World::default()
        }
    }

    /// Where widgets get their data from.
    #[must_use]
    pub fn source(&self, objectives: Vec<Objective>, units: BTreeMap<String, String>) -> Recorded {
        let state = |name: &str| {
            let all = [State::Ok, State::Warn, State::Alert, State::NoData];
            all.into_iter().find(|state| state.to_string() == name)
        };
        let monitors = self.monitors.iter().map(|monitor| MonitorStatus {
            name: monitor.name.clone(),
            tags: monitor.tags.clone(),
            priority: monitor.priority,
            state: monitor.state.as_deref().and_then(state),
        });
        Recorded {
            world: self.world(),
            monitors: monitors.collect(),
            objectives,
            units,
        }
    }

    /// What a page shows of it.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            now: self.start + self.shown_until,
            about: format!(
                "game day {} in {}, until the end of the last injection",
                self.scenario, self.environment
            ),
        }
    }

    /// Every text in it, one per line: what could hold patient data. Its other values are numbers that it was made with.
    #[must_use]
    pub fn texts(&self) -> String {
        let mut texts = Vec::new();
        for series in &self.series {
            texts.push(series.tags.join(" "));
        }
        for check in &self.checks {
            texts.push(check.tags.join(" "));
            texts.push(check.message.clone());
        }
        texts.extend(self.events.iter().map(|event| event.body.to_string()));
        texts.extend(self.monitors.iter().map(|monitor| monitor.name.clone()));
        texts.sort();
        texts.dedup();
        texts.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_recording_has_the_telemetry_of_its_world() {
        let tags = Tags::new(["env:prod", "service:notes"]);
        let world = World {
            series: vec![
                Series::new("jobs", tags.clone(), MetricKind::Count, 60, [(940, 2.0), (1000, 1.5)]),
                Series::distribution("age", tags.clone(), 10, [(1000, vec![1.0, 3.0])]),
            ],
            checks: vec![CheckRun {
                check: "redis.can_connect".to_owned(),
                tags,
                at: 1010,
                status: CheckStatus::Critical,
                message: "refused".to_owned(),
            }],
            events: vec![Event {
                source: "logs".to_owned(),
                at: 1020,
                body: json!({ "message": "started" }),
            }],
            ..World::default()
        };
        let recording = Recording::new(("a", "prod"), (1000, 600), Vec::new(), &world);
        let text = serde_json::to_string(&recording).expect("JSON");
        let read: Recording = serde_json::from_str(&text).expect("a recording");
        let again = read.world();
        assert_eq!(
            (again.series, again.checks, again.events),
            (world.series, world.checks, world.events)
        );
        assert_eq!(
            read.texts(),
            "env:prod service:notes\nrefused\n{\"message\":\"started\"}"
        );
    }
}
