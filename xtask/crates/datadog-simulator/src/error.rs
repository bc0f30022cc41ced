//! Errors: why a monitor or a world cannot be evaluated, and what to do about it.

use std::fmt;

/// Why a monitor or a world cannot be evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulationError {
    /// The kind of error.
    pub kind: ErrorKind,
    /// What is wrong: names the object, starts in lower case, has no full stop.
    pub message: String,
    /// What to do about it, in the same form.
    pub help: Option<String>,
}

/// Kinds of errors. They let a caller treat a monitor that cannot be reproduced differently from an invalid one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The monitor's payload or query is not valid.
    Invalid,
    /// Datadog's result depends on models or data that are not public. The states must be supplied as verdicts.
    NotReproducible,
    /// Datadog evaluates it, this crate does not yet.
    NotSupported,
    /// The monitor refers to an SLO or a monitor that the world does not have.
    MissingReference,
}

/// The result of compiling or running a monitor.
pub type Result<T> = std::result::Result<T, SimulationError>;

impl SimulationError {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Invalid, message)
    }

    pub(crate) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotSupported, message)
    }

    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::MissingReference, message)
    }

    /// `what` comes from models that are not public (rule 15 of `tests/rules`).
    pub(crate) fn not_reproducible(what: &str) -> Self {
        Self::new(
            ErrorKind::NotReproducible,
            format!("{what} cannot be reproduced offline: its result comes from models that are not public"),
        )
        .supply_states()
    }

    /// Adds the help for a monitor that cannot be evaluated. Both `World` and the test files call supplied states `verdicts`.
    pub(crate) fn supply_states(self) -> Self {
        self.help("supply the states of the monitor in 'verdicts'")
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for SimulationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SimulationError {}
