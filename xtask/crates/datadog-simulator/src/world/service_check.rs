//! Results of service checks.

use super::Tags;

/// One run of a service check.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckRun {
    /// The check's name.
    pub check: String,
    /// Its tags, host included.
    pub tags: Tags,
    /// Unix seconds.
    pub at: i64,
    /// What it came to.
    pub status: CheckStatus,
    /// What it said: `{{check_message}}`.
    pub message: String,
}

/// The status of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckStatus {
    /// `OK`
    Ok,
    /// `WARNING`
    Warning,
    /// `CRITICAL`
    Critical,
    /// `UNKNOWN`
    Unknown,
}
