//! A parser's refusal as a problem.

use crate::payload::Problem;
use datadog_query::ParseError;

/// The refusal of the text at `path`.
pub(crate) fn problem(rule: &'static str, path: &str, error: ParseError) -> Problem {
    let problem = Problem::error(rule, path, error.message).at(error.span);
    match error.help {
        Some(help) => problem.help(help),
        None => problem,
    }
}
