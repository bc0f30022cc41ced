use std::fmt;

use crate::KUBERNETES_LABEL_LEN_MAX;

/// A kebab-case name that is a path segment, a Kubernetes label value and part of a Kubernetes name at once: lower-case
/// letters, digits and single hyphens, beginning with a letter, at most 63 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Why a text is no [`Slug`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlugError {
    /// The text is empty.
    Empty,
    /// The text is longer than a Kubernetes label, in bytes.
    TooLong(usize),
    /// The text has this character where it is not allowed.
    Character(char),
}

impl fmt::Display for SlugError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::TooLong(len) => write!(
                f,
                "it is {len} bytes long, and Kubernetes allows {KUBERNETES_LABEL_LEN_MAX}"
            ),
            Self::Character(c) => write!(
                f,
                "{c:?} is not allowed there: names are kebab-case, as in 'failure-rate'"
            ),
        }
    }
}

impl Slug {
    /// Parses `text`.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        let mut before = '-';
        for c in text.chars() {
            let allowed = match c {
                'a'..='z' => true,
                '0'..='9' => !(before == '-' && text.starts_with(c)),
                '-' => before != '-',
                _ => false,
            };
            if !allowed {
                return Err(SlugError::Character(c));
            }
            before = c;
        }
        if before == '-' {
            return Err(SlugError::Character('-'));
        }
        if text.len() > KUBERNETES_LABEL_LEN_MAX {
            return Err(SlugError::TooLong(text.len()));
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(), SlugError>) {
        assert_eq!(Slug::parse(text).map(|_| ()), expected, "{text:?}");
    }

    #[test]
    fn accepts_kebab_case_only() {
        check("failure-rate", Ok(()));
        check("s3", Ok(()));
        check("p95-latency", Ok(()));
        check("", Err(SlugError::Empty));
        check("-a", Err(SlugError::Character('-')));
        check("a-", Err(SlugError::Character('-')));
        check("a--b", Err(SlugError::Character('-')));
        check("3s", Err(SlugError::Character('3')));
        check("Failure", Err(SlugError::Character('F')));
        check("failure_rate", Err(SlugError::Character('_')));
        check("größe", Err(SlugError::Character('ö')));
    }

    #[test]
    fn rejects_what_kubernetes_rejects() {
        check(&"a".repeat(63), Ok(()));
        check(&"a".repeat(64), Err(SlugError::TooLong(64)));
    }
}
