//! Output, with the summaries of lint rules in SARIF.

pub(crate) use cli::report::{coloured, count, eprint_all, eprint_findings, print_all, print_json};
use cli::{FindingFormat, report};
use diagnostics::Diagnostic;

/// Prints findings; see [`report::print_findings`].
pub(crate) fn print_findings(findings: &[Diagnostic], format: FindingFormat) {
    report::print_findings(findings, format, rule_summary);
}

/// What a lint rule finds; `None` for rules of other verbs.
pub(crate) fn rule_summary(rule: &str) -> Option<String> {
    ::lint::find(rule).map(|rule| rule.summary.to_owned())
}
