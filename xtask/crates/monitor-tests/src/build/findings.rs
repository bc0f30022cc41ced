use std::ops::Range;
use std::sync::Arc;

use diagnostics::Diagnostic;

/// A finding in a test file, for one monitor. Equal findings of several monitors are merged later.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    start: usize,
    end: usize,
    rule: &'static str,
    message: String,
    help: Option<String>,
}

impl Finding {
    pub(crate) fn new(rule: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            start: span.start,
            end: span.end,
            rule,
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Place and rule: findings of several monitors with the same key are merged.
    pub(crate) fn key(&self) -> (usize, usize, &'static str) {
        (self.start, self.end, self.rule)
    }

    /// Whether both messages are equal.
    pub(crate) fn has_same_message(&self, other: &Self) -> bool {
        self.message == other.message
    }

    pub(crate) fn diagnostic(self, path: &str, text: &Arc<str>) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.rule, self.message).at(path, text.clone(), self.start..self.end);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}
