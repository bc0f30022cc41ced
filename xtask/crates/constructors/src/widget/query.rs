//! The queries of a signal for a widget, and the formulas in the unit that is shown.

use serde_json::{Map, Value};

use super::number;
use crate::finding::{Finding, Findings, Reported};
use crate::object::object;
use crate::signal::{Signal, SignalKind};

/// Which part of a signal a query returns, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct QueryOptions<'a> {
    /// The tags that make a series of their own.
    pub(super) by: &'a [&'a str],
    /// Which ones of a distribution.
    pub(super) percentiles: &'a [u8],
    /// Keeps the names of several signals in one request apart.
    pub(super) prefix: &'a str,
    /// How a widget of numbers combines the time frame; by default what suits the kind.
    pub(super) over: Option<&'static str>,
    /// Whether what remains to 100 % is shown.
    pub(super) remaining: bool,
    /// Whether no value is 0, which is the worst of what remains.
    pub(super) empty_is_zero: bool,
    /// The label; by default the signal's title.
    pub(super) alias: Option<&'a str>,
}

impl QueryOptions<'_> {
    pub(super) const DEFAULT: Self = Self {
        by: &[],
        percentiles: &[50, 95, 99],
        prefix: "",
        over: None,
        remaining: false,
        empty_is_zero: false,
        alias: None,
    };
}

/// Reports what a signal does not have: a service check has no series, and a percentile has no rest to 100 %.
pub(super) fn check(signal: &Signal<'_>, remaining: bool, findings: &mut Findings) -> Result<(), Reported> {
    match signal.kind {
        SignalKind::Check { .. } => {
            let message = format!("the signal '{}' is a service check: it has no series", signal.title);
            let finding = Finding::new("dashboard/no-query", message).at(signal.title);
            Err(findings.push(finding.help("show it with ctx.widget.checks")))
        }
        SignalKind::Percentile { .. } if remaining => {
            let message = format!("the signal '{}' is a percentile: it has no rest to 100 %", signal.title);
            let finding = Finding::new("dashboard/no-share", message).at("remaining");
            Err(findings.push(finding.help("remove 'remaining', or show a ratio or a share")))
        }
        _ => Ok(()),
    }
}

fn log_query(prefix: &str, search: &str, by: &[&str]) -> Map<String, Value> {
    let mut query = object!({
        "data_source": "logs",
        "name": format!("{prefix}lines"),
        "indexes": ["*"],
        "search": object!({ "query": search }),
        "compute": object!({ "aggregation": "count" }),
    });
    if !by.is_empty() {
        let facet = |key: &&str| object!({ "facet": *key, "limit": 10, "sort": object!({ "aggregation": "count", "order": "desc" }) });
        query.insert("group_by".to_owned(), by.iter().map(facet).collect::<Vec<_>>().into());
    }
    query
}

/// For a widget over time.
pub(super) fn series(signal: &Signal<'_>, options: &QueryOptions<'_>) -> Vec<Map<String, Value>> {
    if let SignalKind::Logs { search } = &signal.kind {
        return vec![log_query(options.prefix, search, options.by)];
    }
    let query = |(name, query): (std::borrow::Cow<'_, str>, String)| object!({ "data_source": "metrics", "name": format!("{}{name}", options.prefix), "query": query });
    signal
        .queries(options.by, options.percentiles)
        .into_iter()
        .map(query)
        .collect()
}

/// For a widget of numbers.
pub(super) fn scalars(signal: &Signal<'_>, options: &QueryOptions<'_>) -> Vec<Map<String, Value>> {
    let mut queries = series(signal, options);
    let aggregator = options.over.unwrap_or(match signal.kind {
        SignalKind::Count | SignalKind::Ratio { .. } => "sum",
        SignalKind::Percentile { .. } => "percentile",
        // The last value of a gauge is the current one.
        SignalKind::Gauge { .. } | SignalKind::Share { .. } | SignalKind::Stalled => "last",
        SignalKind::Logs { .. } | SignalKind::Check { .. } => return queries,
    });
    for query in &mut queries {
        query.insert("aggregator".to_owned(), aggregator.into());
    }
    queries
}

/// What is shown of the queries, a line or a number each.
pub(super) fn formulas(signal: &Signal<'_>, options: &QueryOptions<'_>) -> Vec<Map<String, Value>> {
    let format = number::format(signal.unit);
    let QueryOptions { prefix, alias, .. } = options;
    let formula =
        |formula: String, alias: &str| object!({ "formula": formula, "alias": alias, "number_format": format.clone() });
    if let SignalKind::Percentile { .. } = signal.kind {
        let line = |p: &u8| {
            formula(
                number::scaled(signal.unit, format!("{prefix}p{p}")),
                alias.unwrap_or(&format!("p{p}")),
            )
        };
        return options.percentiles.iter().map(line).collect();
    }
    let plain = match signal.kind {
        SignalKind::Logs { .. } => signal.formula(prefix),
        _ => number::scaled(signal.unit, signal.formula(prefix)),
    };
    let plain = if options.remaining {
        format!("100 - {plain}")
    } else {
        plain
    };
    let plain = if options.empty_is_zero {
        format!("default_zero({plain})")
    } else {
        plain
    };
    vec![formula(plain, alias.unwrap_or(signal.title))]
}

/// One share of the events of several ratios, whose queries have these prefixes. Each tag value has events of some of them only.
pub(super) fn combined_ratio(signals: &[Signal<'_>], prefixes: &[String]) -> Map<String, Value> {
    let sum = |name: &str| {
        let terms: Vec<_> = prefixes
            .iter()
            .map(|prefix| format!("default_zero({prefix}{name})"))
            .collect();
        terms.join(" + ")
    };
    object!({
        "formula": format!("100 * ({}) / ({})", sum("part"), sum("whole")),
        "alias": signals[0].title,
        "number_format": number::format(signals[0].unit),
    })
}

/// How a widget of numbers may combine a time frame.
const OVER: [(&str, &str); 5] = [
    ("avg", "avg"),
    ("last", "last"),
    ("max", "max"),
    ("min", "min"),
    ("sum", "sum"),
];

pub(super) const OVER_WORDS: &[&str] = &crate::args::words(&OVER);
pub(super) const OVER_MEANING: &str = "how the time frame is combined to one number";

pub(super) fn over(args: &crate::args::Args<'_>, findings: &mut Findings) -> Result<Option<&'static str>, Reported> {
    args.word_or_none(
        "over",
        "dashboard/unknown-aggregation",
        "over of a widget",
        &OVER,
        findings,
    )
}
