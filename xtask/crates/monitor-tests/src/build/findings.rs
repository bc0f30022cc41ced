use std::ops::Range;
use std::sync::Arc;

use diagnostics::Diagnostic;

/// What is wrong in a test file, before it is known in how many environments.
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

    /// Where it is and which rule says so: findings of several monitors that share it are one.
    pub(crate) fn key(&self) -> (usize, usize, &'static str) {
        (self.start, self.end, self.rule)
    }

    /// Whether it says the same whichever monitor it is about.
    pub(crate) fn says_the_same_as(&self, other: &Self) -> bool {
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
