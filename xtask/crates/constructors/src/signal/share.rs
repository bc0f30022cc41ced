//! One level as a share of another, in percent: used of available (`whole`), or hits of hits and misses (`rest`).

use super::gauge::combined as combinations;
use super::reader::{Reader, Source};
use super::{Kind, Signal};
use crate::finding::{Finding, Findings, Lowered};
use crate::given::{Field, optional, required};

const FIELDS: [Field; 5] = [
    required("part", "the gauge that is measured"),
    optional("whole", "the gauge it is measured against"),
    optional("rest", "what makes it whole, in the place of `whole`"),
    optional("space_aggregation", "how series are combined; max unless said"),
    optional("time_aggregation", "how a window is combined; avg unless said"),
];

pub(super) fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Lowered<Signal<'a>> {
    let reader = Reader::new(source, &FIELDS, findings)?;
    let combined = combinations(&reader.given, "max", findings);
    let field = match (
        reader.given.said("whole").is_some(),
        reader.given.said("rest").is_some(),
    ) {
        (true, false) => Ok("whole"),
        (false, true) => Ok("rest"),
        (true, true) => {
            let finding = Finding::new(
                "signal/whole-and-rest",
                "signal share has 'whole' and 'rest': one stands in the place of the other",
            )
            .at("rest");
            Err(reader.given.refuse("rest", finding, findings))
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
        Ok(Kind::Share {
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
