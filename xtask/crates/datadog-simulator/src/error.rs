//! What cannot be evaluated, and what to do about it.

use std::fmt;

/// Why a monitor or a world is not evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulationError {
    /// Which kind of refusal.
    pub kind: ErrorKind,
    /// What is wrong, lower case, without a full stop, naming the object.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Kinds of refusals. A caller treats what cannot be reproduced differently from what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The monitor's payload or query is not valid.
    Invalid,
    /// Datadog's result depends on models or data that are not public: it must be supplied as a verdict.
    NotReproducible,
    /// Datadog can, this evaluator cannot yet.
    NotSupported,
    /// The world lacks what the monitor refers to: an SLO, another monitor.
    MissingReference,
}

/// The outcome of compiling or running a monitor.
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

    /// What Datadog computes by models that are not public (facts: rule 15).
    pub(crate) fn not_reproducible(what: &str) -> Self {
        Self::new(
            ErrorKind::NotReproducible,
            format!("{what} cannot be reproduced offline: its result comes from models that are not public"),
        )
        .supply_states()
    }

    /// The help for what cannot be evaluated: `verdicts` is what both `World` and a test file call supplied states.
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
