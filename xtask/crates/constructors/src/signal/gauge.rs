//! A level.

use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Args, Field, FieldType, optional, required, words};
use crate::finding::{Built, Findings};

const FIELDS: &[Field] = &[
    required("metric", FieldType::Metric, "a gauge").example("'jobs.age'"),
    optional(
        "space_aggregation",
        FieldType::Choice(SPACE_WORDS),
        "how series are combined",
    )
    .default("'avg'"),
    optional(
        "time_aggregation",
        FieldType::Choice(TIME_WORDS),
        "how the points of a window are combined",
    )
    .default("'avg'"),
];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "gauge",
    summary: "A level.",
    fields: FIELDS,
    read,
};

/// How series are combined at one moment.
const SPACES: [(&str, &str); 4] = [("avg", "avg"), ("max", "max"), ("min", "min"), ("sum", "sum")];

/// How the points of a window are combined. Datadog could add levels up, but a sum of levels means nothing.
const TIMES: [(&str, &str); 3] = [("avg", "avg"), ("max", "max"), ("min", "min")];

pub(super) const SPACE_WORDS: &[&str] = &words(&SPACES);
pub(super) const TIME_WORDS: &[&str] = &words(&TIMES);

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let combined = combined(&reader.args, "avg", findings);
    let metric = reader.level("metric", findings)?;
    let kind = combined.map(|[space, time]| SignalKind::Gauge { space, time });
    reader.signal(&metric.unit, Ok(vec![metric]), kind, findings)
}

/// The space and time aggregations; `space` is the default of the first.
pub(super) fn combined(args: &Args<'_>, space: &'static str, findings: &mut Findings) -> Built<[&'static str; 2]> {
    let space_arg = args.word_or_none(
        "space_aggregation",
        "signal/unknown-space",
        "way to combine series",
        &SPACES,
        findings,
    );
    let time_arg = args.word_or_none(
        "time_aggregation",
        "signal/unknown-time",
        "way to combine a window",
        &TIMES,
        findings,
    );
    Ok([space_arg?.unwrap_or(space), time_arg?.unwrap_or("avg")])
}

pub(super) fn query(signal: &Signal<'_>, space: &str, grouped: &str) -> String {
    format!("{space}:{}{{{}}}{grouped}", signal.metrics[0].name, signal.filter)
}
