//! Formulas of monitors, and their variables.

use std::collections::BTreeSet;

use crate::payload::{Problem, Severity};
use datadog_query::formula;
use datadog_query::monitor::Monitor;

use super::MonitorContext;
use crate::validate::query_names;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let variables = &context.monitor.options.variables;
    match &context.query {
        Some(Monitor::Formula(query)) => {
            query_names::check(
                &query.formula,
                "/query",
                query_names::known(variables).as_ref(),
                Severity::Error,
                out,
            );
            unused(&formula::names(&query.formula), context, out);
        }
        Some(_) if !variables.is_empty() => out.push(
            Problem::warning(
                "monitor/unused-variable",
                "/options/variables",
                "the query has no formula, so the variables are not used",
            )
            .help("remove them, or write formula(\"...\") in the query"),
        ),
        _ => {}
    }
}

fn unused(used: &BTreeSet<&str>, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let variables = &context.monitor.options.variables;
    query_names::duplicates(variables, Severity::Error, out);
    let mut seen = BTreeSet::new();
    let named = variables
        .iter()
        .filter(|query| !query.inner)
        .filter_map(|query| query.name.as_ref());
    for name in named.filter(|name| seen.insert(name.text) && !used.contains(name.text)) {
        out.push(
            Problem::warning(
                "monitor/unused-variable",
                name.path.clone(),
                format!("the formula does not use '{}'", name.text),
            )
            .at(0..name.text.len())
            .help("remove it, or use it in the formula"),
        );
    }
}
