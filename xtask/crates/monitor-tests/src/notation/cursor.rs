use std::ops::Range;

use super::{NotationError, Result};

/// A position in a notation, which only moves forward.
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    /// Skips `token` if it is next; returns whether it was.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let here = self.rest().starts_with(token);
        if here {
            self.at += token.len();
        }
        here
    }

    /// Skips and returns the next characters that fit.
    pub(super) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let len = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    pub(super) fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Skips `token`.
    ///
    /// # Errors
    /// Another token is next.
    pub(super) fn expect(&mut self, token: &str, what: &str) -> Result<()> {
        if self.eat(token) {
            Ok(())
        } else {
            Err(self.unexpected(what))
        }
    }

    /// The error `expected <what>, found <next word>`.
    pub(super) fn unexpected(&self, what: &str) -> NotationError {
        let found = match self.peek() {
            None => "the end".to_owned(),
            Some(_) => format!("'{}'", self.word()),
        };
        NotationError::new(self.here(), format!("expected {what}, found {found}"))
    }

    fn word(&self) -> &'t str {
        let rest = self.rest();
        let first = self.peek().map_or(0, char::len_utf8);
        &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len()).max(first)]
    }

    fn here(&self) -> Range<usize> {
        self.at..self.at + self.word().len()
    }
}
