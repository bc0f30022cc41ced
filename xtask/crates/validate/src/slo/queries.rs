//! What an SLO counts (doc: service_management/service_level_objectives/metric, time_slice).

use payload::view::{Language, Located};
use payload::{Problem, Severity, Slo};
use query::metric::{self, Context};
use query::{formula, search};

use crate::{names, refusal};

pub(crate) fn check(slo: &Slo<'_>, out: &mut Vec<Problem>) {
    for located in slo.numerator.iter().chain(&slo.denominator) {
        metric_query(located, out);
    }
    for query in &slo.sli.queries {
        let Some(text) = query.text else { continue };
        let located = Located {
            path: query.path.clone(),
            text,
        };
        match query.language {
            Language::Metric => metric_query(&located, out),
            Language::Search => out.extend(
                search::parse_with(text, search::Options::MONITOR)
                    .err()
                    .map(|error| refusal::problem("query/search", &query.path, error)),
            ),
            Language::Other => {}
        }
    }
    for located in &slo.sli.formulas {
        match formula::parse(located.text, Context::Monitor) {
            Ok(formula) => names::check(&formula, &located.path, slo.sli.queries.iter(), Severity::Error, out),
            Err(error) => out.push(refusal::problem("query/formula", &located.path, error)),
        }
    }
}

fn metric_query(located: &Located<'_>, out: &mut Vec<Problem>) {
    if let Err(error) = metric::parse(located.text, Context::Monitor) {
        out.push(refusal::problem("query/metric", &located.path, error));
    }
}
