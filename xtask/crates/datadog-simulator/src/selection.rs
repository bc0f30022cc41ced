//! Which series a metric query reads and which events a search finds, without running a monitor.

use datadog_query::metric::{Filter, MetricQuery, Tag, Term};
use datadog_query::search::Search;
use serde_json::Value;

use crate::event::Json;
pub use crate::metric::event_source;
use crate::metric::scope;
use crate::world::Tags;

/// Whether the query reads a series with these tags, whatever its metric: the scope selects it, and it has every tag by which the query groups, without which
/// a series is in no group. A template variable has any value.
#[must_use]
pub fn reads(query: &MetricQuery, tags: &Tags) -> bool {
    let grouped = query.group_keys().into_iter().all(|key| tags.value(key).is_some());
    grouped && selects(&query.scope.filter, tags)
}

/// Whether the search finds the event. Its attributes are below `attributes` or at the top level, its tags in `tags`.
#[must_use]
pub fn finds(search: &Search, event: &Value) -> bool {
    search.matches(&Json(event))
}

fn selects(filter: &Filter, tags: &Tags) -> bool {
    match filter {
        Filter::Term(Term::Everything(_) | Term::Variable(_)) => true,
        Filter::Term(Term::Tag(tag)) => has_variable(tag) || scope::tag(tag).matches(tags),
        Filter::In(membership) => scope::membership(membership).matches(tags),
        // Some value of the variable is not that of the series.
        Filter::Not(negated) => is_variable(&negated.filter) || !selects(&negated.filter, tags),
        Filter::And(parts) => parts.iter().all(|part| selects(part, tags)),
        Filter::Or(parts) => parts.iter().any(|part| selects(part, tags)),
    }
}

fn is_variable(filter: &Filter) -> bool {
    match filter {
        Filter::Term(Term::Variable(_)) => true,
        Filter::Term(Term::Tag(tag)) => has_variable(tag),
        _ => false,
    }
}

fn has_variable(tag: &Tag) -> bool {
    tag.value
        .as_ref()
        .is_some_and(|value| value.variables().next().is_some())
}

#[cfg(test)]
mod tests {
    use datadog_query::metric::{self, Context};
    use datadog_query::search;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_series_needs_the_tags_of_scope_and_groups() {
        let tags = Tags::new(["service:notes", "queue:notes.jobs"]);
        let check = |query: &str, expected: bool| {
            let expression = metric::parse(query, Context::Dashboard).expect("a query");
            assert_eq!(reads(expression.leaves()[0], &tags), expected, "{query}");
        };
        check("sum:jobs{service:notes}", true);
        check("sum:jobs{service:notes} by {queue}", true);
        check("sum:jobs{service:other}", false);
        check("sum:jobs{*} by {topic}", false);
        check("sum:jobs{service:notes AND queue IN (a, notes.jobs)}", true);
        check("sum:jobs{queue NOT IN (notes.jobs)}", false);
        check("sum:jobs{!service:notes}", false);
        check("sum:jobs{$service,queue:notes.*}", true);
        check("sum:jobs{service:$service.value}", true);
        check("sum:jobs{NOT service:$service.value}", true);
        check("sum:jobs{$service} by {topic}", false);
    }

    #[test]
    fn a_search_finds_a_line() {
        let line = json!({ "service": "notes", "status": "error", "message": "job failed" });
        let check = |text: &str, expected: bool| {
            assert_eq!(
                finds(&search::parse(text).expect("a search"), &line),
                expected,
                "{text}"
            );
        };
        check("service:notes status:error", true);
        check("service:notes status:info", false);
    }
}
