//! Events of a counter: how many, over time.

use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Field, FieldType, required};
use crate::finding::{Built, Findings};

const FIELDS: &[Field] = &[required("metric", FieldType::Metric, "a counter").example("'jobs.total'")];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "count",
    summary: "Events of a counter.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let metric = reader.metric("metric", findings)?;
    reader.signal(&metric.unit, Ok(vec![metric]), Ok(SignalKind::Count), findings)
}

pub(super) fn query(signal: &Signal<'_>, grouped: &str) -> String {
    format!(
        "sum:{}{{{}}}{grouped}.as_count()",
        signal.metrics[0].name, signal.filter
    )
}
