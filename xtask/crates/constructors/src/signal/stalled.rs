//! How many wait while none is taken: a queue that grows is served slowly, one from which nothing is taken is not served.

use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Field, FieldType, required};
use crate::finding::{Built, Finding, Findings};

const FIELDS: &[Field] = &[
    required("waiting", FieldType::Metric, "the gauge that says how many wait").example("'rabbitmq.queue.messages'"),
    required(
        "taken",
        FieldType::Metric,
        "the cumulative gauge that rises when one is taken",
    )
    .example("'rabbitmq.queue.messages.deliver_get.count'"),
];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "stalled",
    summary: "How many wait while none is taken; nearly 0 while any is taken.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let waiting = reader.level("waiting", findings);
    let taken = reader.metric("taken", findings)?;
    if !taken.cumulative {
        let message = format!("signal stalled: {} is not declared as cumulative", taken.name);
        let finding = Finding::new("metric/not-cumulative", message)
            .at(reader.args.text("taken", findings)?)
            .help("use a gauge that only rises; it is declared with cumulative: true");
        return Err(reader.args.reject("taken", finding, findings));
    }
    let waiting = waiting?;
    reader.signal(
        &waiting.unit,
        Ok(vec![waiting, taken]),
        Ok(SignalKind::Stalled),
        findings,
    )
}

pub(super) fn queries(signal: &Signal<'_>, grouped: &str) -> [String; 2] {
    let query = |metric: usize| format!("sum:{}{{{}}}{grouped}", signal.metrics[metric].name, signal.filter);
    [query(0), query(1)]
}

/// More than ever wait: what waits divided by it is less than one.
const MANY: u32 = 1_000_000;

/// What waits; nearly nothing as soon as one is taken. `clamp_max(_, 1)` would be exact, but it fills empty points with its limit, and the first point of
/// `monotonic_diff` is empty.
pub(super) fn combined(waiting: &str, taken: &str) -> String {
    format!("{waiting} / (1 + {MANY} * monotonic_diff({taken}))")
}
