//! What is printed and with which code the process ends.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use diagnostics::Diagnostic;

use crate::line::Format;

/// Exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to say.
    Clean = 0,
    /// Something is to be mended.
    Findings = 1,
    /// The command was not understood, or could not do its work.
    Usage = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Prints findings and answers the exit code: `exit`, or `Usage` when a finding is about the command line or about writing.
pub fn findings(findings: &[Diagnostic], format: Format, exit: Exit) -> ExitCode {
    described(findings, format, exit, |_| None)
}

/// The same with what `describe` says of a rule in SARIF.
pub fn described(
    findings: &[Diagnostic],
    format: Format,
    exit: Exit,
    describe: impl Fn(&str) -> Option<String>,
) -> ExitCode {
    match format {
        Format::Text => {
            eprint_findings(findings);
            eprint_all(&format!("{}\n", count(findings.len(), "finding")));
        }
        Format::Json => print_all(&format!("{}\n", diagnostics::json(findings))),
        Format::Sarif => print_all(&format!("{}\n", diagnostics::sarif(findings, describe))),
        Format::Github => print_all(&diagnostics::github(findings)),
    }
    let internal = |d: &Diagnostic| d.rule.starts_with("usage/") || d.rule == "tree/write" || d.rule == "render/type";
    if findings.iter().any(internal) {
        Exit::Usage.into()
    } else {
        exit.into()
    }
}

/// Findings for people on standard error.
pub fn eprint_findings(findings: &[Diagnostic]) {
    eprint_all(&diagnostics::text(findings, std::io::stderr().is_terminal()));
}

/// So many of something.
pub fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Text for people on standard output; colours are dropped where it is no terminal.
pub fn print_all(text: &str) {
    written(anstream::stdout().write_all(text.as_bytes()));
}

/// The same on standard error.
pub fn eprint_all(text: &str) {
    written(anstream::stderr().write_all(text.as_bytes()));
}

/// A reader that closed the pipe (`| head`) wants no more. Any other failure, a full disk behind a redirection say, must not pass for success: what
/// was found would be lost.
fn written(result: std::io::Result<()>) {
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
