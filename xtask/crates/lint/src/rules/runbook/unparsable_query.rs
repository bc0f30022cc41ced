use datadog_query::ParseError;
use datadog_query::metric::{self, Context};
use datadog_query::monitor;
use diagnostics::Severity;
use documents::runbook::fill_placeholders;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The first words of metric queries and of queries of metric monitors.
const STARTS: [&str; 9] = [
    "avg",
    "change",
    "count",
    "max",
    "min",
    "pct_change",
    "percentile",
    "per_second",
    "sum",
];

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
        for block in runbook.outline.code.iter().filter(|block| block.language == "text") {
            let mut at = block.span.start;
            for whole in runbook.text[block.span.clone()].split_inclusive('\n') {
                let line = whole.trim();
                let start = at + whole.len() - whole.trim_start().len();
                at += whole.len();
                if let Some(error) = is_query(line).then(|| error_in(line)).flatten() {
                    reporter
                        .runbook(
                            runbook,
                            format_args!("has an invalid query: {}", error.message),
                            span(line, &error, start),
                        )
                        .help(
                            error
                                .help
                                .unwrap_or_else(|| "correct it and try it in the metrics explorer".to_owned()),
                        );
                }
            }
        }
    }
}

/// Whether a line looks like a metric query or a monitor's query.
fn is_query(line: &str) -> bool {
    let word = &line[..line.find([':', '(']).unwrap_or(0)];
    let aggregator = STARTS.contains(&word)
        || word
            .strip_prefix('p')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    aggregator && line.contains('{')
}

/// Why the line is not a query. Placeholders `{{name}}` and `<name>` count as names.
fn error_in(line: &str) -> Option<ParseError> {
    let filled = fill_placeholders(line, |_| Some("x"));
    let mut text = String::with_capacity(filled.len());
    let mut rest = filled.as_str();
    while let Some((before, value, after)) = split_placeholder(rest) {
        text.push_str(before);
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    let as_query = metric::parse(&text, Context::Dashboard).err()?;
    let as_monitor = monitor::parse(&text).err()?;
    Some(if text.contains("(last_") || text.contains("(current_") {
        as_monitor
    } else {
        as_query
    })
}

/// The bytes of the error; of the whole line if placeholders were filled before parsing.
fn span(line: &str, error: &ParseError, start: usize) -> std::ops::Range<usize> {
    let has_placeholders = line.contains('<') || line.contains("{{");
    if has_placeholders || error.span.is_empty() {
        start..start + line.len()
    } else {
        start + error.span.start..start + error.span.end
    }
}

/// The text before the first `<name>`, its replacement, and the text after it.
fn split_placeholder(text: &str) -> Option<(&str, &'static str, &str)> {
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '/');
    text.match_indices('<').find_map(|(at, _)| {
        let name = &text[at + 1..];
        let end = name
            .find(|c| !in_name(c))
            .filter(|end| *end > 0 && name[*end..].starts_with('>'))?;
        (!name.starts_with([' ', '=']) && !name.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| (&text[..at], "x", &name[end + 1..]))
    })
}
