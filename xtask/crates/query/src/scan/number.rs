//! Numbers: `5`, `.5`, `1e3`, `-2.5`.

use std::fmt;

use crate::Span;

/// A finite number.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Its value, always finite.
    pub value: f64,
    /// Where it stands, with its sign.
    pub span: Span,
}

impl Number {
    /// A number that stands nowhere.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self { value, span: Span::default() }
    }
}

/// By value; `0` and `-0` differ, since they are written differently.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.value.to_bits() == other.value.to_bits()
    }
}

/// The shortest text that reads back as the same value.
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
