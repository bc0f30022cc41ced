//! YAML that people write: what is wrong with it in one line, and where; values that know where they stand. No I/O.

mod located;

use std::ops::Range;

use diagnostics::suggestion;
pub use located::Located;
use serde::de::DeserializeOwned;
use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;

/// Values in a text, fields' names included: a hundred thousand tests of monitors.
const NODES_MAX: usize = 2_000_000;

/// Why a text is not the YAML that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong, in one line.
    pub message: String,
    /// The bytes of the text it is about.
    pub span: Range<usize>,
    /// What to do, where that is known: near matches of a misspelt field.
    pub help: Option<String>,
}

/// Reads `text` as one value. Of words that YAML once took for booleans only those that look like one are: `y` and `on` are texts.
///
/// # Errors
/// What is wrong, and where.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    if let Some(tab) = indenting_tab(text) {
        return Err(Wrong {
            message: "a line begins with a tab".to_owned(),
            span: tab..tab + 1,
            help: Some("YAML takes no tabs: use spaces".to_owned()),
        });
    }
    let options = serde_saphyr::options! {
        strict_booleans: true,
        budget: serde_saphyr::budget! { max_nodes: NODES_MAX, max_events: 2 * NODES_MAX },
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| explained(&error, text))
}

/// A tab among the white space a line begins with.
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

fn explained(error: &Error, yaml: &str) -> Wrong {
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
            let message = serde_saphyr::MessageFormatter::format_message(&serde_saphyr::DefaultMessageFormatter, other);
            (message.lines().collect::<Vec<_>>().join(" "), None)
        }
    };
    let span = bare.location().and_then(|location| bytes(location, yaml));
    Wrong {
        message,
        span: span.unwrap_or(0..yaml.trim_end().len()),
        help,
    }
}

/// The bytes of a place: those that the parser gives, else the rest of the line from its column on.
fn bytes(location: serde_saphyr::Location, yaml: &str) -> Option<Range<usize>> {
    let as_usize = |n: u64| usize::try_from(n).ok();
    let span = location.span();
    if let (Some(start), Some(len)) = (
        span.byte_offset().and_then(as_usize),
        span.byte_len().and_then(as_usize),
    ) {
        return Some(start..start + len.max(1));
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
    Some(line_start + column..line_start + line.len().max(column + 1))
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
            Err(Wrong { message, span, help }) => format!("{:?} {message}; {}", &text[span], help.unwrap_or_default()),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_is_wrong_is_one_line_with_a_place_and_advice() {
        check("nme: a", "\"nme\" unknown field 'nme'; did you mean 'name'?");
        check(
            "name: a\ncolour: b",
            "\"colour\" unknown field 'colour'; known are name, paged",
        );
        check("paged: true", "\"paged\" missing field 'name'; ");
        check(
            "name: a\n\tpaged: true",
            "\"\\t\" a line begins with a tab; YAML takes no tabs: use spaces",
        );
        check(
            "name: a\npaged: yes",
            "\"yes\" invalid boolean (strict mode expects true/false); ",
        );
        check("name: a: b", "\": b\" mapping values are not allowed in this context; ");
    }

    #[test]
    fn deep_nesting_is_refused() {
        let wrong = parse::<BTreeMap<String, serde::de::IgnoredAny>>(&format!("a: {}", "[".repeat(1000)))
            .expect_err("a refusal");
        assert_eq!(wrong.message, "recursion limit exceeded");
    }
}
