//! Parse errors.

use std::fmt;
use std::ops::Range;

/// An error in a text: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// The bytes of the text to underline: within the text and on boundaries of characters. Empty where something is missing.
    pub span: Range<usize>,
    /// What to do, if known: near matches of a misspelt word, or the expected form.
    pub help: Option<String>,
    /// Whether Datadog is known to accept such a text, although it never does what it says.
    pub is_accepted: bool,
}

impl ParseError {
    /// An error without help.
    #[must_use]
    pub fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            message: short(message.into()),
            span,
            help: None,
            is_accepted: false,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says that Datadog accepts such a text.
    #[must_use]
    pub fn accepted(mut self) -> Self {
        self.is_accepted = true;
        self
    }
}

/// Shortens a message, which may quote a long text.
fn short(message: String) -> String {
    const CHARS_MAX: usize = 400;
    match message.char_indices().nth(CHARS_MAX) {
        None => message,
        Some((end, _)) => format!("{}...", &message[..end]),
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// The result of parsing.
pub type Result<T> = std::result::Result<T, ParseError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_shorten_long_words() {
        let error = ParseError::new(format!("unknown function '{}'", "ä".repeat(10_000_000)), 0..1);
        assert_eq!(error.message.chars().count(), 403);
        assert!(error.message.ends_with("ä..."));
        assert_eq!(ParseError::new("short", 0..1).message, "short");
    }
}
