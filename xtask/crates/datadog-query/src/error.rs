//! Why a text is not in one of Datadog's languages.

use std::fmt;
use std::ops::Range;

/// A refusal of a text: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// The bytes of the text to underline. It lies within the text and on boundaries of characters; empty at the place where something is missing.
    pub span: Range<usize>,
    /// What to do, where that is known: near matches of a misspelt word, the form that is expected.
    pub help: Option<String>,
}

impl ParseError {
    /// A refusal without advice.
    #[must_use]
    pub fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self {
            message: short(message.into()),
            span,
            help: None,
        }
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A message may quote the text, which may be long.
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

/// The outcome of parsing.
pub type Result<T> = std::result::Result<T, ParseError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_is_not_repeated_whole() {
        let error = ParseError::new(format!("unknown function '{}'", "ä".repeat(10_000_000)), 0..1);
        assert_eq!(error.message.chars().count(), 403);
        assert!(error.message.ends_with("ä..."));
        assert_eq!(ParseError::new("short", 0..1).message, "short");
    }
}
