//! Names of queries in formulas.

use std::collections::BTreeSet;

use crate::payload::view::Query;
use crate::payload::{Problem, Severity};
use datadog_query::formula::Formula;
use diagnostics::suggestion;

/// Where a formula finds its queries.
pub(crate) struct Place {
    /// What a name in a formula must be.
    what: &'static str,
    /// The field that declares it.
    field: &'static str,
}

/// A request of a widget.
pub(crate) const REQUEST: Place = Place {
    what: "a query of the same request",
    field: "queries",
};

/// A monitor.
pub(crate) const MONITOR: Place = Place {
    what: "a variable of the monitor",
    field: "options.variables",
};

/// What an SLO measures.
pub(crate) const SLI: Place = Place {
    what: "a query of the SLI",
    field: "queries",
};

/// The names of queries; `None` if one has no name, as SLO queries may.
pub(crate) fn known<'q>(queries: &'q [Query<'_>]) -> Option<BTreeSet<&'q str>> {
    let outer = queries.iter().filter(|query| !query.inner);
    outer.map(|query| Some(query.name.as_ref()?.text)).collect()
}

/// Reports queries that share a name: a formula with it is ambiguous.
pub(crate) fn duplicates(queries: &[Query<'_>], severity: Severity, out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    let named = queries
        .iter()
        .filter(|query| !query.inner)
        .filter_map(|query| query.name.as_ref());
    for name in named.filter(|name| !seen.insert(name.text)) {
        let message = format!("two queries are named '{}'", name.text);
        let problem = Problem::error("query/duplicate-name", name.path.clone(), message).at(0..name.text.len());
        out.push(Problem { severity, ..problem });
    }
}

/// Reports every name in a formula that is not the name of a query of its place.
pub(crate) fn check(
    formula: &Formula,
    path: &str,
    known: Option<&BTreeSet<&str>>,
    place: &Place,
    severity: Severity,
    out: &mut Vec<Problem>,
) {
    let Some(known) = known else { return };
    for name in formula
        .leaves()
        .into_iter()
        .filter(|name| !known.contains(name.text.as_str()))
    {
        let message = format!("the formula uses '{}', which is not {}", name.text, place.what);
        let help = if known.is_empty() {
            format!("declare '{}' in {}", name.text, place.field)
        } else {
            suggestion(&name.text, known.iter().copied())
        };
        let problem = Problem::error("query/unknown-name", path, message)
            .at(name.span.into())
            .help(help);
        out.push(Problem { severity, ..problem });
    }
}
