//! Metrics and service checks of integrations, and modifiers of metrics.

use crate::payload::Problem;
use crate::payload::view::Language;
use datadog_query::metric::{self, Context};
use datadog_query::monitor::Monitor;

use super::MonitorContext;
use crate::validate::integration::{self, Purpose};
use crate::validate::type_modifiers;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    match &context.query {
        Some(Monitor::Metric(query)) => {
            integration::metrics(&query.expression, "/query", Purpose::Evaluated, out);
            type_modifiers::check(&query.expression, "/query", out);
        }
        Some(Monitor::Check(query)) => integration::service_check(query, "/query", out),
        _ => {}
    }
    for query in context
        .monitor
        .options
        .variables
        .iter()
        .filter(|query| query.language == Language::Metric)
    {
        // `MonitorContext` reports a query that does not parse.
        if let Some(Ok(expression)) = query.text.map(|text| metric::parse(text, Context::Monitor)) {
            integration::metrics(&expression, &query.path, Purpose::Evaluated, out);
            type_modifiers::check(&expression, &query.path, out);
        }
    }
}
