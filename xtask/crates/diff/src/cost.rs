//! Estimates the cost of a change: custom metrics from the cardinalities of the catalog, indexed and ingested logs from the expected volumes. The
//! prices, and the day on which they were checked, come from the policy.

mod amounts;

use std::collections::{BTreeMap, BTreeSet};

pub use amounts::{BaseAndHead, Cost, LogLine, LogVolume, MetricLine, Money, Totals};

use crate::display::sentence;
use crate::policy::{Logs, Metric, Policy, Prices};

/// The length of a month for prices, in days.
const DAYS_PER_MONTH: f64 = 30.0;

/// The bytes of a billed gigabyte.
const BYTES_PER_GB: f64 = 1e9;

/// Custom metrics of one combination of tag values: a distribution is stored as count, sum, min, max and avg, and with percentiles as five more
/// (doc: account_management/billing/custom_metrics).
const DISTRIBUTION: u64 = 5;
const PERCENTILES: u64 = 5;

/// Tags that depend on another tag and multiply nothing: a service belongs to one team.
const DEPENDENT_TAGS: [&str; 1] = ["team"];

/// The cost of the change from `base` to `head`. Both sides use the prices of `head`, because a corrected price is not a cost of the change.
pub(crate) fn cost(base: &Result<Policy, String>, head: &Result<Policy, String>) -> Cost {
    let (old, new) = match (base, head) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let unknown = [("base", old), ("head", new)]
                .into_iter()
                .filter_map(|(side, policy)| Some(format!("the {side} policy: {}", sentence(policy.as_ref().err()?))));
            return Cost {
                unknown: unknown.collect(),
                ..Cost::default()
            };
        }
    };
    let (old_metrics, new_metrics) = (counts(old), counts(new));
    // If one side declares no log volumes, the difference says nothing about the volumes.
    let (old_stated, new_stated) = (old.logs.as_ref().zip(new.logs.as_ref())).unzip();
    let (old_logs, new_logs) = (volumes(old, old_stated), volumes(new, new_stated));
    let totals = Totals {
        custom_metrics: BaseAndHead {
            base: sum(&old_metrics),
            head: sum(&new_metrics),
        },
        million_events_per_month: BaseAndHead {
            base: events(&old_logs),
            head: events(&new_logs),
        },
        gb_per_month: BaseAndHead {
            base: gigabytes(old_stated, &old_logs),
            head: gigabytes(new_stated, &new_logs),
        },
    };
    let prices = new.prices.as_ref().or(old.prices.as_ref());
    let mut cost = Cost {
        metrics: metric_lines(&old_metrics, &new_metrics),
        logs: log_lines(&old_logs, &new_logs, |environment| {
            Policy::weight(&[old, new], environment)
        }),
        ..Cost::default()
    };
    match (&old.logs, &new.logs) {
        (Some(_), Some(_)) => {}
        (None, None) => cost.unknown.push("logs: no policy declares volumes".to_owned()),
        (old, _) => cost.unknown.push(format!(
            "logs: the {} policy declares no volumes",
            if old.is_none() { "base" } else { "head" }
        )),
    }
    match prices {
        Some(prices) => cost.money = money(prices, &totals, &old_logs, &new_logs, &mut cost.unknown),
        None => cost.unknown.push("prices: the policy declares none".to_owned()),
    }
    cost.totals = Some(totals);
    cost
}

/// The number of custom metrics in all environments, by metric.
fn counts(policy: &Policy) -> BTreeMap<&str, u64> {
    let environments = u64::try_from(policy.environments.len()).unwrap_or(u64::MAX);
    policy
        .metrics
        .iter()
        .map(|(name, metric)| (name.as_str(), combinations(policy, metric).saturating_mul(environments)))
        .collect()
}

/// The number of custom metrics in one environment: combinations of tag values, times the stored series of each.
fn combinations(policy: &Policy, metric: &Metric) -> u64 {
    let tags = metric.tags.iter().filter(|tag| !DEPENDENT_TAGS.contains(&tag.as_str()));
    let values = tags
        .map(|tag| policy.tag_values.tags.get(tag).map_or(1, |tag| tag.cardinality))
        .fold(1, u64::saturating_mul);
    let stored = match (metric.kind.as_str(), metric.percentiles) {
        ("distribution", true) => DISTRIBUTION + PERCENTILES,
        ("distribution", false) => DISTRIBUTION,
        _ => 1,
    };
    values.saturating_mul(stored)
}

fn sum(counts: &BTreeMap<&str, u64>) -> u64 {
    counts.values().copied().fold(0, u64::saturating_add)
}

fn metric_lines(old: &BTreeMap<&str, u64>, new: &BTreeMap<&str, u64>) -> Vec<MetricLine> {
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let line = |name: &str| MetricLine {
        metric: name.to_owned(),
        base: old.get(name).copied(),
        head: new.get(name).copied(),
    };
    let mut lines: Vec<_> = names
        .into_iter()
        .map(line)
        .filter(|line| line.base != line.head)
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.base.unwrap_or_default().abs_diff(line.head.unwrap_or_default())));
    lines
}

/// The log volume of a service in an environment.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Volume {
    million_per_day: f64,
    retention_days: u32,
    assumed: bool,
}

/// By service and environment.
type Volumes<'a> = BTreeMap<(&'a str, &'a str), Volume>;

fn volumes<'a>(policy: &'a Policy, logs: Option<&'a Logs>) -> Volumes<'a> {
    let mut found = Volumes::new();
    for (service, stated) in logs.into_iter().flat_map(|logs| &logs.services) {
        for (name, environment) in &policy.environments {
            let volume = stated
                .as_ref()
                .or(logs.map(|logs| &logs.assumed))
                .and_then(|volumes| volumes.get(name));
            if let Some(million_per_day) = volume {
                let volume = Volume {
                    million_per_day: *million_per_day,
                    retention_days: environment.log_retention_days,
                    assumed: stated.is_none(),
                };
                found.insert((service, name), volume);
            }
        }
    }
    found
}

fn events(volumes: &Volumes<'_>) -> f64 {
    volumes
        .values()
        .fold(0.0, |sum, volume| sum + volume.million_per_day * DAYS_PER_MONTH)
}

fn gigabytes(logs: Option<&Logs>, volumes: &Volumes<'_>) -> f64 {
    events(volumes) * 1e6 * logs.map_or(0.0, |logs| logs.bytes_per_event) / BYTES_PER_GB
}

fn log_lines(old: &Volumes<'_>, new: &Volumes<'_>, weight: impl Fn(&str) -> u8) -> Vec<LogLine> {
    let keys: BTreeSet<&(&str, &str)> = old.keys().chain(new.keys()).collect();
    let kept = |volume: Option<&Volume>| {
        volume.map(|v| LogVolume {
            million_events_per_day: v.million_per_day,
            days: v.retention_days,
        })
    };
    let line = |key: &(&str, &str)| LogLine {
        service: key.0.to_owned(),
        environment: key.1.to_owned(),
        base: kept(old.get(key)),
        head: kept(new.get(key)),
        assumed: new.get(key).or(old.get(key)).is_some_and(|volume| volume.assumed),
    };
    let mut lines: Vec<LogLine> = keys
        .into_iter()
        .map(line)
        .filter(|line| line.base != line.head)
        .collect();
    lines.sort_by_key(|line| (line.service.clone(), weight(&line.environment)));
    lines
}

fn money(
    prices: &Prices,
    totals: &Totals,
    old: &Volumes<'_>,
    new: &Volumes<'_>,
    unknown: &mut Vec<String>,
) -> Option<Money> {
    let mut indexed = |volumes: &Volumes<'_>| -> Option<f64> {
        let mut sum = 0.0;
        for volume in volumes.values() {
            let Some(price) = prices.indexed_million.get(&volume.retention_days) else {
                unknown.push(format!(
                    "the price of logs kept for {} days: the policy declares none",
                    volume.retention_days
                ));
                return None;
            };
            sum += volume.million_per_day * DAYS_PER_MONTH * price;
        }
        Some(sum)
    };
    let indexed = indexed(new)? - indexed(old)?;
    let ingested = (totals.gb_per_month.head - totals.gb_per_month.base) * prices.ingested_gb;
    let BaseAndHead { base, head } = totals.custom_metrics;
    #[expect(clippy::cast_precision_loss, reason = "an amount of money, shown with two decimals")]
    let metrics = head as f64 - base as f64;
    Some(Money {
        currency: prices.currency.clone(),
        as_of: prices.as_of.clone(),
        source: prices.source.clone(),
        custom_metrics: metrics * prices.custom_metric_month,
        logs: indexed + ingested,
    })
}

#[cfg(test)]
mod tests;
