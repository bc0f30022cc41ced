//! All constructors and their fields, from which `docs/reference/constructors.md` and the snippets of editors are generated.

use crate::args::Field;
use crate::{dashboard, downtime, monitor, signal, slo, suppress, synthetic, widget};

/// A constructor, or an object that a field holds.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// What people call: `ctx.monitor.threshold`. The name of an object otherwise: `Limits`.
    pub call: String,
    /// The name within a value: `monitor.threshold`; empty for an object that no constructor returns.
    pub name: String,
    /// What it is for.
    pub summary: &'static str,
    /// Its fields.
    pub fields: Vec<&'static Field>,
}

/// Constructors of one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// As a heading.
    pub title: &'static str,
    /// Its constructors, by name.
    pub constructors: Vec<Constructor>,
}

fn constructor(group: &str, name: &str, summary: &'static str, fields: &[&'static [Field]]) -> Constructor {
    Constructor {
        call: format!("ctx.{group}.{name}"),
        name: format!("{group}.{name}"),
        summary,
        fields: fields.iter().copied().flatten().collect(),
    }
}

fn object(name: &str, summary: &'static str, fields: &'static [Field]) -> Constructor {
    Constructor {
        call: name.to_owned(),
        name: String::new(),
        summary,
        fields: fields.iter().collect(),
    }
}

/// Every constructor, and every object that their fields hold.
#[must_use]
pub fn reference() -> Vec<Group> {
    let monitors = monitor::KINDS
        .iter()
        .map(|k| constructor("monitor", k.name, k.summary, k.fields));
    let signals = signal::KINDS
        .iter()
        .map(|k| constructor("signal", k.name, k.summary, &[k.fields, signal::COMMON]));
    let widgets = widget::KINDS
        .iter()
        .map(|k| constructor("widget", k.name, k.summary, &[k.fields, widget::COMMON]));
    let slos = [
        (
            "events",
            "Good events of all events, from a ratio or an over_limit signal.",
            slo::EVENTS,
        ),
        (
            "monitors",
            "Time during which none of the monitors alerts. Datadog counts metric monitors, service checks and synthetic tests alone.",
            slo::MONITORS,
        ),
    ];
    let dashboards = [
        Constructor {
            call: "ctx.dashboard".to_owned(),
            ..constructor(
                "dashboard",
                "dashboard",
                "A dashboard.",
                &[dashboard::FIELDS, dashboard::OWNED],
            )
        },
        Constructor {
            call: "ctx.group".to_owned(),
            ..constructor("dashboard", "group", "A group of widgets.", &[dashboard::group::FIELDS])
        },
    ];
    let objects = widget::OBJECTS
        .iter()
        .map(|(name, summary, fields)| object(name, summary, fields))
        .chain([
            object(
                "Suppression",
                "Why a rule of lint does not apply, by the name of the rule.",
                suppress::ONE,
            ),
            object(
                "Target",
                "A target of `slos` in service.libsonnet, by the name of the SLO.",
                slo::TARGET,
            ),
        ]);
    let downtimes = downtime::KINDS
        .iter()
        .map(|k| constructor("downtime", k.name, k.summary, &k.fields));
    let synthetics = synthetic::KINDS
        .iter()
        .map(|k| constructor("synthetic", k.name, k.summary, &k.fields));
    let group = |title, constructors| Group { title, constructors };
    vec![
        group("Monitors", monitors.collect()),
        group("Signals", signals.collect()),
        group(
            "SLOs",
            slos.map(|(name, summary, fields)| constructor("slo", name, summary, &[fields]))
                .into(),
        ),
        group("Synthetic tests", synthetics.collect()),
        group("Downtimes", downtimes.collect()),
        group("Dashboards", dashboards.into()),
        group("Widgets", widgets.collect()),
        group("Objects within fields", objects.collect()),
    ]
}
