use datadog_query::Word;
use datadog_query::metric::{self, Context, Filter, MetricQuery, Term};
use diagnostics::{Severity, suggestion};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::runbook_query::queries;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/undeclared-tag",
    severity: Severity::Error,
    summary: "a query that filters or groups a declared metric by a tag that the metric does not have",
    rationale: "The query shows no data, or one line where there should be several.",
    fix: "Use a tag of the metric. If the metric has the tag, add it in `jsonnet/policy/metrics/`.",
    examples: &[
        Example::pass(
            "the metric has the tag",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "```text\nsum:acme.jobs.failed{env:prod,service:scribe} by {queue}.as_count()\n```",
            )],
        ),
        Example::pass(
            "a metric that the catalog does not declare",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "```text\nsum:acme.other{env:prod} by {topic}.as_count()\n```",
            )],
        ),
        Example::fail(
            "grouped by a tag of another metric",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "```text\nsum:acme.jobs.failed{env:prod,service:scribe} by {topic}.as_count()\n```",
            )],
            "topic",
            "'runbooks/scribe/failure-rate.md' reads 'acme.jobs.failed' by the tag 'topic', which it does not have",
        ),
        Example::fail(
            "filtered by it",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "```text\nsum:acme.jobs.failed{env:prod,!topic:a}.as_count()\n```",
            )],
            "topic",
            "'runbooks/scribe/failure-rate.md' reads 'acme.jobs.failed' by the tag 'topic', which it does not have",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        for query in queries(runbook) {
            // `runbook/unparsable-query` reports what does not parse.
            let Ok(expression) = metric::parse(&query.filled, Context::Dashboard) else {
                continue;
            };
            for leaf in expression.leaves() {
                let name = leaf.metric.text.as_str();
                let Some(metric) = facts.catalog.metrics.values().find(|metric| metric.name == name) else {
                    continue;
                };
                for key in keys(leaf)
                    .into_iter()
                    .filter(|key| !metric.tags.contains_key(&key.text))
                {
                    reporter
                        .runbook(
                            runbook,
                            format_args!("reads '{name}' by the tag '{}', which it does not have", key.text),
                            query.place(&(key.span.start..key.span.end)),
                        )
                        .help(suggestion(&key.text, metric.tags.keys().map(String::as_str)));
                }
            }
        }
    }
}

/// The tag keys that a query filters and groups by.
fn keys(query: &MetricQuery) -> Vec<&Word> {
    let terms = query.scope.terms().into_iter().filter_map(|(term, _)| match term {
        Term::Tag(tag) => Some(&tag.key),
        _ => None,
    });
    let membership = match &query.scope.filter {
        Filter::In(membership) => Some(&membership.key),
        _ => None,
    };
    let groups = query.by.iter().flat_map(|groups| &groups.keys);
    terms.chain(membership).chain(groups).collect()
}
