//! Helpers for the tests of all parsers.

use crate::ParseError;

/// `message | underlined text | help`
pub(crate) fn describe(text: &str, error: &ParseError) -> String {
    let underlined = &text[error.span.clone()];
    format!(
        "{} | {underlined} | {}",
        error.message,
        error.help.as_deref().unwrap_or_default()
    )
}
