//! A cursor over a text.

use std::ops::Range;

use super::Quoted;
use crate::{ParseError, Result, Span};

/// Deepest nesting of brackets, functions and signs. Real queries stay below ten; the limit keeps recursion from overflowing the stack.
pub(crate) const DEPTH_MAX: usize = 64;

/// The longest word that a message quotes, in characters.
const TOKEN_CHARS_MAX: usize = 40;

/// A position in a text. Reading only moves it forward, so that every parser is linear. If the text is quoted in another one (`origin`), spans refer to the outer text.
pub(crate) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    depth: usize,
    origin: Option<&'t Quoted>,
}

impl<'t> Cursor<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            origin: None,
        }
    }

    /// A cursor over a quoted text; spans refer to the text around it.
    pub(crate) fn within(quoted: &'t Quoted) -> Self {
        Self {
            text: &quoted.value,
            at: 0,
            depth: 0,
            origin: Some(quoted),
        }
    }

    /// The current byte, for `span_from`, `since` and `rewind`.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The text that has not been read.
    pub(crate) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The text that was read since `start`.
    pub(crate) fn since(&self, start: usize) -> &'t str {
        &self.text[start..self.at]
    }

    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match self.origin {
            Some(quoted) => (quoted.position(range.start)..quoted.position(range.end)).into(),
            None => range.into(),
        }
    }

    pub(crate) fn span_from(&self, start: usize) -> Span {
        self.span(start..self.at)
    }

    pub(crate) fn error(&self, message: impl Into<String>, range: Range<usize>) -> ParseError {
        ParseError::new(message, self.span(range).into())
    }

    /// An error that underlines the text read since `start`.
    pub(crate) fn error_since(&self, message: impl Into<String>, start: usize) -> ParseError {
        self.error(message, start..self.at)
    }

    /// An error that underlines the next word or character, or the end.
    pub(crate) fn error_here(&self, message: impl Into<String>) -> ParseError {
        self.error(message, self.at..self.at + self.next_token().len())
    }

    /// The next word or character, for messages.
    pub(crate) fn found(&self) -> String {
        match self.next_token() {
            "" => "the end".to_owned(),
            token => format!("'{token}'"),
        }
    }

    fn next_token(&self) -> &'t str {
        let rest = self.rest();
        let word = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '$')))
            .unwrap_or(rest.len());
        let longest = if word > 0 { TOKEN_CHARS_MAX } else { 1 };
        let short = rest.char_indices().nth(longest).map_or(rest.len(), |(at, _)| at);
        &rest[..if word > 0 { word.min(short) } else { short }]
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Skips spaces and returns the next character.
    pub(crate) fn peek_past_space(&mut self) -> Option<char> {
        self.space();
        self.peek()
    }

    #[inline]
    pub(crate) fn space(&mut self) {
        // Most tokens have no space before them, and most characters are ASCII.
        if self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_graphic) {
            return;
        }
        self.take_while(char::is_whitespace);
    }

    pub(crate) fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'t str {
        let start = self.at;
        // Nearly all of a query is ASCII, which needs no decoding.
        while self
            .text
            .as_bytes()
            .get(self.at)
            .is_some_and(|byte| byte.is_ascii() && accept(char::from(*byte)))
        {
            self.at += 1;
        }
        if self.text.as_bytes().get(self.at).is_some_and(|byte| !byte.is_ascii()) {
            let rest = self.rest();
            self.at += rest.find(|c| !accept(c)).unwrap_or(rest.len());
        }
        self.since(start)
    }

    /// Skips spaces and reads `token` if it is next.
    pub(crate) fn eat(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    pub(crate) fn expect(&mut self, token: &str, after: &str) -> Result<()> {
        if self.eat(token) {
            return Ok(());
        }
        Err(self.error_here(format!("expected '{token}' {after}, found {}", self.found())))
    }

    /// An error unless the whole text was read.
    pub(crate) fn end(&mut self) -> Result<()> {
        match self.peek_past_space() {
            None => Ok(()),
            Some(_) => Err(self.error_here(format!("unexpected {}", self.found()))),
        }
    }

    /// Goes back to `at`. Callers look ahead by a word or two, never over nested text, so that parsing stays linear.
    pub(crate) fn rewind(&mut self, at: usize) {
        self.at = at;
    }

    /// Reads something nested, one level deeper.
    pub(crate) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth == DEPTH_MAX {
            self.space();
            return Err(self.error_here(format!("nested more than {DEPTH_MAX} levels deep")));
        }
        self.depth += 1;
        let outcome = read(self);
        self.depth -= 1;
        outcome
    }
}
