//! The bounds of ranges and comparisons.

use std::ops::Range;

use super::Variable;

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Comparator {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparator {
    /// The comparator as written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// The bound that a value is compared with.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Bound {
    /// The text with escapes resolved. Never empty.
    pub text: String,
    /// Its meaning.
    pub amount: Amount,
    /// Its span.
    pub span: Range<usize>,
}

/// The meaning of a bound.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Amount {
    /// A number.
    Number(f64),
    /// A number with a unit, for measures that have one (doc: tracing/trace_explorer/query_syntax, "Measures").
    Quantity(f64, Unit),
    /// A dashboard's variable.
    Variable(Variable),
    /// Anything else, compared as text: versions, dates.
    Text,
}

/// Units of time and of size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Unit {
    /// A unit of time, in nanoseconds.
    Time(u64),
    /// A unit of size, in bytes.
    Bytes(u64),
}

const UNITS: &[(&str, Unit)] = &[
    ("ns", Unit::Time(1)),
    ("us", Unit::Time(1_000)),
    ("µs", Unit::Time(1_000)),
    ("μs", Unit::Time(1_000)),
    ("ms", Unit::Time(1_000_000)),
    ("s", Unit::Time(1_000_000_000)),
    ("sec", Unit::Time(1_000_000_000)),
    ("m", Unit::Time(60_000_000_000)),
    ("min", Unit::Time(60_000_000_000)),
    ("h", Unit::Time(3_600_000_000_000)),
    ("d", Unit::Time(86_400_000_000_000)),
    ("w", Unit::Time(604_800_000_000_000)),
    ("b", Unit::Bytes(1)),
    ("B", Unit::Bytes(1)),
    ("kb", Unit::Bytes(1_000)),
    ("kB", Unit::Bytes(1_000)),
    ("KB", Unit::Bytes(1_000)),
    ("MB", Unit::Bytes(1_000_000)),
    ("GB", Unit::Bytes(1_000_000_000)),
    ("TB", Unit::Bytes(1_000_000_000_000)),
    ("KiB", Unit::Bytes(1 << 10)),
    ("MiB", Unit::Bytes(1 << 20)),
    ("GiB", Unit::Bytes(1 << 30)),
    ("TiB", Unit::Bytes(1 << 40)),
];

impl Unit {
    /// Its size in nanoseconds or bytes, the base units of measures.
    #[must_use]
    pub fn scale(self) -> u64 {
        match self {
            Self::Time(scale) | Self::Bytes(scale) => scale,
        }
    }

    /// The units by name.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        UNITS.iter().map(|(name, _)| *name)
    }
}

impl Amount {
    /// Parses a bound that is not a variable.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let digits = number_length(text);
        let Ok(number) = text[..digits].parse::<f64>() else {
            return Self::Text;
        };
        let rest = &text[digits..];
        if rest.is_empty() {
            return Self::Number(number);
        }
        UNITS
            .iter()
            .find(|(name, _)| *name == rest)
            .map_or(Self::Text, |(_, unit)| Self::Quantity(number, *unit))
    }

    /// The number in base units (nanoseconds, bytes), if it is a number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            // Units are below 2^53, so that the conversion is exact.
            #[allow(clippy::cast_precision_loss)]
            Self::Quantity(number, unit) => Some(number * unit.scale() as f64),
            Self::Variable(_) | Self::Text => None,
        }
    }
}

/// The length of the decimal number at the start of `text`: sign, digits, fraction, exponent.
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut at = digits(usize::from(bytes.first() == Some(&b'-')));
    if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        at = digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+')));
        let end = digits(at + 1 + sign);
        if end > at + 1 + sign {
            at = end;
        }
    }
    at
}
