//! One level as a share of another, in percent: used of available (`whole`), or hits of hits and misses (`rest`).

use super::gauge::{SPACE_WORDS, TIME_WORDS, combined as combinations};
use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings};

const FIELDS: &[Field] = &[
    required("part", FieldType::Metric, "the gauge that is measured"),
    optional("whole", FieldType::Metric, "the gauge that is 100 %"),
    optional(
        "rest",
        FieldType::Metric,
        "the gauge that adds up to 100 % with part, instead of whole",
    ),
    optional(
        "space_aggregation",
        FieldType::Choice(SPACE_WORDS),
        "how series are combined",
    )
    .default("'max'"),
    optional(
        "time_aggregation",
        FieldType::Choice(TIME_WORDS),
        "how the points of a window are combined",
    )
    .default("'avg'"),
];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "share",
    summary: "One level as a share of another, in percent.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let combined = combinations(&reader.args, "max", findings);
    let field = match (reader.args.get("whole").is_some(), reader.args.get("rest").is_some()) {
        (true, false) => Ok("whole"),
        (false, true) => Ok("rest"),
        (true, true) => {
            let finding = Finding::new(
                "signal/whole-and-rest",
                "signal share has 'whole' and 'rest': set only one of them",
            )
            .at("rest");
            Err(reader.args.reject("rest", finding, findings))
        }
        (false, false) => {
            let finding = Finding::new("jsonnet/missing-field", "signal share lacks the field 'whole'")
                .help("add 'whole': the gauge it is measured against, or 'rest'");
            Err(findings.push(finding))
        }
    };
    let part = reader.level("part", findings);
    let other = field.and_then(|field| reader.level(field, findings));
    let kind = combined.and_then(|[space, time]| {
        Ok(SignalKind::Share {
            rest: field? == "rest",
            space,
            time,
        })
    });
    let metrics = part.and_then(|part| Ok(vec![part, other?]));
    reader.signal("percent", metrics, kind, findings)
}

pub(super) fn queries(signal: &Signal<'_>, space: &str, grouped: &str) -> [String; 2] {
    let query = |metric: usize| format!("{space}:{}{{{}}}{grouped}", signal.metrics[metric].name, signal.filter);
    [query(0), query(1)]
}

pub(super) fn combined(part: &str, other: &str, rest: bool) -> String {
    if rest {
        format!("100 * {part} / ({part} + {other})")
    } else {
        format!("100 * {part} / {other}")
    }
}
