//! Ids of objects. They follow from a counter, so that a run repeats, and none is used twice.

use std::fmt;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128_with_seed;

/// The id of an object: a number for monitors and notebooks, a text for the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl From<u64> for Id {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Makes ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewIds(u64);

impl NewIds {
    fn next(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }

    fn bits(&mut self) -> u128 {
        let count = self.next();
        xxh3_128_with_seed(&count.to_le_bytes(), 0x0D0E)
    }

    /// As monitors and notebooks have.
    pub(crate) fn number(&mut self) -> u64 {
        const FIRST: u64 = 150_000_000;
        FIRST + self.next()
    }

    /// As SLOs have: 32 hexadecimal digits.
    pub(crate) fn hexadecimal(&mut self) -> String {
        format!("{:032x}", self.bits())
    }

    /// As dashboards and synthetic tests have: `abc-123-xyz`.
    pub(crate) fn triple(&mut self) -> String {
        const DIGITS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let mut bits = self.bits();
        let mut text = String::with_capacity(11);
        for position in 0..9 {
            if position % 3 == 0 && position > 0 {
                text.push('-');
            }
            text.push(char::from(DIGITS[(bits % 36) as usize]));
            bits /= 36;
        }
        text
    }

    /// As downtimes and notification rules have.
    pub(crate) fn uuid(&mut self) -> String {
        let text = format!("{:032x}", self.bits());
        format!(
            "{}-{}-{}-{}-{}",
            &text[..8],
            &text[8..12],
            &text[12..16],
            &text[16..20],
            &text[20..]
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_form_of_datadogs_and_differ() {
        let mut ids = NewIds::default();
        assert_eq!(ids.number(), 150_000_001);
        let dashboard = ids.triple();
        assert!(
            dashboard.len() == 11 && dashboard.split('-').all(|part| part.len() == 3),
            "{dashboard}"
        );
        assert_ne!(dashboard, ids.triple());
        assert_eq!(ids.hexadecimal().len(), 32);
        assert_eq!(
            ids.uuid().split('-').map(str::len).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
    }
}
