//! Numbers: `5`, `.5`, `1e3`, `-2.5`.

use std::fmt;

use super::Cursor;
use crate::{Result, Span};

/// A finite number.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Number {
    /// Its value, always finite.
    pub value: f64,
    /// Its span, with the sign.
    pub span: Span,
}

impl Number {
    /// A number with an empty span.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self {
            value,
            span: Span::default(),
        }
    }
}

/// By value; `0` and `-0` differ, because they are written differently.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.value.to_bits() == other.value.to_bits()
    }
}

/// The shortest text that parses to the same value.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.value.abs();
        if size == 0.0 || (1e-5..1e16).contains(&size) {
            write!(f, "{}", self.value)
        } else {
            write!(f, "{:e}", self.value)
        }
    }
}

impl Cursor<'_> {
    /// A number without a sign; `None` if the next token is not a number.
    pub(crate) fn number(&mut self) -> Result<Option<Number>> {
        self.space();
        let start = self.at;
        self.digits();
        if self.peek() == Some('.') {
            self.at += 1;
            self.digits();
        }
        if !self.since(start).bytes().any(|b| b.is_ascii_digit()) {
            self.at = start;
            return Ok(None);
        }
        self.exponent();
        if self
            .peek()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$'))
        {
            self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$'));
            let text = self.since(start);
            return Err(self.error_since(format!("invalid number '{text}'"), start));
        }
        match self.since(start).parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Some(Number {
                value,
                span: self.span_from(start),
            })),
            _ => Err(self.error_since("the number is too large", start)),
        }
    }

    fn digits(&mut self) {
        self.take_while(|c| c.is_ascii_digit());
    }

    fn exponent(&mut self) {
        let start = self.at;
        if !matches!(self.peek(), Some('e' | 'E')) {
            return;
        }
        self.at += 1;
        if matches!(self.peek(), Some('+' | '-')) {
            self.at += 1;
        }
        let digits = self.at;
        self.digits();
        if self.at == digits {
            self.at = start;
        }
    }

    /// A number that may have a sign. `what` describes it in messages.
    pub(crate) fn signed_number(&mut self, what: impl fmt::Display) -> Result<Number> {
        self.space();
        let start = self.at;
        let minus = self.eat("-");
        match self.number()? {
            Some(number) => Ok(Number {
                value: if minus { -number.value } else { number.value },
                span: self.span_from(start),
            }),
            None => Err(self.error_here(format!("expected {what}, found {}", self.found()))),
        }
    }
}
