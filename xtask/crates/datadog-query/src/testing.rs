//! What the tests of all parsers share.

use crate::ParseError;

/// `message | what is underlined | help`
pub(crate) fn refusal(text: &str, error: &ParseError) -> String {
    let underlined = &text[error.span.clone()];
    format!(
        "{} | {underlined} | {}",
        error.message,
        error.help.as_deref().unwrap_or_default()
    )
}
