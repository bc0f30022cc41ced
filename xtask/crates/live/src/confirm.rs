//! The condition of a change: a session that is not read-only.

use cli::{Exit, Failure};
use diagnostics::Diagnostic;

use crate::pup::Pup;

/// Whether something may be changed at all.
pub(crate) fn writable(pup: &Pup, flag: &str) -> Result<(), Failure> {
    if !pup.read_only {
        return Ok(());
    }
    let error = Diagnostic::error(
        "usage/read-only",
        format!("{flag} changes something, and PUP_READ_ONLY is set"),
    );
    Err(Failure {
        findings: vec![error.help("run it without PUP_READ_ONLY")],
        exit: Exit::Usage,
    })
}
