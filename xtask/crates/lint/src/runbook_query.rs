//! The metric queries in the `text` blocks of a runbook.

use std::ops::Range;

use documents::runbook::{Runbook, fill_placeholders};

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

/// A query of a runbook.
pub(crate) struct RunbookQuery<'t> {
    /// As it is written.
    line: &'t str,
    /// Its first byte in the runbook.
    start: usize,
    /// With names in place of the placeholders `{{name}}` and `<name>`.
    pub(crate) filled: String,
}

impl RunbookQuery<'_> {
    /// The bytes in the runbook of `span`, bytes of the filled text; of the whole line if a placeholder was filled.
    pub(crate) fn place(&self, span: &Range<usize>) -> Range<usize> {
        if self.filled != self.line || span.is_empty() {
            self.start..self.start + self.line.len()
        } else {
            self.start + span.start..self.start + span.end
        }
    }
}

/// The lines that look like a metric query or a monitor's query.
pub(crate) fn queries<'t>(runbook: &'t Runbook<'_>) -> Vec<RunbookQuery<'t>> {
    let mut out = Vec::new();
    for block in runbook.outline.code.iter().filter(|block| block.language == "text") {
        let mut at = block.span.start;
        for whole in runbook.text[block.span.clone()].split_inclusive('\n') {
            let line = whole.trim();
            let start = at + whole.len() - whole.trim_start().len();
            at += whole.len();
            if is_query(line) {
                out.push(RunbookQuery {
                    line,
                    start,
                    filled: filled(line),
                });
            }
        }
    }
    out
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

fn filled(line: &str) -> String {
    let filled = fill_placeholders(line, |_| Some("x"));
    let mut text = String::with_capacity(filled.len());
    let mut rest = filled.as_str();
    while let Some((before, value, after)) = split_placeholder(rest) {
        text.push_str(before);
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    text
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
