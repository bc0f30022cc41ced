//! Texts in quotes.

use std::fmt;

use super::Cursor;
use crate::{ParseError, Result, Span};

/// A text in quotes. A backslash before a quote or a backslash is dropped; before anything else it stays, because the languages inside the quotes have
/// escapes of their own.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Quoted {
    /// The text between the quotes, with escapes resolved.
    pub value: String,
    /// Its span, with the quotes.
    pub span: Span,
    /// The position in the text of each byte of `value`, if escapes make it differ from `span.start + 1 + byte`.
    #[serde(skip)]
    positions: Option<Vec<usize>>,
}

impl Quoted {
    /// A text with an empty span.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            span: Span::default(),
            positions: None,
        }
    }

    /// The position in the whole text of byte `at` of `value`.
    #[must_use]
    pub fn position(&self, at: usize) -> usize {
        match &self.positions {
            Some(positions) => positions.get(at).copied().unwrap_or(self.span.end.saturating_sub(1)),
            None => self.span.start + 1 + at,
        }
    }

    /// Moves an error in `value` to its position in the whole text.
    #[must_use]
    pub fn relocate(&self, mut error: ParseError) -> ParseError {
        error.span = self.position(error.span.start)..self.position(error.span.end);
        error
    }

    /// Writes it between `quote`.
    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>, quote: char) -> fmt::Result {
        write!(f, "{quote}")?;
        let mut rest = self.value.chars().peekable();
        while let Some(c) = rest.next() {
            // Only double the backslashes that parsing would read as an escape.
            let escapes = c == '\\' && rest.peek().is_none_or(|next| matches!(next, '\\' | '"' | '\''));
            if c == quote || escapes {
                f.write_str("\\")?;
            }
            write!(f, "{c}")?;
        }
        write!(f, "{quote}")
    }
}

/// By value.
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

impl<'t> Cursor<'t> {
    /// A text in single or double quotes; `None` if the next token is not one.
    pub(crate) fn quoted(&mut self) -> Result<Option<Quoted>> {
        let quote = match self.peek_past_space() {
            Some(quote @ ('"' | '\'')) => quote,
            _ => return Ok(None),
        };
        let start = self.at;
        self.at += 1;
        let mut value = String::new();
        let mut positions = None;
        loop {
            value.push_str(self.copy_plain(quote, &mut positions));
            let Some(c) = self.peek() else {
                return Err(self.error(
                    format!("missing {quote} at the end of the text"),
                    start..self.text.len(),
                ));
            };
            self.at += c.len_utf8();
            if c == quote {
                break;
            }
            // A backslash, which is dropped if it escapes something.
            let escaped = self.peek().filter(|next| matches!(next, '\\' | '"' | '\''));
            let positions = positions.get_or_insert_with(|| {
                (start + 1..self.at - 1)
                    .map(|at| self.span(at..at).start)
                    .collect::<Vec<_>>()
            });
            positions.push(self.span(self.at - 1..self.at).start);
            value.push(escaped.unwrap_or('\\'));
            self.at += escaped.map_or(0, char::len_utf8);
        }
        if let Some(positions) = &mut positions {
            positions.push(self.span(self.at - 1..self.at).start);
        }
        Ok(Some(Quoted {
            value,
            span: self.span_from(start),
            positions,
        }))
    }

    /// The quote around a text of this cursor, which is not quoted in another one itself.
    pub(crate) fn quote_of(&self, text: &Quoted) -> Option<char> {
        self.text.get(text.span.start..)?.chars().next()
    }

    /// The text up to the quote or a backslash; records its positions in `positions`, if any.
    fn copy_plain(&mut self, quote: char, positions: &mut Option<Vec<usize>>) -> &'t str {
        let start = self.at;
        let plain = self.take_while(|c| c != quote && c != '\\');
        if let Some(positions) = positions {
            positions.extend((start..self.at).map(|at| self.span(at..at).start));
        }
        plain
    }
}
