//! Texts in quotes.

use std::fmt;

use super::Cursor;
use crate::{ParseError, Result, Span};

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

impl<'t> Cursor<'t> {
    /// A text in single or double quotes; `None` where none stands next.
    pub(crate) fn quoted(&mut self) -> Result<Option<Quoted>> {
        let quote = match self.peek_past_space() {
            Some(quote @ ('"' | '\'')) => quote,
            _ => return Ok(None),
        };
        let start = self.at;
        self.at += 1;
        let mut value = String::new();
        let mut places = None;
        loop {
            value.push_str(self.copy_plain(quote, &mut places));
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
            // A backslash: it goes where it escapes something.
            let escaped = self.peek().filter(|next| matches!(next, '\\' | '"' | '\''));
            let places = places.get_or_insert_with(|| {
                (start + 1..self.at - 1)
                    .map(|at| self.span(at..at).start)
                    .collect::<Vec<_>>()
            });
            places.push(self.span(self.at - 1..self.at).start);
            value.push(escaped.unwrap_or('\\'));
            self.at += escaped.map_or(0, char::len_utf8);
        }
        if let Some(places) = &mut places {
            places.push(self.span(self.at - 1..self.at).start);
        }
        Ok(Some(Quoted {
            value,
            span: self.span_from(start),
            places,
        }))
    }

    /// What stands before the quote or a backslash, its places noted where they are kept.
    fn copy_plain(&mut self, quote: char, places: &mut Option<Vec<usize>>) -> &'t str {
        let start = self.at;
        let plain = self.take_while(|c| c != quote && c != '\\');
        if let Some(places) = places {
            places.extend((start..self.at).map(|at| self.span(at..at).start));
        }
        plain
    }
}
