//! Events of a counter: how many, over time. Of a cumulative gauge, what is added to it.

use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Field, FieldType, required};
use crate::finding::{Built, Finding, Findings};

const FIELDS: &[Field] =
    &[required("metric", FieldType::Metric, "a counter, or a cumulative gauge").example("'jobs.total'")];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "count",
    summary: "Events of a counter.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let metric = reader.metric("metric", findings)?;
    if metric.kind != "count" && !metric.cumulative {
        let message = format!(
            "signal count: {} is a {}, which counts no events",
            metric.name, metric.kind
        );
        let finding = Finding::new("metric/not-a-counter", message)
            .at(reader.args.text("metric", findings)?)
            .help("use ctx.signal.gauge for a level; a gauge that only rises is declared with cumulative: true");
        return Err(reader.args.reject("metric", finding, findings));
    }
    reader.signal(&metric.unit, Ok(vec![metric]), Ok(SignalKind::Count), findings)
}

/// Whether it counts what is added to a cumulative gauge.
fn adds_up(signal: &Signal<'_>) -> bool {
    signal.metrics[0].cumulative
}

pub(super) fn query(signal: &Signal<'_>, grouped: &str) -> String {
    let counted = if adds_up(signal) { "" } else { ".as_count()" };
    format!("sum:{}{{{}}}{grouped}{counted}", signal.metrics[0].name, signal.filter)
}

/// The events of `query`: the query itself, or its name in a formula. A start again is no event: `monotonic_diff` drops what falls
/// (`doc: dashboards/functions/rate`).
pub(super) fn events(signal: &Signal<'_>, query: &str) -> String {
    if adds_up(signal) {
        format!("monotonic_diff({query})")
    } else {
        query.to_owned()
    }
}
