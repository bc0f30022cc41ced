//! A level.

use super::reader::{Reader, Source};
use super::{Kind, Signal};
use crate::finding::{Findings, Lowered};
use crate::given::{Field, Given, optional, required};

const FIELDS: [Field; 3] = [
    required("metric", "a gauge"),
    optional(
        "space_aggregation",
        "how series are combined: avg, sum, min or max; avg unless said",
    ),
    optional(
        "time_aggregation",
        "how a window is combined: avg, min or max; avg unless said",
    ),
];

/// How series are put together at one moment.
const SPACES: [(&str, &str); 4] = [("avg", "avg"), ("max", "max"), ("min", "min"), ("sum", "sum")];

/// How the points of a window are put together. Datadog could add levels up, but a sum of levels means nothing.
const TIMES: [(&str, &str); 3] = [("avg", "avg"), ("max", "max"), ("min", "min")];

pub(super) fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Lowered<Signal<'a>> {
    let reader = Reader::new(source, &FIELDS, findings)?;
    let combined = combined(&reader.given, "avg", findings);
    let metric = reader.metric("metric", findings)?;
    let kind = combined.map(|[space, time]| Kind::Gauge { space, time });
    reader.signal(&metric.unit, Ok(vec![metric]), kind, findings)
}

/// The words of `space` and `time`; `space` is what series are combined by unless said.
pub(super) fn combined(given: &Given<'_>, space: &'static str, findings: &mut Findings) -> Lowered<[&'static str; 2]> {
    let said_space = given.word_or_none(
        "space_aggregation",
        "signal/unknown-space",
        "way to combine series",
        &SPACES,
        findings,
    );
    let said_time = given.word_or_none(
        "time_aggregation",
        "signal/unknown-time",
        "way to combine a window",
        &TIMES,
        findings,
    );
    Ok([said_space?.unwrap_or(space), said_time?.unwrap_or("avg")])
}

pub(super) fn query(signal: &Signal<'_>, space: &str, grouped: &str) -> String {
    format!("{space}:{}{{{}}}{grouped}", signal.metrics[0].name, signal.filter)
}
