//! The part of a revision's policy that a comparison needs.

mod of_catalog;

use std::collections::BTreeMap;

use model::TagValues;

/// The part of one revision's policy that decides who is paged and what things cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// The environments, by name.
    pub environments: BTreeMap<String, Environment>,
    /// The urgency of each team's handles, without `@`, and with the environment's name in place of `{env}`.
    pub handles: BTreeMap<String, Urgency>,
    /// How many values tags have.
    pub tag_values: TagValues,
    /// The custom metrics, by their full names.
    pub metrics: BTreeMap<String, Metric>,
    /// The expected log volumes, if declared.
    pub logs: Option<Logs>,
    /// The prices, if declared.
    pub prices: Option<Prices>,
}

/// An environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// Its notifications: 0 none, 1 channels, 2 pagers. In lists, the heaviest comes last.
    pub weight: u8,
    /// The retention of indexed logs, in days.
    pub log_retention_days: u32,
}

/// The urgency of a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// A channel or an email address.
    Channel,
    /// A pager with low urgency, read in working hours.
    LowUrgencyPager,
    /// A pager with high urgency.
    Pager,
}

/// A custom metric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metric {
    /// Its type: `count`, `gauge`, `rate`, `distribution`.
    pub kind: String,
    /// Whether percentiles of a distribution are switched on.
    pub percentiles: bool,
    /// The keys of its tags.
    pub tags: Vec<String>,
}

/// Expected log volumes, in millions of events a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Logs {
    /// The default of a service, by environment.
    pub assumed: BTreeMap<String, f64>,
    /// The services whose logs are collected, and the volumes they declare by environment.
    pub services: BTreeMap<String, Option<BTreeMap<String, f64>>>,
    /// The mean size of an event, in bytes.
    pub bytes_per_event: f64,
}

/// Prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// The currency of all prices.
    pub currency: String,
    /// The day on which they were last checked.
    pub as_of: String,
    /// Their source.
    pub source: String,
    /// The price of a custom metric for a month.
    pub custom_metric_month: f64,
    /// The price of a gigabyte of ingested logs.
    pub ingested_gb: f64,
    /// The price of a million indexed events, by retention in days.
    pub indexed_million: BTreeMap<u32, f64>,
}

/// How handles of pagers begin, for handles that the policy does not name (doc: monitors/notify).
const PAGERS: [&str; 5] = ["pagerduty", "opsgenie", "victorops", "splunk-on-call", "oncall"];

impl Policy {
    /// The weight of an environment: the greater one if the policies differ.
    pub(crate) fn weight(policies: &[&Self], environment: &str) -> u8 {
        let known = policies
            .iter()
            .filter_map(|policy| policy.environments.get(environment));
        known.map(|found| found.weight).max().unwrap_or_default()
    }

    /// The urgency of `handle`, from the first policy that names it, otherwise from how it begins.
    pub(crate) fn urgency<'a>(policies: impl IntoIterator<Item = &'a Self>, handle: &str) -> Urgency {
        let known = policies
            .into_iter()
            .find_map(|policy| policy.handles.get(handle).copied());
        known.unwrap_or_else(|| {
            if PAGERS.iter().any(|pager| handle.starts_with(pager)) {
                Urgency::Pager
            } else {
                Urgency::Channel
            }
        })
    }
}
