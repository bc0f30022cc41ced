//! The share of the events `of` that are `bad`, in percent. `good` may replace `bad`.

use super::filter::Filter;
use super::reader::{Reader, SignalContext, Source, counter, narrowings};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Args, Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings};
use crate::{decimal, tags};

/// The events that a ratio measures, of all events.
#[derive(Debug)]
pub(crate) enum Part {
    /// Those of the first metric, by a filter of its own; the second metric counts all.
    Counter { filter: String },
    /// The values of a distribution above a limit; it counts all values, too.
    Above(f64),
}

const FIELDS: &[Field] = &[
    optional("bad", FieldType::Metric, "the counter of bad events").example("'jobs.failed'"),
    optional("good", FieldType::Metric, "the counter of good events, instead of bad"),
    required("of", FieldType::Metric, "the counter of all events").example("'jobs.total'"),
    optional(
        "bad_where",
        FieldType::TagFilter,
        "more tag filters of the bad (or good) events alone",
    )
    .default("none"),
];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "ratio",
    summary: "The share of events in percent: bad (or good) of all.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let field = match (reader.args.get("bad").is_some(), reader.args.get("good").is_some()) {
        (true, false) => Ok("bad"),
        (false, true) => Ok("good"),
        (true, true) => {
            let finding = Finding::new(
                "signal/bad-and-good",
                "signal ratio has 'bad' and 'good': set only one of them",
            )
            .at("good");
            Err(reader.args.reject("good", finding, findings))
        }
        (false, false) => {
            let finding = Finding::new("jsonnet/missing-field", "signal ratio lacks the field 'bad'")
                .help("add 'bad': the counter of bad events, or 'good'");
            Err(findings.push(finding))
        }
    };
    let part = field.and_then(|field| reader.counter(field, findings));
    let whole = reader.counter("of", findings);
    let part_where = narrowings(&reader.args, "bad_where", findings);
    if let (Ok(part), Ok(narrowed)) = (&part, &part_where) {
        let keys: Vec<_> = narrowed.iter().map(|(key, _)| *key).collect();
        tags::check(&[part], &keys, findings)?;
    }
    let kind = field.and_then(|field| {
        let part = part?;
        Ok(SignalKind::Ratio {
            good: field == "good",
            part: Part::Counter {
                filter: reader
                    .filter
                    .as_ref()
                    .map_err(|reported| *reported)?
                    .and(part_where?)
                    .without_variables(|tag| part.tags.contains_key(tag))
                    .of_metrics(),
            },
        })
    });
    let metrics = part.and_then(|part| Ok(vec![part, whole?]));
    reader.signal("percent", metrics, kind, findings)
}

pub(super) fn queries(signal: &Signal<'_>, part: &Part, grouped: &str) -> [String; 2] {
    let all = &signal.filter;
    match part {
        Part::Counter { filter } => {
            let query = |metric: usize, filter: &str| {
                format!("sum:{}{{{filter}}}{grouped}.as_count()", signal.metrics[metric].name)
            };
            [query(0, filter), query(1, all)]
        }
        Part::Above(limit) => {
            let above = format!("count(v: v>{})", decimal::text(*limit));
            [above.as_str(), "count"].map(|counted| values(signal, counted, grouped))
        }
    }
}

/// The values of a distribution that `counted` selects.
fn values(signal: &Signal<'_>, counted: &str, grouped: &str) -> String {
    format!(
        "{counted}:{}{{{}}}{grouped}.as_count()",
        signal.metrics[0].name, signal.filter
    )
}

/// Adds `assumed` successes to the events counted.
pub(super) fn expression([part, whole]: &[String; 2], assumed: u64) -> String {
    match assumed {
        0 => format!("100 * {part} / {whole}"),
        _ => format!("100 * {part} / ({whole} + {assumed})"),
    }
}

/// A missing `part` is no event, not no data: `default_zero` keeps the ratio at 0 instead of a gap.
pub(super) fn formula(prefix: &str) -> String {
    format!("100 * default_zero({prefix}part) / {prefix}whole")
}

/// The formulas of good and of bad events, over the queries `part` and `whole`. Where no `part` is reported in an interval there was none of them:
/// without `default_zero` the events of that interval would be lost.
pub(super) const fn good_and_bad(good: bool) -> [&'static str; 2] {
    const PART: &str = "default_zero(part)";
    const REST: &str = "default_zero(whole) - default_zero(part)";
    if good { [PART, REST] } else { [REST, PART] }
}

impl<'a> Signal<'a> {
    /// The ratio of the counters `bad` and `of` that a monitor names itself.
    pub(crate) fn of_counters(context: &SignalContext<'a>, args: &Args<'a>, findings: &mut Findings) -> Built<Self> {
        let part = counter(context.catalog, args, "bad", findings);
        let whole = counter(context.catalog, args, "of", findings);
        let filter = Filter {
            scope: context.scope.split(',').collect(),
            service: context.service,
            narrowed: Vec::new(),
        };
        Ok(Self {
            title: "",
            unit: "percent",
            by: Vec::new(),
            metrics: vec![part?, whole?],
            filter: filter.of_metrics(),
            kind: SignalKind::Ratio {
                good: false,
                part: Part::Counter {
                    filter: filter.of_metrics(),
                },
            },
        })
    }
}
