//! The id of an object in Datadog.

use std::fmt;

/// An id that is safe to put into a payload: a monitor's number, the hexadecimal id of an SLO, `abc-def-ghi` of a dashboard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Why a text is no [`Id`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdError {
    /// It is empty: Datadog has not assigned one.
    Empty,
    /// It has a character that no id has and that could change the meaning of a query.
    Character(char),
    /// It is longer than any id.
    TooLong(usize),
}

/// Longer than every id that Datadog assigns; UUIDs have 36.
const LEN_MAX: usize = 64;

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the id is empty"),
            Self::Character(c) => write!(f, "the id has {c:?}; ids have letters, digits, '-' and '_'"),
            Self::TooLong(len) => write!(f, "the id has {len} bytes, more than {LEN_MAX}"),
        }
    }
}

impl std::error::Error for IdError {}

impl Id {
    /// Parses `text`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > LEN_MAX {
            return Err(IdError::TooLong(text.len()));
        }
        match text
            .chars()
            .find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
        {
            Some(c) => Err(IdError::Character(c)),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The id that takes the place of the real one where nothing has an id: in checks and tests. The same path always has the same, a number of 16 digits.
    #[must_use]
    pub fn stand_in(path: &str) -> Self {
        // FNV-1a, which needs no library and never changes.
        let hash = path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        const SMALLEST: u64 = 1_000_000_000_000_000;
        Self((SMALLEST + hash % (8 * SMALLEST)).to_string())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, of a monitor's id.
    pub(crate) fn number(&self) -> Option<u64> {
        // A leading zero would be lost.
        let number = self.0.parse::<u64>().ok()?;
        (number.to_string() == self.0).then_some(number)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
