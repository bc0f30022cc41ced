//! `.as_count().as_rate()`: Datadog takes both, and the last one counts.

use crate::payload::Problem;
use datadog_query::metric::Expression;

/// Warns of a type modifier that has no effect, because another one follows.
pub(crate) fn check(expression: &Expression, path: &str, out: &mut Vec<Problem>) {
    for query in expression.leaves() {
        let all: Vec<_> = query.type_modifiers().collect();
        let [overridden, .., last] = all.as_slice() else {
            continue;
        };
        let message = format!("{overridden} has no effect, because {last} follows it");
        let problem = Problem::warning("query/type-modifiers", path, message).at(overridden.span.into());
        out.push(problem.help("keep the one that is meant: a total, or a rate per second"));
    }
}
