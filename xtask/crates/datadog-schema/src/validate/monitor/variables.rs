//! Formulas of monitors, and their variables: those of the query, and those of thresholds such as `critical_query`.

use std::collections::BTreeSet;

use crate::payload::{Problem, Severity, pointer};
use datadog_query::formula::{self, Formula};
use datadog_query::metric::Context;
use datadog_query::monitor::{Monitor, MonitorType};

use super::MonitorContext;
use crate::validate::{parse_error, query_names};

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let variables = &context.monitor.options.variables;
    sources(context, out);
    let thresholds = thresholds(context, out);
    match &context.query {
        Some(Monitor::Formula(query)) => {
            names(&query.formula, "/query", context, out);
            query_names::duplicates(variables, Severity::Error, out);
            let formulas = thresholds.iter().chain([&query.formula]);
            unused(&formulas.flat_map(formula::names).collect(), context, out);
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

/// Every variable asks the source of the monitor's type. A source that no type has may be a newer one, and the table reports it.
fn sources(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let kind = context.monitor.kind;
    let Some(wanted) = MonitorType::named(kind).and_then(MonitorType::data_source) else {
        return;
    };
    let variables = context.monitor.options.variables.iter().filter(|query| !query.inner);
    for (query, source) in variables.filter_map(|query| Some((query, query.source?))) {
        if let Some(other) = MonitorType::ALL.into_iter().find(|other| asks(*other, source))
            && source != wanted
        {
            let message =
                format!("the variables of a monitor of type '{kind}' ask '{wanted}', and this one '{source}'");
            out.push(
                Problem::error(
                    "monitor/data-source",
                    pointer::field(&query.base, "data_source"),
                    message,
                )
                .at(0..source.len())
                .help(format!("write data_source: '{wanted}', or type: '{}'", other.name())),
            );
        }
    }
}

/// Whether the variables of a monitor of the type ask the source.
fn asks(kind: MonitorType, source: &str) -> bool {
    match kind {
        MonitorType::Query => source == "metrics",
        MonitorType::Cost => matches!(source, "cloud_cost" | "datadog_usage"),
        _ => kind.data_source() == Some(source),
    }
}

/// The formulas of thresholds, without those that are rejected.
fn thresholds(context: &MonitorContext<'_>, out: &mut Vec<Problem>) -> Vec<Formula> {
    let mut formulas = Vec::new();
    for located in &context.monitor.options.threshold_queries {
        match formula::parse(located.text, Context::Monitor) {
            Ok(formula) => {
                names(&formula, &located.path, context, out);
                formulas.push(formula);
            }
            Err(error) => out.push(parse_error::problem("monitor/threshold-query", &located.path, error)),
        }
    }
    formulas
}

/// Every name in a formula must be a variable of the monitor.
fn names(formula: &Formula, path: &str, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let known = query_names::known(&context.monitor.options.variables);
    query_names::check(
        formula,
        path,
        known.as_ref(),
        &query_names::MONITOR,
        Severity::Error,
        out,
    );
}

fn unused(used: &BTreeSet<&str>, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    let variables = context.monitor.options.variables.iter();
    let named = variables
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
