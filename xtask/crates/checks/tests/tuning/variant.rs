//! Variants of the estate: an option, and the monitors of services that have it.

use std::collections::BTreeMap;

use render::{OWN, Object, Spec};

use crate::Verdict;
use crate::estate::Estate;

/// A monitor of a service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// The service.
    pub(crate) service: String,
    /// The monitor's name.
    pub(crate) monitor: String,
    /// The archetype it comes from.
    pub(crate) origin: String,
    /// Its name in the archetype: an alert of an SLO is called after the SLO.
    pub(crate) template: String,
}

impl Cell {
    /// Whether a finding is about this monitor.
    pub(crate) fn is_named_in(&self, finding: &str) -> bool {
        let Self { service, monitor, .. } = self;
        finding.contains(&format!("'{service}/{monitor}'"))
            || finding.contains(&format!("'{service}/monitors/{monitor}'"))
    }
}

/// What declarations say of monitors.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// The value of `tune` for each monitor, as Jsonnet; of `without`, the reason.
    pub(crate) cells: BTreeMap<Cell, String>,
    /// `tune` or `without`.
    pub(crate) field: &'static str,
}

/// A monitor is left out.
pub(crate) const WITHOUT: &str = "without";

/// The options that are tuned.
pub(crate) const OPTIONS: [&str; 17] = [
    "window 15m",
    "window 30m",
    "window 1h",
    "window 2h",
    "window 4h",
    "alert",
    "warn",
    "min_bad",
    "severity P1",
    "severity P2",
    "severity P3",
    "no_data resolve",
    "no_data last",
    "no_data show",
    "no_data notify",
    "symptom",
    "alert by_env",
];

/// The variants of an option: one, with every monitor.
pub(crate) fn of(estate: &Estate, option: &str) -> Vec<Variant> {
    // A monitor that production lacks has no page to lose.
    let monitors = estate.monitors().filter(|object| object.scope == "prod");
    // What is weaker needs a reason in tier 1 and of a P1.
    let because = |value: String| value.replacen("{ ", "{ because: 'every option is tried', ", 1);
    let cells = monitors.filter_map(|object| Some((cell(object)?, because(value(object, option)))));
    vec![Variant {
        cells: cells.collect(),
        field: "tune",
    }]
}

/// Variants that leave out one monitor of each service, until each was left out in one of them.
pub(crate) fn without(estate: &Estate) -> Vec<Variant> {
    let mut variants: Vec<Variant> = Vec::new();
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for object in estate.monitors() {
        let Some(cell) = cell(object).filter(|cell| seen.insert(cell.clone())) else {
            continue;
        };
        let n = next.entry(&object.path.service).or_default();
        if variants.len() == *n {
            variants.push(Variant {
                cells: BTreeMap::new(),
                field: WITHOUT,
            });
        }
        variants[*n].cells.insert(cell, "'it does not apply here'".to_owned());
        *n += 1;
    }
    variants
}

fn cell(object: &Object) -> Option<Cell> {
    (object.origin != OWN).then(|| Cell {
        service: object.path.service.clone(),
        monitor: object.path.name.clone(),
        origin: object.template().0.to_owned(),
        template: object.template().1.to_owned(),
    })
}

/// What `tune` says of a monitor, as Jsonnet. Thresholds are those that it has, moved by a fifth.
fn value(object: &Object, option: &str) -> String {
    let (name, value) = option.split_once(' ').unwrap_or((option, ""));
    let threshold = |which: &str| {
        let number = object.payload().pointer(&format!("/options/thresholds/{which}"));
        number.and_then(serde_json::Value::as_f64)
    };
    match name {
        "alert" => {
            let moved = alert(object, threshold("critical").unwrap_or(1.0));
            let moved = match value {
                "by_env" => format!("{{ by_env: {{ {}: {moved} }} }}", object.scope),
                _ => moved,
            };
            format!("{{ {}: {moved} }}", field(object, "alert"))
        }
        "warn" => {
            let (critical, warning) = (threshold("critical").unwrap_or(1.0), threshold("warning"));
            let moved = warning.map_or(critical / 2.0, |warning| (critical + warning) / 2.0);
            format!("{{ {}: {moved} }}", field(object, "warn"))
        }
        "min_bad" => "{ min_bad: 7 }".to_owned(),
        "symptom" => "{ symptom: 'something is wrong' }".to_owned(),
        _ => format!("{{ {name}: '{value}' }}"),
    }
}

/// The alert threshold, a fifth less easily reached, of a percentage a fifth nearer to the whole; a count of checks is one more.
fn alert(object: &Object, critical: f64) -> String {
    let query = object.payload()["query"].as_str().unwrap_or_default();
    let is_percent = matches!(&object.spec, Spec::Monitor(monitor) if monitor.unit == "percent");
    if object.payload()["type"] == "service check" {
        (critical + 1.0).to_string()
    } else if query.contains(" < ") || query.contains(" <= ") {
        (critical * 0.8).to_string()
    } else if is_percent && critical < 100.0 {
        (critical + (100.0 - critical) / 5.0).to_string()
    } else if is_percent {
        // more than all of it never happens
        "90".to_owned()
    } else {
        (critical * 1.2).to_string()
    }
}

/// The field of a threshold: that of an alert on an error budget is a percentage, that of a burn rate has a name of its own.
fn field(object: &Object, threshold: &str) -> String {
    let query = object.payload()["query"].as_str().unwrap_or_default();
    if query.starts_with("burn_rate(") && threshold == "alert" {
        "burn_rate".to_owned()
    } else if query.starts_with("error_budget(") {
        format!("{threshold}_percent")
    } else {
        threshold.to_owned()
    }
}

impl Variant {
    /// Takes out the monitors that the reasons name, with what became of them.
    pub(crate) fn take_refused(&mut self, reasons: &[String]) -> Vec<(Cell, Verdict)> {
        let mut refused = Vec::new();
        self.cells.retain(|cell, _| {
            let Some(reason) = reasons.iter().find(|reason| cell.is_named_in(reason)) else {
                return true;
            };
            let verdict = if reason.contains("has no field") {
                Verdict::NoField
            } else {
                Verdict::Refused(general(reason, cell))
            };
            refused.push((cell.clone(), verdict));
            false
        });
        refused
    }
}

/// A reason without the names and numbers of one service, so that equal reasons are one.
fn general(reason: &str, cell: &Cell) -> String {
    let without_place = reason.rsplit_once(" (jsonnet/").map_or(reason, |(before, _)| before);
    let named = without_place
        .replace(&format!("{}/{}", cell.service, cell.monitor), "<service>/<monitor>")
        .replace(&format!("services/{}/", cell.service), "services/<service>/")
        .replace(
            &format!("{}/monitors/{}", cell.service, cell.monitor),
            "<service>/monitors/<monitor>",
        );
    let general = |word: &str| {
        let number = word.trim_matches(|c| "(),;:".contains(c));
        match number.parse::<f64>() {
            Ok(_) => word.replace(number, "…"),
            Err(_) => word.to_owned(),
        }
    };
    named.split(' ').map(general).collect::<Vec<_>>().join(" ")
}

/// Whether an object is a monitor.
pub(crate) fn is_monitor(object: &Object) -> bool {
    matches!(object.spec, Spec::Monitor(_))
}
