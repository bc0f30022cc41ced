//! A monitor with its parsed queries.

use std::collections::BTreeSet;

use crate::payload::view::{Language, Query};
use crate::payload::{Monitor, Origin, PayloadKind, Problem, Severity};
use datadog_query::metric::Context;
use datadog_query::monitor::{self, MonitorType};
use datadog_query::{metric, search};
use serde_json::Value;

use crate::validate::{lower_case_operators, parse_error};

/// A monitor, its parsed query, and the groups that it alerts by.
pub(crate) struct MonitorContext<'v> {
    pub(crate) monitor: Monitor<'v>,
    /// `None` if the query is rejected.
    pub(crate) query: Option<monitor::Monitor>,
    /// `None` if they are unknown: a query is rejected, or is not parsed.
    pub(crate) groups: Option<BTreeSet<String>>,
    pub(crate) origin: Origin,
    /// Whether the API returned it: it is stored as it is, whatever the API accepts today.
    is_answer: bool,
}

impl<'v> MonitorContext<'v> {
    /// Parses all queries of a monitor, and reports those that are rejected.
    pub(crate) fn read(payload: &'v Value, origin: Origin, out: &mut Vec<Problem>) -> Self {
        let monitor = Monitor::read(payload);
        let query = parse(&monitor, out);
        let variables = variables(&monitor, out);
        let groups = match &query {
            None
            | Some(
                monitor::Monitor::Opaque(_)
                | monitor::Monitor::ErrorBudget(_)
                | monitor::Monitor::BurnRate(_)
                | monitor::Monitor::Composite(_),
            ) => None,
            Some(query) => variables.map(|mut groups| {
                groups.extend(query.group_keys().into_iter().map(str::to_owned));
                groups
            }),
        };
        Self {
            monitor,
            query,
            groups,
            origin,
            is_answer: PayloadKind::Monitor.is_answer(payload),
        }
    }

    /// The severity of what the API rejects since it became stricter: monitors that were saved before still have it.
    pub(crate) const fn stricter_today(&self) -> Severity {
        if self.is_answer {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

fn parse(monitor: &Monitor<'_>, out: &mut Vec<Problem>) -> Option<monitor::Monitor> {
    let text = monitor.query?;
    // An unknown type is reported by the table; the query can be parsed without it.
    let parsed = match MonitorType::named(monitor.kind) {
        Some(_) => monitor::parse_of_type(monitor.kind, text),
        None => monitor::parse(text),
    };
    parsed
        .map_err(|error| out.push(parse_error::problem("monitor/query", "/query", error)))
        .ok()
}

/// The groups of the variables of a formula.
fn variables(monitor: &Monitor<'_>, out: &mut Vec<Problem>) -> Option<BTreeSet<String>> {
    let groups: Vec<_> = monitor
        .options
        .variables
        .iter()
        .map(|query| variable(query, out))
        .collect();
    groups
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .map(|groups| groups.into_iter().flatten().collect())
}

fn variable(query: &Query<'_>, out: &mut Vec<Problem>) -> Option<Vec<String>> {
    let own = || query.groups.iter().map(|group| (*group).to_owned()).collect();
    let Some(text) = query.text else { return Some(own()) };
    let rejected = match query.language {
        Language::Metric => match metric::parse(text, Context::Monitor) {
            Ok(expression) => {
                let keys = expression
                    .leaves()
                    .into_iter()
                    .flat_map(metric::MetricQuery::group_keys);
                return Some(keys.map(str::to_owned).collect());
            }
            Err(error) => Some(("query/metric", error)),
        },
        Language::Search => match search::parse_with(text, search::Options::MONITOR) {
            Ok(search) => {
                lower_case_operators::check(&search, &query.path, |at| at, out);
                None
            }
            Err(error) => Some(("query/search", error)),
        },
        Language::Other => None,
    };
    match rejected {
        Some((rule, error)) => {
            out.push(parse_error::problem(rule, &query.path, error));
            None
        }
        None => Some(own()),
    }
}
