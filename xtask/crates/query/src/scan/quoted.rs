//! Texts in quotes.

use std::fmt;

use crate::{ParseError, Span};

/// A text in quotes. A backslash before a quote or a backslash is dropped; before anything else it stays, because the languages inside of the quotes have
/// escapes of their own.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// What is between the quotes, with escapes resolved.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
    /// For each byte of `value` its place in the text, where escapes make it other than `span.start + 1 + byte`.
    places: Option<Vec<usize>>,
}

impl Quoted {
    /// A text that stands nowhere.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            span: Span::default(),
            places: None,
        }
    }

    pub(super) fn at(value: String, span: Span, places: Option<Vec<usize>>) -> Self {
        Self { value, span, places }
    }

    /// The place in the whole text of byte `at` of `value`.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        match &self.places {
            Some(places) => places.get(at).copied().unwrap_or(self.span.end.saturating_sub(1)),
            None => self.span.start + 1 + at,
        }
    }

    /// A refusal of `value` as one of the whole text.
    #[must_use]
    pub fn shift(&self, mut error: ParseError) -> ParseError {
        error.span = self.place(error.span.start)..self.place(error.span.end);
        error
    }

    /// Writes it between `quote`.
    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>, quote: char) -> fmt::Result {
        write!(f, "{quote}")?;
        let mut rest = self.value.chars().peekable();
        while let Some(c) = rest.next() {
            // Only those backslashes are doubled that reading would take for an escape.
            let escapes = c == '\\' && rest.peek().is_none_or(|next| matches!(next, '\\' | '"' | '\''));
            if c == quote || escapes {
                f.write_str("\\")?;
            }
            write!(f, "{c}")?;
        }
        write!(f, "{quote}")
    }
}

/// By what it says.
impl PartialEq for Quoted {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Quoted {}

/// In double quotes.
impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, '"')
    }
}
