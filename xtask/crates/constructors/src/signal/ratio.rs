//! What share of the events of `of` are those of `bad`, in percent. `good` may stand in the place of `bad`.

use super::filter::Filter;
use super::reader::{Reader, Site, Source, metric, narrowings};
use super::{Kind, Signal};
use crate::finding::{Finding, Findings, Lowered};
use crate::given::{Field, Given, optional, required};
use crate::tags;

const FIELDS: [Field; 4] = [
    optional("bad", "the counter of bad events"),
    optional("good", "the counter of good events, in the place of bad"),
    required("of", "the counter of all events"),
    optional("bad_where", "further tag filters of the bad (or good) events alone"),
];

pub(super) fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Lowered<Signal<'a>> {
    let reader = Reader::new(source, &FIELDS, findings)?;
    let field = match (reader.given.said("bad").is_some(), reader.given.said("good").is_some()) {
        (true, false) => Ok("bad"),
        (false, true) => Ok("good"),
        (true, true) => {
            let finding = Finding::new(
                "signal/bad-and-good",
                "signal ratio has 'bad' and 'good': one follows from the other",
            )
            .at("good");
            Err(reader.given.refuse("good", finding, findings))
        }
        (false, false) => {
            let finding = Finding::new("jsonnet/missing-field", "signal ratio lacks the field 'bad'")
                .help("add 'bad': the counter of bad events, or 'good'");
            Err(findings.push(finding))
        }
    };
    let part = field.and_then(|field| reader.metric(field, findings));
    let whole = reader.metric("of", findings);
    let part_where = narrowings(&reader.given, "bad_where", findings);
    if let (Ok(part), Ok(narrowed)) = (&part, &part_where) {
        let keys: Vec<_> = narrowed.iter().map(|(key, _)| *key).collect();
        tags::check(&[part], &keys, findings)?;
    }
    let kind = field.and_then(|field| {
        Ok(Kind::Ratio {
            good: field == "good",
            part_filter: reader
                .filter
                .as_ref()
                .map_err(|told| *told)?
                .and(part_where?)
                .of_metrics(),
        })
    });
    let metrics = part.and_then(|part| Ok(vec![part, whole?]));
    reader.signal("percent", metrics, kind, findings)
}

pub(super) fn queries(signal: &Signal<'_>, part_filter: &str, grouped: &str) -> [String; 2] {
    let query =
        |metric: usize, filter: &str| format!("sum:{}{{{filter}}}{grouped}.as_count()", signal.metrics[metric].name);
    [query(0, part_filter), query(1, &signal.filter)]
}

/// `assumed` good events stand beside those counted.
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

pub(super) fn good_and_total(signal: &Signal<'_>, good: bool, part_filter: &str) -> [String; 2] {
    let [part, whole] = queries(signal, part_filter, "");
    [if good { part } else { format!("{whole} - {part}") }, whole]
}

impl<'a> Signal<'a> {
    /// The ratio of the counters `bad` and `of` that a monitor names itself.
    pub(crate) fn of_counters(site: &Site<'a>, given: &Given<'a>, findings: &mut Findings) -> Lowered<Self> {
        let part = metric(site.catalog, given, "bad", findings);
        let whole = metric(site.catalog, given, "of", findings);
        let filter = Filter {
            scope: site.scope,
            service: site.service,
            narrowed: Vec::new(),
        };
        Ok(Self {
            title: "",
            unit: "percent",
            by: Vec::new(),
            metrics: vec![part?, whole?],
            filter: filter.of_metrics(),
            kind: Kind::Ratio {
                good: false,
                part_filter: filter.of_metrics(),
            },
        })
    }
}
