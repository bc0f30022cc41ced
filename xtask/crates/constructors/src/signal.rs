//! A signal is something to watch, declared once: metrics, how they combine, a title and a unit. Dashboards, monitors and SLOs build their
//! queries from it, so that the dashboard shows what pages.

mod check;
mod count;
mod filter;
mod gauge;
mod logs;
mod over_limit;
mod percentile;
mod ratio;
mod reader;
mod share;
mod stalled;

use std::borrow::Cow;

use model::Metric;
use serde_json::Value;

use crate::args::{Field, a};
use crate::constructed::Constructed;
use crate::finding::{Built, Finding, Findings, Reported};
use crate::tags;

pub(crate) use percentile::{PERCENTILES, known as known_percentile};
pub(crate) use ratio::Part;
pub(crate) use reader::COMMON;
pub(crate) use reader::SignalContext;
use reader::Source;

/// The facts that a context adds to a signal: whose telemetry it is, and the archetype whose file declares it.
const FACTS: [&str; 2] = ["of", "archetype"];

/// A kind of signal, as a constructor.
pub(crate) struct SignalConstructor {
    /// Its constructor: `ctx.signal.<name>`.
    pub(crate) name: &'static str,
    /// What it measures.
    pub(crate) summary: &'static str,
    /// Its fields, besides those of every signal.
    pub(crate) fields: &'static [Field],
    read: for<'a, 's> fn(Source<'a, 's>, &mut Findings) -> Built<Signal<'a>>,
}

/// Every kind of signal. To add one: its file, its line here and in `jsonnet/lib/constructor/signal.libsonnet`, its variant of [`SignalKind`].
pub(crate) const KINDS: &[&SignalConstructor] = &[
    &check::KIND,
    &count::KIND,
    &gauge::KIND,
    &logs::KIND,
    &over_limit::KIND,
    &percentile::KIND,
    &ratio::KIND,
    &share::KIND,
    &stalled::KIND,
];

/// A signal with its queries' parts.
#[derive(Debug)]
pub(crate) struct Signal<'a> {
    /// As a widget is titled.
    pub(crate) title: &'a str,
    /// As the catalog names it.
    pub(crate) unit: &'a str,
    /// The tags it is grouped by; a monitor or a widget may set others.
    pub(crate) by: Vec<&'a str>,
    /// The metrics it reads.
    pub(crate) metrics: Vec<&'a Metric>,
    /// What its metric queries are filtered by.
    pub(crate) filter: String,
    pub(crate) kind: SignalKind<'a>,
}

/// How the metrics combine.
#[derive(Debug)]
pub(crate) enum SignalKind<'a> {
    /// A service check.
    Check { check: &'a str, tags: Vec<String> },
    /// Events of a counter, or what is added to a cumulative gauge.
    Count,
    /// A level; `space` aggregates over series, `time` over a monitor's window.
    Gauge { space: &'static str, time: &'static str },
    /// How many log lines match.
    Logs { search: String },
    /// A percentile of a distribution.
    Percentile { percentile: u8 },
    /// What share of events are those of `part`, which are good or bad.
    Ratio { good: bool, part: Part },
    /// One level as a share of another; `rest` where the other makes it whole.
    Share {
        rest: bool,
        space: &'static str,
        time: &'static str,
    },
    /// How many wait while none is taken.
    Stalled,
}

impl<'a> Signal<'a> {
    /// Reads the signal of `what`.
    pub(crate) fn read(
        context: &SignalContext<'a>,
        what: &str,
        value: &'a Value,
        findings: &mut Findings,
    ) -> Built<Self> {
        let Some(constructed) = Constructed::read("signal", value, &FACTS, findings)? else {
            let finding = Finding::new(
                "jsonnet/type",
                format!("{what}: signal must be a signal, not {}", a(value)),
            )
            .at("signal")
            .help("use ctx.signals.<archetype>.<signal>, or ctx.signal.<kind>({ ... })");
            return Err(findings.push(finding));
        };
        let text = |name| constructed.fact(name).and_then(Value::as_str);
        let file = text("archetype").map(|archetype| format!("lib/archetype/{archetype}/signals.libsonnet"));
        findings.within(file, |findings| {
            let Some(kind) = KINDS.iter().find(|kind| kind.name == constructed.name) else {
                return constructed.unknown("signal", KINDS.iter().map(|kind| kind.name), findings);
            };
            let source = Source {
                context,
                of: text("of"),
                name: constructed.name,
                args: constructed.args,
            };
            (kind.read)(source, findings)
        })
    }

    /// The kind, as messages call it.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            SignalKind::Check { .. } => "check",
            SignalKind::Count => "count",
            SignalKind::Gauge { .. } => "gauge",
            SignalKind::Logs { .. } => "logs",
            SignalKind::Percentile { .. } => "percentile",
            SignalKind::Ratio {
                part: Part::Above(_), ..
            } => "over_limit",
            SignalKind::Ratio { .. } => "ratio",
            SignalKind::Share { .. } => "share",
            SignalKind::Stalled => "stalled",
        }
    }

    /// What its values are counted per: `second` of a rate. A combination of metrics has a unit of its own.
    pub(crate) fn per_unit(&self) -> Option<&'a str> {
        match self.kind {
            SignalKind::Gauge { .. } => self.metrics.first().and_then(|metric| metric.per_unit.as_deref()),
            _ => None,
        }
    }

    /// The limit above which it counts values.
    pub(crate) fn limit(&self) -> Option<f64> {
        match self.kind {
            SignalKind::Ratio {
                part: Part::Above(limit),
                ..
            } => Some(limit),
            _ => None,
        }
    }

    /// How a monitor aggregates over its window; `None` where the signal has no metrics.
    pub(crate) fn time(&self) -> Option<&'static str> {
        match self.kind {
            SignalKind::Count | SignalKind::Ratio { .. } => Some("sum"),
            SignalKind::Gauge { time, .. } | SignalKind::Share { time, .. } => Some(time),
            SignalKind::Percentile { .. } => Some("percentile"),
            SignalKind::Stalled => Some("min"),
            SignalKind::Check { .. } | SignalKind::Logs { .. } => None,
        }
    }

    /// ` by {a,b}`, or nothing.
    fn grouped(by: &[&str]) -> String {
        if by.is_empty() {
            String::new()
        } else {
            format!(" by {{{}}}", by.join(","))
        }
    }

    /// Each metric must have every tag of `by`, which a monitor or a widget sets.
    pub(crate) fn check_by(&self, by: &[&str], findings: &mut Findings) -> Result<(), Reported> {
        tags::check(&self.metrics, by, findings)
    }

    /// Its metric queries by name, for a widget. A distribution has one for each of `percentiles`.
    pub(crate) fn queries(&self, by: &[&str], percentiles: &[u8]) -> Vec<(Cow<'static, str>, String)> {
        let grouped = Self::grouped(by);
        match &self.kind {
            SignalKind::Count => vec![("events".into(), count::query(self, &grouped))],
            SignalKind::Gauge { space, .. } => vec![("level".into(), gauge::query(self, space, &grouped))],
            SignalKind::Percentile { .. } => percentile::queries(self, percentiles, &grouped),
            SignalKind::Ratio { part, .. } => {
                let [part, whole] = ratio::queries(self, part, &grouped);
                vec![("part".into(), part), ("whole".into(), whole)]
            }
            SignalKind::Share { space, .. } => {
                let [part, other] = share::queries(self, space, &grouped);
                vec![("part".into(), part), ("other".into(), other)]
            }
            SignalKind::Stalled => {
                let [waiting, taken] = stalled::queries(self, &grouped);
                vec![("waiting".into(), waiting), ("taken".into(), taken)]
            }
            SignalKind::Check { .. } | SignalKind::Logs { .. } => Vec::new(),
        }
    }

    /// How its queries combine, with `prefix` before the name of each; for a widget. A distribution has none: each is a line of its own.
    pub(crate) fn formula(&self, prefix: &str) -> String {
        match &self.kind {
            SignalKind::Count => count::events(self, &format!("{prefix}events")),
            SignalKind::Gauge { .. } => format!("{prefix}level"),
            SignalKind::Logs { .. } => format!("{prefix}lines"),
            SignalKind::Ratio { .. } => ratio::formula(prefix),
            SignalKind::Share { rest, .. } => {
                share::combined(&format!("{prefix}part"), &format!("{prefix}other"), *rest)
            }
            SignalKind::Stalled => stalled::combined(&format!("{prefix}waiting"), &format!("{prefix}taken")),
            SignalKind::Check { .. } | SignalKind::Percentile { .. } => String::new(),
        }
    }

    /// Its metric query as one text, for a monitor or an SLO.
    pub(crate) fn expression(&self, by: &[&str]) -> String {
        self.expression_with(by, 0)
    }

    /// The same with `assumed` successes added to the events that a ratio counts.
    pub(crate) fn expression_with(&self, by: &[&str], assumed: u64) -> String {
        let grouped = Self::grouped(by);
        match &self.kind {
            SignalKind::Count => count::events(self, &count::query(self, &grouped)),
            SignalKind::Gauge { space, .. } => gauge::query(self, space, &grouped),
            SignalKind::Percentile { percentile } => percentile::query(self, *percentile, &grouped),
            SignalKind::Ratio { part, .. } => ratio::expression(&ratio::queries(self, part, &grouped), assumed),
            SignalKind::Share { rest, space, .. } => {
                let [part, other] = share::queries(self, space, &grouped);
                share::combined(&part, &other, *rest)
            }
            SignalKind::Stalled => {
                let [waiting, taken] = stalled::queries(self, &grouped);
                stalled::combined(&waiting, &taken)
            }
            SignalKind::Check { check, .. } => format!("\"{check}\""),
            SignalKind::Logs { search } => search.clone(),
        }
    }

    /// The formulas of good and of bad events over its queries; `None` where it counts no events.
    pub(crate) fn good_and_bad(&self) -> Option<[&'static str; 2]> {
        match &self.kind {
            SignalKind::Ratio { good, .. } => Some(ratio::good_and_bad(*good)),
            _ => None,
        }
    }
}
