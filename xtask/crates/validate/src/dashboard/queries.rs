//! What widgets ask: each query and formula is parsed, and formulas call queries that exist.

use payload::view::{Language, Located, Query, Request};
use payload::{Dashboard, Problem, Severity};
use query::formula;
use query::metric::{self, Context};
use query::search;

use crate::{names, refusal};

pub(crate) fn check(board: &Dashboard<'_>, out: &mut Vec<Problem>) {
    for request in board.widgets.iter().flat_map(|widget| &widget.requests) {
        request.queries.iter().for_each(|query| parses(query, out));
        request.formulas.iter().for_each(|formula| calls(formula, request, out));
    }
}

fn parses(query: &Query<'_>, out: &mut Vec<Problem>) {
    let Some(text) = query.text else { return };
    let refused = match query.language {
        Language::Metric if query.source.is_some() => metric::parse(text, Context::Dashboard).err().map(|error| ("query/metric", error)),
        Language::Metric => metric::parse_list(text, Context::Dashboard).err().map(|error| ("query/metric", error)),
        Language::Search => search::parse(text).err().map(|error| ("query/search", error)),
        Language::Other => None,
    };
    out.extend(refused.map(|(rule, error)| refusal::problem(rule, &query.path, error)));
}

/// The API takes a formula that calls what is not there; the widget then shows nothing.
fn calls(located: &Located<'_>, request: &Request<'_>, out: &mut Vec<Problem>) {
    match formula::parse(located.text, Context::Dashboard) {
        Ok(formula) => names::check(&formula, &located.path, request.queries.iter(), Severity::Warning, out),
        Err(error) => out.push(refusal::problem("query/formula", &located.path, error)),
    }
}
