//! Names by which formulas call queries.

use std::collections::BTreeSet;

use diagnostics::suggestion;
use payload::view::Query;
use payload::{Problem, Severity};
use query::formula::Formula;

/// Every name in a formula is the name of a query beside it. SLO queries may go without a name, and then nothing is known.
pub(crate) fn check<'q, 'v: 'q>(formula: &Formula, path: &str, queries: impl Iterator<Item = &'q Query<'v>>, severity: Severity, out: &mut Vec<Problem>) {
    let names: Option<BTreeSet<_>> = queries.filter(|query| !query.inner).map(|query| Some(query.name.as_ref()?.text)).collect();
    let Some(known) = names else { return };
    for name in formula.leaves() {
        if !known.contains(name.text.as_str()) {
            let problem = Problem::error(
                "query/unknown-name",
                path,
                format!("the formula calls '{}', which is no query beside it", name.text),
            )
            .at(name.span.into())
            .help(suggestion(&name.text, known.iter().copied()));
            out.push(Problem { severity, ..problem });
        }
    }
}
