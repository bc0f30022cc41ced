//! The share of a distribution's values above a limit, in percent: requests slower than half a second. Unlike a percentile it counts events, so that
//! few of them need not page (docs/decisions/0030-share-of-slow-events.md).

use super::ratio::Part;
use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Field, FieldType, required};
use crate::decimal::rounded;
use crate::finding::{Built, Findings};

const FIELDS: &[Field] = &[
    required("metric", FieldType::Metric, "a distribution with percentiles").example("'jobs.duration'"),
    required("limit", FieldType::Number, "the limit; a value that equals it is good")
        .unit("of the metric")
        .example("60"),
];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "over_limit",
    summary: "The share of a distribution's values above a limit, in percent.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let limit = reader.args.number("limit", findings);
    let metric = reader.distribution("metric", findings)?;
    let kind = limit.map(|limit| SignalKind::Ratio {
        good: false,
        part: Part::Above(rounded(limit)),
    });
    reader.signal("percent", Ok(vec![metric]), kind, findings)
}
