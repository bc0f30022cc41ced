//! Events of a counter: how many, over time.

use super::reader::{Reader, Source};
use super::{Signal, SignalKind};
use crate::args::{Field, required};
use crate::finding::{Built, Findings};

const FIELDS: [Field; 1] = [required("metric", "a counter")];

pub(super) fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, &FIELDS, findings)?;
    let metric = reader.metric("metric", findings)?;
    reader.signal(&metric.unit, Ok(vec![metric]), Ok(SignalKind::Count), findings)
}

pub(super) fn query(signal: &Signal<'_>, grouped: &str) -> String {
    format!(
        "sum:{}{{{}}}{grouped}.as_count()",
        signal.metrics[0].name, signal.filter
    )
}
