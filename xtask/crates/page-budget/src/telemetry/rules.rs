//! The entries of `normal.yaml` and of a world, in the order in which they apply.

use std::collections::BTreeMap;

use crate::file::{CheckRuns, Emitted, Happening, Lines, Normal, Origin, Role, Shape, Signal};
use datadog_query::wildcard;

/// One time that something happens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instance<'a> {
    /// Seconds after Monday 00:00.
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// Its index in the world.
    pub(crate) index: usize,
    pub(crate) happening: &'a Happening,
}

/// An entry, and when it applies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule<'a, T> {
    pub(crate) entry: &'a T,
    /// `None` if it always applies.
    pub(crate) window: Option<(i64, i64)>,
}

/// All entries, those that win last.
#[derive(Debug)]
pub(crate) struct Rules<'a> {
    pub(crate) signals: Vec<(Rule<'a, Signal>, Shape)>,
    pub(crate) checks: Vec<Rule<'a, CheckRuns>>,
    pub(crate) lines: Vec<Rule<'a, Lines>>,
    emitted: Vec<&'a Emitted>,
}

impl<T> Rule<'_, T> {
    pub(crate) fn applies_at(&self, t: i64) -> bool {
        self.window.is_none_or(|(from, to)| (from..to).contains(&t))
    }

    /// How much of its time has passed, from 0 to 1.
    pub(crate) fn passed(&self, t: i64) -> f64 {
        match self.window {
            // the last minute of a window has its last value
            Some((from, to)) if to - from > 60 => ((t - from) as f64 / (to - 60 - from) as f64).clamp(0.0, 1.0),
            _ => 0.0,
        }
    }
}

/// Whether an entry with these conditions is about what a service sends with these tags.
pub(crate) fn selects(
    services: &[documents::yaml::Located<String>],
    tags: &BTreeMap<String, String>,
    service: &str,
    of: &BTreeMap<String, String>,
) -> bool {
    (services.is_empty() || services.iter().any(|s| **s == *service))
        && tags
            .iter()
            .all(|(key, value)| of.get(key).is_some_and(|found| wildcard::matches(value, found)))
}

pub(crate) fn has_role(on: Option<Role>, role: Option<Role>) -> bool {
    on.is_none() || on == role
}

impl<'a> Rules<'a> {
    pub(crate) fn new(normal: &'a Normal, instances: &[Instance<'a>]) -> Self {
        let mut rules = Self {
            signals: Vec::new(),
            checks: Vec::new(),
            lines: Vec::new(),
            emitted: normal.emitted.iter().map(|e| &e.value).collect(),
        };
        rules.add(&normal.metrics, &normal.checks, &normal.logs, None);
        for instance in instances {
            let Happening {
                metrics, checks, logs, ..
            } = instance.happening;
            rules.add(metrics, checks, logs, Some((instance.from, instance.to)));
        }
        rules
    }

    fn add(
        &mut self,
        metrics: &'a [documents::yaml::Located<Signal>],
        checks: &'a [documents::yaml::Located<CheckRuns>],
        lines: &'a [documents::yaml::Located<Lines>],
        window: Option<(i64, i64)>,
    ) {
        let signals = metrics.iter().filter_map(|signal| {
            let entry = &signal.value;
            // the check of the file has reported an entry without a shape
            Some((Rule { entry, window }, entry.shape().ok()?))
        });
        self.signals.extend(signals);
        self.checks.extend(checks.iter().map(|check| Rule {
            entry: &check.value,
            window,
        }));
        self.lines.extend(lines.iter().map(|lines| Rule {
            entry: &lines.value,
            window,
        }));
    }

    /// Whether some entry gives the metric values when nothing happens.
    pub(crate) fn has_normal(&self, metric: &str, services: &[String]) -> bool {
        self.signals.iter().any(|(rule, shape)| {
            let of_services =
                rule.entry.services.is_empty() || rule.entry.services.iter().any(|s| services.contains(s));
            rule.window.is_none()
                && !matches!(shape, Shape::Times(_))
                && of_services
                && wildcard::matches(&rule.entry.metric, metric)
        })
    }

    /// The services that entries for the metric name; none if one is for all services.
    pub(crate) fn named(&self, metric: &str) -> Vec<String> {
        let entries = || {
            self.signals
                .iter()
                .map(|(rule, _)| rule)
                .filter(|rule| wildcard::matches(&rule.entry.metric, metric))
        };
        // a later entry is more particular than one with a pattern before it
        let Some(last) = entries().rfind(|rule| rule.window.is_none()) else {
            return Vec::new();
        };
        if last.entry.services.is_empty() {
            return Vec::new();
        }
        let named = entries().filter(|rule| *rule.entry.metric == *last.entry.metric);
        named
            .flat_map(|rule| rule.entry.services.iter().map(|name| name.value.clone()))
            .collect()
    }

    /// The keys of the tags by which entries select series of the metric.
    pub(crate) fn keys(&self, metric: &str) -> impl Iterator<Item = &'a String> {
        let of_metric = self
            .signals
            .iter()
            .filter(move |(rule, _)| wildcard::matches(&rule.entry.metric, metric));
        of_metric.flat_map(|(rule, _)| rule.entry.tags.keys())
    }

    /// What sends the metric or runs the check.
    pub(crate) fn origin(&self, name: &str) -> Origin {
        let found = self
            .emitted
            .iter()
            .rev()
            .find(|e| e.names.iter().any(|n| wildcard::matches(n, name)));
        found.map_or(Origin::Pods, |emitted| emitted.by)
    }
}
