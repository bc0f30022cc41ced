//! Problems of payloads.

use std::ops::Range;

use diagnostics::Severity;

/// A problem of a payload, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// An error if the API would reject the payload, a warning if it accepts what is almost certainly a mistake.
    pub severity: Severity,
    /// `<group>/<name>` of the rule that found it.
    pub rule: &'static str,
    /// JSON pointer (RFC 6901) to the wrong value, or to the object that lacks a field.
    pub path: String,
    /// The bytes to underline in the text at `path`, if known.
    pub span: Option<Range<usize>>,
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem for which the API would reject the payload.
    #[must_use]
    pub fn error(rule: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            rule,
            path: path.into(),
            span: None,
            message: message.into(),
            help: None,
        }
    }

    /// A problem that the API accepts, although it is almost certainly a mistake.
    #[must_use]
    pub fn warning(rule: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(rule, path, message)
        }
    }

    /// Underlines these bytes of the text at its path.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
