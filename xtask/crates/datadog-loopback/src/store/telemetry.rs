//! What agents and tracers sent.

use std::collections::BTreeMap;

use datadog_simulator::world::{CheckRun, Event, MetricKind, Series, Tags};
use serde_json::Value;

/// Telemetry of an organisation.
#[derive(Debug, Default)]
pub(crate) struct Telemetry {
    metrics: BTreeMap<String, BTreeMap<Tags, Recorded>>,
    checks: Vec<CheckRun>,
    events: Vec<Event>,
    /// Lines of DogStatsD that could not be read.
    refused: Vec<String>,
    /// Grows with every change.
    revision: u64,
}

/// A series as it was sent.
#[derive(Debug)]
struct Recorded {
    kind: MetricKind,
    interval_s: u32,
    points: BTreeMap<i64, Vec<f64>>,
}

/// Points to add to a series.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample {
    pub(crate) metric: String,
    pub(crate) tags: Tags,
    pub(crate) kind: MetricKind,
    pub(crate) interval_s: u32,
    pub(crate) points: Vec<(i64, f64)>,
}

impl Telemetry {
    /// Adds points. A point of a distribution is added to those of its second; any other replaces what was there, as in Datadog.
    pub(crate) fn add(&mut self, sample: Sample) {
        let recorded = self.recorded(sample.metric, sample.tags, sample.kind, sample.interval_s);
        for (at, value) in sample.points {
            let values = recorded.points.entry(at).or_default();
            if sample.kind != MetricKind::Distribution {
                values.clear();
            }
            values.push(value);
        }
        self.revision += 1;
    }

    /// Adds an amount to a point of a count or a rate, which counts from zero.
    pub(crate) fn increase(&mut self, sample: Sample) {
        let recorded = self.recorded(sample.metric, sample.tags, sample.kind, sample.interval_s);
        for (at, amount) in sample.points {
            let values = recorded.points.entry(at).or_insert_with(|| vec![0.0]);
            if let Some(value) = values.first_mut() {
                *value += amount;
            }
        }
        self.revision += 1;
    }

    fn recorded(&mut self, metric: String, tags: Tags, kind: MetricKind, interval_s: u32) -> &mut Recorded {
        let recorded = self
            .metrics
            .entry(metric)
            .or_default()
            .entry(tags)
            .or_insert_with(|| Recorded {
                kind,
                interval_s,
                points: BTreeMap::new(),
            });
        // The latest type of a metric decides.
        recorded.kind = kind;
        recorded.interval_s = interval_s;
        recorded
    }

    pub(crate) fn add_check(&mut self, check: CheckRun) {
        self.checks.push(check);
        self.revision += 1;
    }

    pub(crate) fn add_event(&mut self, source: &str, at: i64, body: Value) {
        self.events.push(Event {
            source: source.to_owned(),
            at,
            body,
        });
        self.revision += 1;
    }

    pub(crate) fn refuse_line(&mut self, why: String) {
        self.refused.push(why);
    }

    pub(crate) fn refused_lines(&self) -> &[String] {
        &self.refused
    }

    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// The names of the metrics that have points since a time.
    pub(crate) fn metrics_since(&self, from: i64) -> Vec<&str> {
        let reports =
            |series: &BTreeMap<Tags, Recorded>| series.values().any(|s| s.points.range(from..).next().is_some());
        let metrics = self.metrics.iter().filter(|(_, series)| reports(series));
        metrics.map(|(name, _)| name.as_str()).collect()
    }

    pub(crate) fn series(&self) -> Vec<Series> {
        let all = self.metrics.iter().flat_map(|(metric, series)| {
            series.iter().map(move |(tags, recorded)| {
                let points = recorded
                    .points
                    .iter()
                    .flat_map(|(at, values)| values.iter().map(move |value| (*at, *value)));
                Series::new(metric.clone(), tags.clone(), recorded.kind, recorded.interval_s, points)
            })
        });
        all.collect()
    }

    pub(crate) fn checks(&self) -> &[CheckRun] {
        &self.checks
    }

    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(kind: MetricKind, value: f64) -> Sample {
        Sample {
            metric: "m".to_owned(),
            tags: Tags::new(["a:b"]),
            kind,
            interval_s: 10,
            points: vec![(60, value)],
        }
    }

    fn values(telemetry: &Telemetry) -> Vec<f64> {
        telemetry.series()[0].points().map(|(_, value)| value).collect()
    }

    #[test]
    fn points_replace_add_up_or_gather() {
        let mut gauge = Telemetry::default();
        gauge.add(sample(MetricKind::Gauge, 1.0));
        gauge.add(sample(MetricKind::Gauge, 2.0));
        assert_eq!(values(&gauge), [2.0]);
        let mut count = Telemetry::default();
        count.increase(sample(MetricKind::Count, 1.0));
        count.increase(sample(MetricKind::Count, 2.0));
        assert_eq!(values(&count), [3.0]);
        let mut distribution = Telemetry::default();
        distribution.add(sample(MetricKind::Distribution, 1.0));
        distribution.add(sample(MetricKind::Distribution, 2.0));
        assert_eq!(values(&distribution), [1.0, 2.0]);
        assert_eq!(distribution.metrics_since(60), ["m"]);
        assert!(distribution.metrics_since(61).is_empty());
    }
}
