//! Queries of widgets: parses each query and formula, and checks that formulas use existing queries.

use std::collections::BTreeSet;

use crate::payload::view::{Language, Located, Query};
use crate::payload::{Dashboard, Problem, Severity};
use datadog_query::formula;
use datadog_query::metric::{self, Context, Expression};
use datadog_query::search::{self, Search};

use super::variables;
use crate::validate::integration::{self, Purpose};
use crate::validate::{lower_case_operators, parse_error, query_names, type_modifiers};

/// The rule of metric queries that do not parse.
const METRIC: &str = "query/metric";

pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let known: BTreeSet<_> = dashboard.variables.iter().map(|variable| variable.name).collect();
    for request in dashboard.widgets.iter().flat_map(|widget| &widget.requests) {
        request.queries.iter().for_each(|query| parses(query, &known, out));
        query_names::duplicates(&request.queries, Severity::Warning, out);
        let names = query_names::known(&request.queries);
        request
            .formulas
            .iter()
            .for_each(|formula| calls(formula, names.as_ref(), out));
    }
}

/// Parses a query, and checks the template variables that it uses.
fn parses(query: &Query<'_>, known: &BTreeSet<&str>, out: &mut Vec<Problem>) {
    let Some(text) = query.text else { return };
    let parsed = match query.language {
        Language::Metric => expressions(query, text)
            .map(|expressions| {
                for expression in &expressions {
                    integration::metrics(expression, &query.path, Purpose::Shown, out);
                    type_modifiers::check(expression, &query.path, out);
                }
                metric_variables(&expressions)
            })
            .map_err(|error| (METRIC, error)),
        Language::Search => search::parse(text)
            .map(|search| {
                lower_case_operators::check(&search, &query.path, |at| at, out);
                search_variables(&search)
            })
            .map_err(|error| ("query/search", error)),
        Language::Other => return,
    };
    match parsed {
        Ok(used) => used
            .iter()
            .for_each(|name| variables::known(name, query, text, known, out)),
        Err((rule, error)) => {
            let problem = parse_error::problem(rule, &query.path, error);
            out.push(match rule {
                METRIC => stored(problem),
                _ => problem,
            });
        }
    }
}

/// The API stores a dashboard whose metric query is broken (Terraform provider, issue 1159). It is an error here all the same, because nobody wants the widget.
fn stored(problem: Problem) -> Problem {
    let advice = problem
        .help
        .clone()
        .map_or_else(String::new, |help| format!("{help}; "));
    problem.help(format!(
        "{advice}Datadog stores the dashboard, and the widget shows an error instead of data"
    ))
}

/// A named query is one expression; the field `q` of older requests holds several.
fn expressions(query: &Query<'_>, text: &str) -> datadog_query::Result<Vec<Expression>> {
    match query.source {
        Some(_) => metric::parse(text, Context::Dashboard).map(|expression| vec![expression]),
        None => metric::parse_list(text, Context::Dashboard),
    }
}

fn metric_variables(expressions: &[Expression]) -> BTreeSet<String> {
    let leaves = expressions.iter().flat_map(Expression::leaves);
    leaves
        .flat_map(|leaf| leaf.scope.variables())
        .map(str::to_owned)
        .collect()
}

fn search_variables(search: &Search) -> BTreeSet<String> {
    search.variables().into_iter().map(|variable| variable.name).collect()
}

/// The API accepts a formula with unknown names; the widget then shows nothing.
fn calls(located: &Located<'_>, queries: Option<&BTreeSet<&str>>, out: &mut Vec<Problem>) {
    match formula::parse(located.text, Context::Dashboard) {
        Ok(formula) => query_names::check(
            &formula,
            &located.path,
            queries,
            &query_names::REQUEST,
            Severity::Warning,
            out,
        ),
        Err(error) => out.push(parse_error::problem("query/formula", &located.path, error)),
    }
}
