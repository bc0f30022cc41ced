//! Why something of the stack did not work, as one line for people.

use std::fmt;

/// What went wrong, with what it went wrong for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem(String);

pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

impl Problem {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Puts what was attempted before the cause.
pub(crate) trait Context<T> {
    fn context(self, attempt: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, attempt: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|cause| Problem(format!("{}: {cause:#}", attempt())))
    }
}
