//! Results of service checks.

use super::Tags;

/// One run of a service check.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckRun {
    /// The name of the check.
    pub check: String,
    /// Its tags, including the host.
    pub tags: Tags,
    /// Unix seconds.
    pub at: i64,
    /// Its result.
    pub status: CheckStatus,
    /// Its message, which notifications quote as `{{check_message}}`.
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
