//! Queries of an SLO (doc: service_management/service_level_objectives/metric, time_slice).

use crate::payload::view::{Language, Located};
use crate::payload::{Origin, Problem, Severity, Slo};
use datadog_query::metric::{self, Aggregation, Context};
use datadog_query::{formula, search};

use crate::validate::integration::{self, Purpose};
use crate::validate::{lower_case_operators, parse_error, query_names, type_modifiers};

pub(crate) fn check(slo: &Slo<'_>, origin: Origin, out: &mut Vec<Problem>) {
    for located in slo.numerator.iter().chain(&slo.denominator) {
        counts(located, origin, out);
    }
    for query in &slo.sli.queries {
        let Some(text) = query.text else { continue };
        let located = Located {
            path: query.path.clone(),
            text,
        };
        match query.language {
            Language::Metric => metric_query(&located, out),
            Language::Search => match search::parse_with(text, search::Options::MONITOR) {
                Ok(search) => lower_case_operators::check(&search, &query.path, |at| at, out),
                Err(error) => out.push(parse_error::problem("query/search", &query.path, error)),
            },
            Language::Other => {}
        }
    }
    let known = query_names::known(&slo.sli.queries);
    for located in &slo.sli.formulas {
        match formula::parse(located.text, Context::Monitor) {
            Ok(formula) => query_names::check(
                &formula,
                &located.path,
                known.as_ref(),
                &query_names::SLI,
                Severity::Error,
                out,
            ),
            Err(error) => out.push(parse_error::problem("query/formula", &located.path, error)),
        }
    }
}

/// "Datadog only allows the sum by aggregator" (doc: api/latest/service-level-objectives, `query`), because it adds events up; so do the counts of a
/// distribution's values, of all or of those on one side of a limit (doc: metrics/distributions, threshold queries).
fn counts(located: &Located<'_>, origin: Origin, out: &mut Vec<Problem>) {
    let Some(expression) = expression(located, origin, out) else {
        return;
    };
    integration::metrics(&expression, &located.path, Purpose::Evaluated, out);
    type_modifiers::check(&expression, &located.path, out);
    for leaf in expression.leaves() {
        let Some(aggregator) = &leaf.aggregator else { continue };
        let adds_up = matches!(
            aggregator.kind,
            Aggregation::Sum | Aggregation::Count | Aggregation::CountOf(_)
        );
        if !adds_up {
            let message = format!(
                "aggregator '{aggregator}' cannot count the events of an SLO; 'sum' does, or 'count' of a distribution"
            );
            let metric = &leaf.metric.text;
            let problem = Problem::error("slo/aggregator", located.path.clone(), message).at(aggregator.span.into());
            out.push(problem.help(format!(
                "write 'sum:{metric}' for a counter; for a latency that is a distribution, 'count(v: v<=0.5):{metric}' counts the events within 0.5, 'count:{metric}' all"
            )));
        }
    }
}

/// The query of an SLO. One without a scope is said to work in an SLO that exists. No document describes it and we have not seen it, so it is a warning there.
fn expression(located: &Located<'_>, origin: Origin, out: &mut Vec<Problem>) -> Option<metric::Expression> {
    let error = match metric::parse(located.text, Context::Monitor) {
        Ok(expression) => return Some(expression),
        Err(error) => error,
    };
    let problem = parse_error::problem("query/metric", &located.path, error);
    let unscoped = metric::parse_unscoped(located.text, Context::Monitor).ok();
    let unscoped = unscoped.filter(|_| origin == Origin::Exported);
    out.push(Problem {
        severity: if unscoped.is_some() {
            Severity::Warning
        } else {
            Severity::Error
        },
        ..problem
    });
    unscoped
}

fn metric_query(located: &Located<'_>, out: &mut Vec<Problem>) {
    match metric::parse(located.text, Context::Monitor) {
        Ok(expression) => {
            integration::metrics(&expression, &located.path, Purpose::Evaluated, out);
            type_modifiers::check(&expression, &located.path, out);
        }
        Err(error) => out.push(parse_error::problem("query/metric", &located.path, error)),
    }
}
