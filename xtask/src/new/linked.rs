//! Monitors and SLOs that refer to other objects by path.

use cli::Failure;
use diagnostics::Diagnostic;
use model::{ObjectKind, ObjectPath};
use render::Object;
use repository::{Difference, Inventory, Source};
use serde_json::Value;

use super::tree::Tree;
use super::{budget, names};

pub(super) const BURN_RATE: [&str; 2] = [
    include_str!("templates/burn-rate.libsonnet"),
    include_str!("templates/burn-rate_test.yaml"),
];
pub(super) const ERROR_BUDGET: [&str; 2] = [
    include_str!("templates/error-budget.libsonnet"),
    include_str!("templates/error-budget_test.yaml"),
];
pub(super) const COMPOSITE: [&str; 2] = [
    include_str!("templates/composite.libsonnet"),
    include_str!("templates/composite_test.yaml"),
];
pub(super) const MONITOR_SLO: &str = include_str!("templates/monitor-slo.libsonnet");

/// The burn rate to start with.
const BURN_RATE_DEFAULT: f64 = 10.0;
/// The window of an SLO that states none, in days.
const WINDOW_DEFAULT: u32 = 30;
/// How much faster than its threshold the draft's test lets the budget burn.
const TESTED_FACTOR: f64 = 1.25;

type Facts = Vec<(&'static str, String)>;

impl Tree<'_> {
    /// The values for an alert on how fast the budget of an SLO burns.
    pub(super) fn facts_of_burn_rate(&self, slo: &str) -> Result<Facts, Box<Diagnostic>> {
        let (path, target) = self.slo_of_alert(slo)?;
        let rate = target.map_or(BURN_RATE_DEFAULT, burn_rate);
        Ok(vec![("slo", path.reference()), ("burn_rate", rate.to_string())])
    }

    /// The values for an alert on how much of the budget of an SLO is spent.
    pub(super) fn facts_of_error_budget(&self, slo: &str) -> Result<Facts, Box<Diagnostic>> {
        let (path, target) = self.slo_of_alert(slo)?;
        let rate = target.map_or(BURN_RATE_DEFAULT, burn_rate);
        let days = target.and_then(days).unwrap_or(WINDOW_DEFAULT);
        let mut facts = budget::facts(days, rate);
        facts.push(("slo", path.reference()));
        Ok(facts)
    }

    /// An SLO that an alert refers to, and its target as the service declares it.
    fn slo_of_alert(&self, slo: &str) -> Result<(ObjectPath, Option<&Value>), Box<Diagnostic>> {
        let path = names::object(slo, ObjectKind::Slo, &self.inventory)?;
        let service = self.catalog.services.get(&path.service);
        let target = service.and_then(|service| service.slos.get(&path.name));
        Ok((path, target))
    }

    /// The values for a composite of monitors.
    pub(super) fn facts_of_composite(&self, monitors: &[String]) -> Result<Facts, Box<Diagnostic>> {
        let paths = self.monitors(monitors)?;
        if paths.len() < 2 {
            let error = Diagnostic::error("usage/monitors", "a composite is a condition on two or more monitors");
            return Err(Box::new(
                error.help("write --monitors <service>/<name>,<service>/<name>"),
            ));
        }
        let names = condition_names(&paths);
        let pairs: Vec<_> = names
            .iter()
            .zip(&paths)
            .map(|(name, path)| format!("    {name}: '{}',", path.reference()))
            .collect();
        let state = |at: usize, last: &str, others: &str| {
            let states = if at == paths.len() { last } else { others };
            format!("      - {{monitor: $monitor_{at}, states: [{states}]}}")
        };
        let verdicts = |last: &str| {
            let lines = (1..=paths.len()).map(|at| state(at, last, "OK@0m, Alert@10m"));
            lines.collect::<Vec<_>>().join("\n")
        };
        Ok(vec![
            ("monitors", pairs.join("\n")),
            ("condition", names.join(" && ")),
            ("alerting", verdicts("OK@0m, Alert@20m, OK@40m")),
            ("healthy", verdicts("OK@0m")),
        ])
    }

    /// The values for an SLO of the time of monitors.
    pub(super) fn facts_of_monitor_slo(&self, monitors: &[String]) -> Result<Facts, Box<Diagnostic>> {
        let paths = self.monitors(monitors)?;
        let lines: Vec<_> = paths
            .iter()
            .map(|path| format!("    '{}',", path.reference()))
            .collect();
        Ok(vec![("monitors", lines.join("\n"))])
    }

    fn monitors(&self, monitors: &[String]) -> Result<Vec<ObjectPath>, Box<Diagnostic>> {
        let mut paths: Vec<ObjectPath> = Vec::new();
        for text in monitors {
            let path = names::object(text, ObjectKind::Monitor, &self.inventory)?;
            if paths.contains(&path) {
                return Err(Box::new(Diagnostic::error(
                    "usage/monitors",
                    format!("'{text}' is given twice"),
                )));
            }
            paths.push(path);
        }
        Ok(paths)
    }

    /// Evaluates the tree with the new files: what they refer to may not exist, or not in every environment, or be of a kind that Datadog does not combine.
    pub(super) fn check_references(&self, path: &ObjectPath, files: &[Difference]) -> Result<(), Failure> {
        let mut inventory: Inventory = self.inventory.clone();
        for file in files {
            if let (Some(below), Some(text)) = (file.path.strip_prefix("jsonnet/"), &file.new)
                && below.ends_with(".libsonnet")
            {
                inventory.sources.insert(below.to_owned(), Source::new(text.as_str()));
            }
        }
        let service = inventory.services.entry(path.service.clone()).or_default();
        service.objects.entry(path.kind).or_default().insert(path.name.clone());
        let definitions = render::definitions(&inventory).map_err(|findings| {
            let is_new = |finding: &Diagnostic| {
                finding
                    .place
                    .as_ref()
                    .is_some_and(|place| files.iter().any(|file| file.path == place.path))
            };
            let is_usage = findings.iter().any(is_new);
            let failure = Failure::from(findings);
            if is_usage { failure.as_usage() } else { failure }
        })?;
        // Tests say how fast the budget of events burns; that of monitors has no such notation.
        let is_of_monitors = |object: &&Object| object.spec.payload()["type"] == "monitor";
        let objects = definitions.objects.iter();
        let new = objects
            .clone()
            .find(|object| object.path == *path)
            .and_then(|object| object.linked.as_ref());
        let mut slos = new
            .into_iter()
            .flat_map(|linked| &linked.references)
            .filter(|path| path.kind == ObjectKind::Slo);
        match slos.find_map(|path| {
            objects
                .clone()
                .filter(|object| object.path == *path)
                .find(is_of_monitors)
        }) {
            Some(slo) => Err(Box::new(
                Diagnostic::error(
                    "usage/slo",
                    format!("the SLO '{}' counts the time of monitors", slo.path.reference()),
                )
                .help("its monitors alert themselves; name an SLO of events"),
            )
            .into()),
            None => Ok(()),
        }
    }
}

/// At most the default, and less where the target is so low that even a complete failure burns hardly faster.
fn burn_rate(target: &Value) -> f64 {
    let targets: Vec<f64> = match &target["target_percent"] {
        Value::Object(by_env) => by_env.values().filter_map(Value::as_f64).collect(),
        target => target.as_f64().into_iter().collect(),
    };
    let fastest = |target: &f64| 100.0 / (100.0 - target);
    let slowest = targets.iter().map(fastest).fold(f64::INFINITY, f64::min);
    // One digit, rounded down, so that the test stays possible.
    BURN_RATE_DEFAULT.min((slowest / TESTED_FACTOR * 10.0).floor() / 10.0)
}

/// The days of the window of a target.
fn days(target: &Value) -> Option<u32> {
    target["window"].as_str()?.strip_suffix('d')?.parse().ok()
}

/// `offline_partitions` for `kafka/monitors/offline-partitions`, and `kafka_offline_partitions` where monitors of two services have one name.
fn condition_names(paths: &[ObjectPath]) -> Vec<String> {
    let is_unique = |path: &ObjectPath| paths.iter().filter(|other| other.name == path.name).count() == 1;
    let name = |path: &ObjectPath| {
        let name = if is_unique(path) {
            path.name.clone()
        } else {
            format!("{}-{}", path.service, path.name)
        };
        name.replace('-', "_")
    };
    paths.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_burn_rate_is_possible_with_the_target() {
        let rate = |percent: Value| burn_rate(&json!({ "target_percent": percent }));
        assert_eq!(rate(json!(99.5)), 10.0);
        assert_eq!(rate(json!(90)), 8.0);
        assert_eq!(rate(json!({ "dev": 50, "prod": 99 })), 1.6);
        assert_eq!(rate(json!("later")), 10.0);
    }

    #[test]
    fn names_of_a_condition_are_unique() {
        let path = |service: &str, name: &str| ObjectPath {
            service: service.to_owned(),
            kind: ObjectKind::Monitor,
            name: name.to_owned(),
        };
        assert_eq!(
            condition_names(&[
                path("kafka", "no-traffic"),
                path("redis", "down"),
                path("kafka", "down")
            ]),
            ["no_traffic", "redis_down", "kafka_down"]
        );
    }
}
