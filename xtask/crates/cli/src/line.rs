//! The command line.

mod judged;
mod monitors;
mod new;
mod payloads;
mod written;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use diagnostics::Diagnostic;

pub use judged::{DiffArgs, LintArgs};
pub use monitors::{MonitorsArgs, MonitorsVerb, ReplayArgs, TestArgs};
pub use new::{NewArgs, NewWhat};
pub use payloads::{Language, ParseArgs, PayloadKind, ValidateArgs};
pub use written::{DocsArgs, RenderArgs, SnapshotArgs};

/// Renders the Datadog estate and proves it before it is merged.
///
/// A service is declared once under jsonnet/services; its monitors, SLOs, dashboards, agent configuration, runbooks and docs follow.
/// Everything here works offline, without a Datadog key. Exit code 0: clean, 1: findings, 2: usage or internal error.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    arg_required_else_help = true,
    max_term_width = 120
)]
pub struct Cli {
    /// The root of the repository; found from the current folder unless given.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub root: Option<PathBuf>,

    /// How findings and results are printed.
    #[arg(long, global = true, value_enum, default_value_t = Printing::Text)]
    pub format: Printing,

    /// What is to be done.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What `--format` may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Printing {
    /// For people: aligned, in colour on a terminal.
    Text,
    /// One JSON object on standard output.
    Json,
    /// Of findings: a SARIF 2.1.0 log on standard output, for code scanning.
    Sarif,
    /// Of findings: workflow commands on standard output, which GitHub shows at the lines of a pull request.
    Github,
    /// For the comment on a pull request; `diff` alone.
    Markdown,
}

/// How findings are printed, and the results of most verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object on standard output.
    Json,
    /// A SARIF log.
    Sarif,
    /// Workflow commands.
    Github,
}

impl Format {
    /// Whether standard output belongs to what a machine reads.
    pub const fn is_for_machines(self) -> bool {
        !matches!(self, Self::Text)
    }
}

impl Printing {
    /// How findings are printed beside it: what went wrong is no part of a comment.
    pub const fn of_findings(self) -> Format {
        match self {
            Self::Text | Self::Markdown => Format::Text,
            Self::Json => Format::Json,
            Self::Sarif => Format::Sarif,
            Self::Github => Format::Github,
        }
    }
}

impl Cli {
    /// Refuses a format that the verb does not have.
    pub fn check_format(&self) -> Result<(), Box<Diagnostic>> {
        let (name, verbs) = match (self.format, &self.verb) {
            (Printing::Text | Printing::Json, _) | (Printing::Markdown, Verb::Diff(_)) => return Ok(()),
            (Printing::Sarif | Printing::Github, Verb::Lint(_) | Verb::Validate(_) | Verb::Monitors(_)) => {
                return Ok(());
            }
            (Printing::Markdown, _) => ("markdown", "`cargo xtask diff` prints"),
            (Printing::Sarif, _) => ("SARIF", "`cargo xtask lint`, `validate` and `monitors test` print"),
            (Printing::Github, _) => (
                "workflow commands",
                "`cargo xtask lint`, `validate` and `monitors test` print",
            ),
        };
        Err(Box::new(
            Diagnostic::error("usage/format", format!("this verb prints no {name}"))
                .help(format!("leave --format out, or say `--format json`; {verbs} {name}")),
        ))
    }
}

/// The verbs.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "what is written at the arguments of a verb is its help")]
pub enum Verb {
    Render(RenderArgs),
    Docs(DocsArgs),
    Diff(DiffArgs),
    Lint(LintArgs),

    /// Everything that is fast: rendered files, docs, lint, tests of monitors, format, clippy, quick tests. Run it after every change.
    ///
    /// Runs every part even when one fails, and prints one table at the end. With the tools in Go built (`cargo xtask test` builds them) it
    /// also checks workflows and manifests.
    Check,

    /// Every test: Rust, Go, monitors with mistakes put into them, workflows, manifest schemas, and go-jsonnet as a second opinion on every rendered value.
    ///
    /// Runs every part even when one fails, and prints one table at the end. Builds what it needs into .cache. Without Go 1.26 it says what it
    /// leaves out; with CI=true leaving something out is a failure.
    Test,
    Snapshot(SnapshotArgs),
    New(NewArgs),
    Validate(ValidateArgs),
    Monitors(MonitorsArgs),
    Parse(ParseArgs),
}

#[cfg(test)]
mod tests;
