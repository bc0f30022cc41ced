//! Events of a counter: how many, over time.

use super::reader::{Reader, Source};
use super::{Kind, Signal};
use crate::finding::{Findings, Lowered};
use crate::given::{Field, required};

const FIELDS: [Field; 1] = [required("metric", "a counter")];

pub(super) fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Lowered<Signal<'a>> {
    let reader = Reader::new(source, &FIELDS, findings)?;
    let metric = reader.metric("metric", findings)?;
    reader.signal(&metric.unit, Ok(vec![metric]), Ok(Kind::Count), findings)
}

pub(super) fn query(signal: &Signal<'_>, grouped: &str) -> String {
    format!(
        "sum:{}{{{}}}{grouped}.as_count()",
        signal.metrics[0].name, signal.filter
    )
}
