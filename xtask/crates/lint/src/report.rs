//! The result of a run.

use diagnostics::Diagnostic;

use crate::fix::Fix;

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, sorted by file and place.
    pub findings: Vec<Diagnostic>,
    /// The safe fixes for some of them.
    pub fixes: Vec<Fix>,
}
