//! What an agent makes of DogStatsD: it gathers ten seconds of each metric and sends the result. Here there is a result from the first value on.

use std::collections::{BTreeMap, BTreeSet};

use datadog_simulator::series::Aggregator;
use datadog_simulator::world::{CheckRun, MetricKind, Tags};
use serde_json::json;

use super::check_runs::status;
use super::dogstatsd::{Check, Event, Kind, Line, Metric, Values};
use crate::store::{Organisation, Sample};

/// Seconds between two flushes of an agent.
const FLUSH_S: u32 = 10;

/// Values of the current flushes that have to be kept to compute their result.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    histograms: BTreeMap<(String, Tags, i64), Vec<f64>>,
    sets: BTreeMap<(String, Tags, i64), BTreeSet<String>>,
}

impl Gathered {
    /// Adds a line. `now` in unix seconds.
    pub(crate) fn add(&mut self, data: &mut Organisation, line: Line, now: i64) {
        match line {
            Line::Metric(metric) => self.metric(data, metric, now),
            Line::Event(event) => add_event(data, &event, now),
            Line::Check(check) => add_check(data, check, now),
        }
    }

    fn metric(&mut self, data: &mut Organisation, metric: Metric, now: i64) {
        let flush = i64::from(FLUSH_S);
        let at = metric.at.unwrap_or(now).div_euclid(flush) * flush;
        self.forget(at);
        let tags = Tags::new(&metric.tags);
        let sample = |suffix: &str, kind, points| Sample {
            metric: format!("{}{suffix}", metric.name),
            tags: tags.clone(),
            kind,
            interval_s: FLUSH_S,
            points,
        };
        match (metric.kind, &metric.values) {
            (Kind::Count, Values::Numbers(numbers)) => {
                // An agent sends counts as rates.
                let amount = numbers.iter().sum::<f64>() / metric.rate / f64::from(FLUSH_S);
                data.telemetry
                    .increase(sample("", MetricKind::Rate, vec![(at, amount)]));
            }
            (Kind::Gauge, Values::Numbers(numbers)) => {
                let last = numbers.last().map(|value| (at, *value));
                data.telemetry
                    .add(sample("", MetricKind::Gauge, last.into_iter().collect()));
            }
            (Kind::Distribution, Values::Numbers(numbers)) => {
                let points = numbers.iter().map(|value| (at, *value)).collect();
                data.telemetry.add(sample("", MetricKind::Distribution, points));
            }
            (Kind::Histogram, Values::Numbers(numbers)) => {
                let values = self
                    .histograms
                    .entry((metric.name.clone(), tags.clone(), at))
                    .or_default();
                values.extend(numbers);
                for (suffix, aggregator) in [
                    (".avg", Aggregator::Avg),
                    (".max", Aggregator::Max),
                    (".median", Aggregator::Percentile(0.5)),
                    (".95percentile", Aggregator::Percentile(0.95)),
                ] {
                    let value = aggregator.of(values);
                    data.telemetry.add(sample(suffix, MetricKind::Gauge, vec![(at, value)]));
                }
                let count = numbers.len() as f64 / metric.rate / f64::from(FLUSH_S);
                data.telemetry
                    .increase(sample(".count", MetricKind::Rate, vec![(at, count)]));
            }
            (_, Values::Members(members)) => {
                let set = self.sets.entry((metric.name.clone(), tags.clone(), at)).or_default();
                set.extend(members.iter().cloned());
                let count = set.len() as f64;
                data.telemetry.add(sample("", MetricKind::Gauge, vec![(at, count)]));
            }
            (Kind::Set, Values::Numbers(_)) => {}
        }
    }

    /// Forgets the values of flushes that are over.
    fn forget(&mut self, at: i64) {
        let old = at - 6 * i64::from(FLUSH_S);
        self.histograms.retain(|(_, _, flush), _| *flush >= old);
        self.sets.retain(|(_, _, flush), _| *flush >= old);
    }
}

fn add_event(data: &mut Organisation, event: &Event, now: i64) {
    let at = event.at.unwrap_or(now);
    let body = json!({
        "title": event.title,
        "message": event.text,
        "status": event.alert_type.as_deref().unwrap_or("info"),
        "priority": event.priority.as_deref().unwrap_or("normal"),
        "host": event.host,
        "source": event.source,
        "aggregation_key": event.aggregation_key,
        "tags": event.tags,
        "attributes": {},
    });
    data.telemetry.add_event("events", at, body);
}

fn add_check(data: &mut Organisation, check: Check, now: i64) {
    let host = check.host.map(|host| format!("host:{host}"));
    if let Some(status) = status(check.status) {
        data.telemetry.add_check(CheckRun {
            tags: Tags::new(check.tags.into_iter().chain(host)),
            check: check.name,
            at: check.at.unwrap_or(now),
            status,
            message: check.message,
        });
    }
}
