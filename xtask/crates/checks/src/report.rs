//! What is printed, as everywhere, and in SARIF what the rules of `lint` are about.

use std::process::ExitCode;

pub(crate) use cli::report::{Exit, coloured, count, eprint_all, eprint_findings, print_all};
use cli::{Format, report};
use diagnostics::Diagnostic;

/// Prints findings and answers the exit code: see [`report::findings`].
pub(crate) fn findings(findings: &[Diagnostic], format: Format, exit: Exit) -> ExitCode {
    report::described(findings, format, exit, |rule| {
        ::lint::find(rule).map(|rule| rule.summary.to_owned())
    })
}

/// A verb that this binary does not have.
pub(crate) fn elsewhere(format: Format) -> ExitCode {
    let finding =
        Diagnostic::error("usage/checks", "this verb is carried out by `xtask`").help("call it as `cargo xtask`");
    findings(&[finding], format, Exit::Usage)
}
