//! Errors of the parsers as problems.

use crate::payload::Problem;
use datadog_query::ParseError;

/// The error of the text at `path`, as a problem.
pub(crate) fn problem(rule: &'static str, path: &str, error: ParseError) -> Problem {
    let problem = Problem::error(rule, path, error.message).at(error.span);
    match error.help {
        Some(help) => problem.help(help),
        None => problem,
    }
}
