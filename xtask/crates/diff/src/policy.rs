//! What a comparison needs to know of the policy of a revision.

use std::collections::BTreeMap;

/// The policy of one revision, as far as it decides who is woken and what is paid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// The environments, by name.
    pub environments: BTreeMap<String, Environment>,
    /// How urgently each handle of a team reaches somebody; handles are without `@`, with the environment's name in place of `{env}`.
    pub handles: BTreeMap<String, Urgency>,
    /// How many values a tag takes in one environment, by its key.
    pub cardinality: BTreeMap<String, u64>,
    /// The custom metrics, by their full names.
    pub metrics: BTreeMap<String, Metric>,
    /// What services are expected to log, where that is stated.
    pub logs: Option<Logs>,
    /// The prices, where they are stated.
    pub prices: Option<Prices>,
}

/// An environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// How much it disturbs people: 0 nobody is told, 1 channels, 2 pagers. The most urgent is told last and weighs most.
    pub weight: u8,
    /// How many days indexed logs are kept.
    pub log_retention_days: u32,
}

/// How urgently a handle reaches somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// A channel or an address.
    Post,
    /// A pager with low urgency, read in working hours.
    Low,
    /// A pager that wakes somebody.
    Wakes,
}

/// A custom metric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metric {
    /// Its type: `count`, `gauge`, `rate`, `distribution`.
    pub kind: String,
    /// The keys of its tags.
    pub tags: Vec<String>,
}

/// The logs that are expected, in millions of events a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Logs {
    /// Of a service that states none, by environment.
    pub assumed: BTreeMap<String, f64>,
    /// The services whose logs are collected, and what they state by environment.
    pub services: BTreeMap<String, Option<BTreeMap<String, f64>>>,
    /// The mean size of an event, in bytes.
    pub bytes_per_event: f64,
}

/// Prices, as the policy states them.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// Of all of them.
    pub currency: String,
    /// The day on which they were last looked at.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// A custom metric for a month.
    pub custom_metric_month: f64,
    /// A gigabyte of ingested logs.
    pub ingested_gb: f64,
    /// A million indexed events, by the days they are kept.
    pub indexed_million: BTreeMap<u32, f64>,
}

/// Handles of pagers, where the policy does not name them, as Datadog's integrations begin them (doc: monitors/notify).
const PAGERS: [&str; 5] = ["pagerduty", "opsgenie", "victorops", "splunk-on-call", "oncall"];

impl Policy {
    /// How much an environment disturbs people, by the policy that knows more of it.
    pub(crate) fn weight(policies: &[&Self], environment: &str) -> u8 {
        let known = policies
            .iter()
            .filter_map(|policy| policy.environments.get(environment));
        known.map(|found| found.weight).max().unwrap_or_default()
    }

    /// How urgently `handle` reaches somebody, by the policies of either side; by its beginning where neither knows it.
    pub(crate) fn urgency<'a>(policies: impl IntoIterator<Item = &'a Self>, handle: &str) -> Urgency {
        let known = policies
            .into_iter()
            .find_map(|policy| policy.handles.get(handle).copied());
        known.unwrap_or_else(|| {
            if PAGERS.iter().any(|pager| handle.starts_with(pager)) {
                Urgency::Wakes
            } else {
                Urgency::Post
            }
        })
    }
}
