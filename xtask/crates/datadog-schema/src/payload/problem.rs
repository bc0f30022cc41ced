//! What is wrong with a payload.

use std::ops::Range;

use diagnostics::Severity;

/// Something that is wrong with a payload, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// An error where the API would refuse the payload, a warning where it takes what is surely a mistake.
    pub severity: Severity,
    /// `<group>/<name>` of the rule that found it.
    pub rule: &'static str,
    /// JSON pointer (RFC 6901) to the value that is wrong; to the object where a field is missing from it.
    pub path: String,
    /// The bytes to underline within the text at `path`, where that is known.
    pub span: Option<Range<usize>>,
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// What the API refuses.
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

    /// What the API takes though it is surely a mistake.
    #[must_use]
    pub fn warning(rule: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(rule, path, message)
        }
    }

    /// The same at these bytes of the text at its path.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
