//! A percentile of a distribution. Widgets show several next to each other; a monitor and an SLO use `percentile`.

use std::borrow::Cow;

use serde_json::Value;

use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Args, Field, FieldType, required};
use crate::finding::{Built, Finding, Findings};

/// The percentiles that Datadog computes of a distribution (`doc: metrics/distributions`).
pub(crate) const PERCENTILES: [u8; 5] = [50, 75, 90, 95, 99];

const FIELDS: &[Field] = &[
    required("metric", FieldType::Metric, "a distribution").example("'jobs.duration'"),
    required(
        "percentile",
        FieldType::Percentile(&PERCENTILES),
        "the percentile of monitors and SLOs",
    )
    .example("95"),
];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "percentile",
    summary: "A percentile of a distribution.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let percentile = reader.args.value("percentile", findings);
    let percentile = percentile.and_then(|value| known(&reader.args, "percentile", value, findings));
    let metric = reader.distribution("metric", findings)?;
    let kind = percentile.map(|percentile| SignalKind::Percentile { percentile });
    reader.signal(&metric.unit, Ok(vec![metric]), kind, findings)
}

/// A percentile that Datadog computes.
pub(crate) fn known(args: &Args<'_>, field: &str, value: &Value, findings: &mut Findings) -> Built<u8> {
    let found = PERCENTILES.into_iter().find(|p| value.as_f64() == Some(f64::from(*p)));
    found.ok_or_else(|| {
        let finding = Finding::new(
            "metric/unknown-percentile",
            format!("{}: {field} cannot be {value}", args.what()),
        )
        .at(field)
        .help(format!("use one of {}", PERCENTILES.map(|p| p.to_string()).join(", ")));
        args.reject(field, finding, findings)
    })
}

pub(super) fn query(signal: &Signal<'_>, percentile: u8, grouped: &str) -> String {
    format!("p{percentile}:{}{{{}}}{grouped}", signal.metrics[0].name, signal.filter)
}

pub(super) fn queries(signal: &Signal<'_>, percentiles: &[u8], grouped: &str) -> Vec<(Cow<'static, str>, String)> {
    percentiles
        .iter()
        .map(|p| (Cow::Owned(format!("p{p}")), query(signal, *p, grouped)))
        .collect()
}
