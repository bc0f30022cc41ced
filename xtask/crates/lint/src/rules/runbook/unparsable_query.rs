use datadog_query::ParseError;
use datadog_query::metric::{self, Context};
use datadog_query::monitor;
use diagnostics::Severity;
use documents::runbook::fill_placeholders;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// What a metric query or a metric monitor's begins with.
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
    summary: "a query in a `text` block of a page that Datadog would not take",
    rationale: "It is copied into the metrics explorer at night, and answers an error.",
    fix: "Correct the query; write values to fill in as `<name>`.",
    examples: &[
        Example::pass(
            "a query and words",
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
            "'runbooks/scribe/failure-rate.md' has a query that Datadog does not take: expected '}' to close the scope, found 'by'",
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
                if let Some(error) = is_query(line).then(|| refused(line)).flatten() {
                    reporter
                        .runbook(
                            runbook,
                            format_args!("has a query that Datadog does not take: {}", error.message),
                            span(line, &error, start),
                        )
                        .help(
                            error
                                .help
                                .unwrap_or_else(|| "correct it, and try it in the metrics explorer".to_owned()),
                        );
                }
            }
        }
    }
}

/// Whether a line means to be a metric query or a monitor's.
fn is_query(line: &str) -> bool {
    let word = &line[..line.find([':', '(']).unwrap_or(0)];
    let aggregator = STARTS.contains(&word)
        || word
            .strip_prefix('p')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    aggregator && line.contains('{')
}

/// Why the line is no query. A placeholder of a template and a value to fill in stand for a name.
fn refused(line: &str) -> Option<ParseError> {
    let filled = fill_placeholders(line, |_| Some("x"));
    let mut text = String::with_capacity(filled.len());
    let mut rest = filled.as_str();
    while let Some((before, value, after)) = value_to_fill_in(rest) {
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

/// The place of the error where nothing was filled in before the query was read, else the line.
fn span(line: &str, error: &ParseError, start: usize) -> std::ops::Range<usize> {
    let filled_in = line.contains('<') || line.contains("{{");
    if filled_in || error.span.is_empty() {
        start..start + line.len()
    } else {
        start + error.span.start..start + error.span.end
    }
}

/// What stands before, for and after the first `<name>`.
fn value_to_fill_in(text: &str) -> Option<(&str, &'static str, &str)> {
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
