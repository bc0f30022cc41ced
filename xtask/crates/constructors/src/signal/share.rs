//! One level as a share of another, in percent: used of available (`whole`), or hits of hits and misses (`rest`).

use super::gauge::combined as combinations;
use super::reader::{Reader, Source};
use super::{Signal, SignalKind};
use crate::args::{Field, optional, required};
use crate::finding::{Built, Finding, Findings};

const FIELDS: [Field; 5] = [
    required("part", "the gauge that is measured"),
    optional("whole", "the gauge it is measured against"),
    optional("rest", "what makes it whole, in the place of `whole`"),
    optional("space_aggregation", "how series are combined; max unless given"),
    optional("time_aggregation", "how a window is combined; avg unless given"),
];

pub(super) fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, &FIELDS, findings)?;
    let combined = combinations(&reader.args, "max", findings);
    let field = match (reader.args.get("whole").is_some(), reader.args.get("rest").is_some()) {
        (true, false) => Ok("whole"),
        (false, true) => Ok("rest"),
        (true, true) => {
            let finding = Finding::new(
                "signal/whole-and-rest",
                "signal share has 'whole' and 'rest': one stands in the place of the other",
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
    let part = reader.metric("part", findings);
    let other = field.and_then(|field| reader.metric(field, findings));
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
