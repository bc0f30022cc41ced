use datadog_query::ParseError;
use datadog_query::metric::{self, Context};
use datadog_query::monitor;
use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::runbook_query::queries;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/unparsable-query",
    severity: Severity::Error,
    summary: "a query in a `text` block that Datadog rejects",
    rationale: "Queries are copied into the metrics explorer during an incident.",
    fix: "Correct the query. Write placeholders as `<name>`.",
    examples: &[
        Example::pass(
            "a query and text",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "```text\nsum:acme.jobs.failed{env:prod,service:<service>} by {queue}.as_count()\nnothing here\n```",
            )],
        ),
        Example::fail(
            "a brace that is not closed",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "```text\nsum:acme.jobs.failed{env:prod by {queue}.as_count()\n```",
            )],
            "by",
            "'runbooks/scribe/failure-rate.md' has an invalid query: expected '}' to close the scope, found 'by'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        for query in queries(runbook) {
            let Some(error) = error_in(&query.filled) else { continue };
            reporter
                .runbook(
                    runbook,
                    format_args!("has an invalid query: {}", error.message),
                    query.place(&error.span),
                )
                .help(
                    error
                        .help
                        .unwrap_or_else(|| "correct it and try it in the metrics explorer".to_owned()),
                );
        }
    }
}

/// Why the text is not a query.
fn error_in(text: &str) -> Option<ParseError> {
    let as_query = metric::parse(text, Context::Dashboard).err()?;
    let as_monitor = monitor::parse(text).err()?;
    Some(if text.contains("(last_") || text.contains("(current_") {
        as_monitor
    } else {
        as_query
    })
}
