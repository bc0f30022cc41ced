//! Handwritten YAML: errors in one line with the bytes they refer to, and values with their spans. No I/O.

mod located;
mod tree;

use std::ops::Range;

use diagnostics::{CONFLICT_HELP, conflict_markers, suggestion};
pub use located::Located;
use serde::de::DeserializeOwned;
use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;
pub use tree::{Tree, line_of, tree};

/// The most values in one text, field names included: enough for a hundred thousand monitor tests.
const NODES_MAX: usize = 2_000_000;

/// Why a text could not be parsed as the expected value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// What is wrong, in one line.
    pub message: String,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// What to do, if known: for a misspelt field, its near matches.
    pub help: Option<String>,
}

/// Parses `text` as one value. Only `true` and `false` are booleans: `y` and `on`, booleans in YAML 1.1, are strings.
///
/// # Errors
/// The text is not valid YAML, or not a `T`.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ParseError> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        budget: serde_saphyr::budget! { max_nodes: NODES_MAX, max_events: 2 * NODES_MAX },
    };
    // A marker or a tab is allowed inside a text, so that only a text that cannot be parsed has a wrong one.
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        if let Some(span) = conflict_markers(text).next() {
            ParseError {
                message: "the conflict markers of an unfinished merge".to_owned(),
                span,
                help: Some(CONFLICT_HELP.to_owned()),
            }
        } else if let Some(tab) = indenting_tab(text) {
            ParseError {
                message: "a line begins with a tab".to_owned(),
                span: tab..tab + 1,
                help: Some("YAML does not allow tabs: use spaces".to_owned()),
            }
        } else {
            parse_error(&error, text)
        }
    })
}

/// The byte of the first tab in the indentation of a line.
fn indenting_tab(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

fn parse_error(error: &Error, yaml: &str) -> ParseError {
    let bare = error.without_snippet();
    let near = |word: &str, known: &[&str]| Some(suggestion(word, known.iter().copied()));
    let (message, help) = match bare {
        Error::SerdeUnknownField { field, expected, .. } => (format!("unknown field '{field}'"), near(field, expected)),
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            (format!("unknown value '{variant}'"), near(variant, expected))
        }
        Error::Budget {
            breach: BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. },
            ..
        } => (format!("more than {NODES_MAX} values"), None),
        Error::SerdeMissingField { field, .. } => (format!("missing field '{field}'"), None),
        other => {
            let message = serde_saphyr::MessageFormatter::format_message(&serde_saphyr::UserMessageFormatter, other);
            (message.lines().collect::<Vec<_>>().join(" "), None)
        }
    };
    let span = bare.location().and_then(|location| bytes(location, yaml));
    ParseError {
        message,
        span: span.unwrap_or(0..yaml.trim_end().len()),
        help,
    }
}

/// The bytes of a location: as the parser reports them, otherwise from its column to the end of the line.
fn bytes(location: serde_saphyr::Location, yaml: &str) -> Option<Range<usize>> {
    let as_usize = |n: u64| usize::try_from(n).ok();
    let span = location.span();
    if let (Some(start), Some(len)) = (
        span.byte_offset().and_then(as_usize),
        span.byte_len().and_then(as_usize),
    ) {
        return Some(within(start, len, yaml));
    }
    let line_start: usize = yaml
        .split_inclusive('\n')
        .take(as_usize(location.line())?.checked_sub(1)?)
        .map(str::len)
        .sum();
    let line = yaml.get(line_start..)?.lines().next()?;
    let column: usize = line
        .chars()
        .take(as_usize(location.column())?.checked_sub(1)?)
        .map(char::len_utf8)
        .sum();
    Some(within(line_start + column, line.len().saturating_sub(column), yaml))
}

/// At least one character of the text from `start`; none where the text ends there.
fn within(start: usize, len: usize, yaml: &str) -> Range<usize> {
    let boundary = |at: &usize| yaml.is_char_boundary(*at);
    let start = (0..=start.min(yaml.len())).rev().find(boundary).unwrap_or(0);
    let end = start.saturating_add(len.max(1)).min(yaml.len());
    start..(end..=yaml.len()).find(boundary).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Service {
        #[serde(rename = "name")]
        _name: String,
        #[serde(rename = "paged", default)]
        _paged: bool,
    }

    fn check(text: &str, expected: &str) {
        let found = match parse::<Service>(text) {
            Ok(read) => format!("{read:?}"),
            Err(ParseError { message, span, help }) => {
                format!("{:?} {message}; {}", &text[span], help.unwrap_or_default())
            }
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn errors_are_one_line_with_a_span_and_help() {
        check("nme: a", "\"nme\" unknown field 'nme'; did you mean 'name'?");
        check(
            "name: a\ncolour: b",
            "\"colour\" unknown field 'colour'; use one of name, paged",
        );
        check("paged: true", "\"paged\" missing field 'name'; ");
        check(
            "name: a\n\tpaged: true",
            "\"\\t\" a line begins with a tab; YAML does not allow tabs: use spaces",
        );
        check(
            "name: a\n<<<<<<< HEAD\npaged: true\n",
            "\"<<<<<<< HEAD\" the conflict markers of an unfinished merge; keep the right side of the merge, and remove the lines with markers",
        );
        check(
            "name: a\npaged: yes",
            "\"yes\" invalid boolean (true or false expected); ",
        );
        check(
            "name: a\nname: b",
            "\"name\" duplicate mapping key `name` is not allowed here; ",
        );
        check("name: a: b", "\": b\" mapping values are not allowed in this context; ");
    }

    #[test]
    fn an_error_at_the_end_or_in_a_long_character_is_within_the_text() {
        check("", "\"\" unexpected end of file; ");
        check("%r", "\"\" did not find expected <document start>; ");
        assert_eq!(within(4, 0, "a: é"), 3..5);
        assert_eq!(within(9, 3, "a"), 1..1);
    }

    #[test]
    fn deep_nesting_is_rejected() {
        let error = parse::<BTreeMap<String, serde::de::IgnoredAny>>(&format!("a: {}", "[".repeat(1000)))
            .expect_err("an error");
        assert_eq!(error.message, "recursion limit exceeded");
    }
}
