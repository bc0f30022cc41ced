//! Output and exit codes.

use std::cell::RefCell;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use diagnostics::{Diagnostic, Severity};
use json_outputs::{VERSION, VERSION_MEMBER};
use serde_json::{Value, json};

use crate::{FindingFormat, terminal};

/// Exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Success.
    Clean = 0,
    /// There are findings.
    Findings = 1,
    /// The command line is wrong, or the command could not do its work.
    Usage = 2,
}

impl Exit {
    /// The exit code of a list of findings: warnings alone are clean.
    pub fn of_findings(findings: &[Diagnostic]) -> Self {
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            Self::Findings
        } else {
            Self::Clean
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a verb stopped early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The exit code.
    pub exit: Exit,
}

/// The result of a verb. The verb prints its results, `main` prints a failure.
pub type VerbResult = Result<Exit, Failure>;

impl Failure {
    /// The same with the exit code for wrong usage or an internal error.
    #[must_use]
    pub const fn as_usage(mut self) -> Self {
        self.exit = Exit::Usage;
        self
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(findings: Vec<Diagnostic>) -> Self {
        let internal =
            |d: &Diagnostic| d.rule.starts_with("usage/") || d.rule == "tree/write" || d.rule == "render/type";
        let exit = if findings.iter().any(internal) {
            Exit::Usage
        } else {
            Exit::Findings
        };
        Self { findings, exit }
    }
}

impl From<Box<Diagnostic>> for Failure {
    fn from(finding: Box<Diagnostic>) -> Self {
        Self::from(vec![*finding])
    }
}

/// Prints the findings of a failure, and returns the exit code of the process. `describe` returns the summary of a rule, for SARIF.
pub fn finish(result: VerbResult, format: FindingFormat, describe: impl Fn(&str) -> Option<String>) -> ExitCode {
    crate::interruption::give_way();
    conclude(result, format, describe).into()
}

/// The same for a verb that does not end its process.
pub fn conclude(result: VerbResult, format: FindingFormat, describe: impl Fn(&str) -> Option<String>) -> Exit {
    result.unwrap_or_else(|failure| {
        print_findings(&failure.findings, format, describe);
        failure.exit
    })
}

thread_local! {
    /// What this thread printed, while that is collected.
    static CAPTURED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Collects what `work` prints on this thread, on both outputs and with colours, instead of printing it.
pub fn captured<T>(work: impl FnOnce() -> T) -> (T, String) {
    CAPTURED.set(Some(String::new()));
    let result = work();
    (result, CAPTURED.take().unwrap_or_default())
}

/// Keeps the text if it is collected.
fn capture(text: &str) -> bool {
    CAPTURED.with_borrow_mut(|captured| captured.as_mut().map(|collected| collected.push_str(text)).is_some())
}

/// Prints findings: as text on standard error, everything else on standard output. `describe` returns the summary of a rule, for SARIF.
pub fn print_findings(findings: &[Diagnostic], format: FindingFormat, describe: impl Fn(&str) -> Option<String>) {
    match format {
        FindingFormat::Text => {
            eprint_findings(findings);
            eprint_all(&format!("{}\n", count(findings.len(), "finding")));
        }
        FindingFormat::Json => print_json(json!({ "findings": diagnostics::json_list(findings) })),
        FindingFormat::Sarif => print_all(&format!("{}\n", diagnostics::sarif(findings, describe))),
        FindingFormat::Github => print_all(&diagnostics::github(findings)),
    }
}

/// Prints findings as text on standard error.
pub fn eprint_findings(findings: &[Diagnostic]) {
    let collected = CAPTURED.with_borrow(Option::is_some);
    eprint_all(&diagnostics::text(
        findings,
        collected || std::io::stderr().is_terminal(),
    ));
}

/// A count with its noun: `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Prints text on standard output, without colours unless it is a terminal.
pub fn print_all(text: &str) {
    if capture(text) {
        return;
    }
    exit_on_error(anstream::stdout().write_all(terminal::shown(text).as_bytes()));
}

/// The object that a verb has for programs, with the version of all such objects.
#[must_use]
pub fn versioned(mut object: Value) -> Value {
    if let Value::Object(members) = &mut object {
        members.insert(VERSION_MEMBER.to_owned(), VERSION.into());
    }
    object
}

/// Prints the object that a verb has for programs, with its version.
pub fn print_json(object: Value) {
    let line = format!("{}\n", versioned(object));
    if !capture(&line) {
        // As it is, whatever the locale.
        exit_on_error(std::io::stdout().write_all(line.as_bytes()));
    }
}

/// Prints text on standard error, without colours unless it is a terminal.
pub fn eprint_all(text: &str) {
    if capture(text) {
        return;
    }
    exit_on_error(anstream::stderr().write_all(terminal::shown(text).as_bytes()));
}

/// A closed pipe (`| head`) is no error. Any other error, for example a full disk behind a redirection, ends the process: lost findings must not look like
/// success.
fn exit_on_error(result: std::io::Result<()>) {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => std::process::exit(Exit::Usage as i32),
        _ => {}
    }
}

/// The text in a colour.
pub fn coloured(text: &str, colour: AnsiColor) -> String {
    let style = Style::new().fg_color(Some(colour.into()));
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_outputs_are_collected_in_order() {
        let (result, text) = captured(|| {
            print_all("a\n");
            eprint_all("b\n");
            7
        });
        assert_eq!((result, text.as_str()), (7, "a\nb\n"));
        assert_eq!(captured(|| ()), ((), String::new()));
    }
}
