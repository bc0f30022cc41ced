//! The comparison at the end of a query: `> 5`.

use std::fmt;

use crate::scan::Cursor;
use crate::{Number, Result, Span};

/// A comparison with the critical threshold.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Comparison {
    /// The comparator.
    pub comparator: Comparator,
    /// The threshold.
    pub threshold: Number,
    /// From the comparator to the threshold's end.
    pub span: Span,
}

/// A comparator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Comparator {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
}

const SYMBOLS: &[(&str, Comparator)] = &[
    (">=", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("==", Comparator::Equal),
    ("!=", Comparator::Unequal),
    (">", Comparator::Above),
    ("<", Comparator::Below),
];

impl Comparator {
    /// The comparator as written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        SYMBOLS
            .iter()
            .find(|(_, known)| *known == self)
            .map_or("", |(symbol, _)| symbol)
    }
}

/// `> 5`
pub(super) fn comparison(cursor: &mut Cursor<'_>) -> Result<Comparison> {
    cursor.space();
    let start = cursor.at();
    let Some((_, comparator)) = SYMBOLS.iter().find(|(symbol, _)| cursor.eat(symbol)) else {
        let message = format!(
            "missing comparison: expected a comparator and a threshold, found {}",
            cursor.found()
        );
        return Err(cursor
            .error_here(message)
            .help("write '> 5', or one of >=, <, <=, ==, !="));
    };
    let threshold = cursor.signed_number("the threshold, a number")?;
    Ok(Comparison {
        comparator: *comparator,
        threshold,
        span: cursor.span_from(start),
    })
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.comparator.symbol(), self.threshold)
    }
}
