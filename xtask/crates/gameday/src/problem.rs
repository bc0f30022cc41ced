//! What went wrong with a run itself, as opposed to what a monitor did wrong.

use std::fmt;

use cli::Failure;
use diagnostics::Diagnostic;

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The machine lacks something: the scenario is skipped.
    Missing(String),
    /// The run failed.
    Failed(String),
}

pub(crate) type Result<T> = std::result::Result<T, Problem>;

impl Problem {
    pub(crate) fn failed(what: impl Into<String>) -> Self {
        Self::Failed(what.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) | Self::Failed(what) => f.write_str(what),
        }
    }
}

impl From<datadog_api::Error> for Problem {
    fn from(error: datadog_api::Error) -> Self {
        let request = error.request.map(|request| format!("{request}: ")).unwrap_or_default();
        let mut parts = vec![error.message];
        parts.extend(error.answer);
        parts.extend(Some(error.help).filter(|help| !help.is_empty()));
        Self::Failed(format!("{request}{}", parts.join("; ")))
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let clause = |finding: &Diagnostic| match &finding.help {
            Some(help) => format!("{}: {help}", finding.message),
            None => finding.message.clone(),
        };
        Self::Failed(failure.findings.iter().map(clause).collect::<Vec<_>>().join("; "))
    }
}

/// The failure of a verb.
pub(crate) fn failure(rule: &str, what: impl Into<String>) -> Failure {
    Failure::from(Box::new(Diagnostic::error(rule, what.into()))).as_usage()
}

/// The same with what to do.
pub(crate) fn failure_with_help(rule: &str, what: impl Into<String>, help: impl Into<String>) -> Failure {
    Failure::from(Box::new(Diagnostic::error(rule, what.into()).help(help.into()))).as_usage()
}
