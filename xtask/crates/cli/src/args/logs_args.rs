//! The arguments of `logs`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{FindingFormat, OutputFormat};

/// Test log pipelines offline, or run lines through all that happens to a log in Datadog
#[derive(Debug, Args)]
pub struct LogsArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: LogsVerb,
}

/// The verbs of `logs`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would replace the help of the arguments")]
pub enum LogsVerb {
    Test(LogsTestArgs),
    Try(LogsTryArgs),
}

/// Run the tests of log pipelines
///
/// A folder has a pipeline, pipeline.yaml, and its tests, tests.yaml, both in Datadog's public format. A test is a line and the log that it becomes: attributes,
/// message, status, service, time, trace and tags. Where terraform/pipelines/order.yaml lists the pipelines, each sample also runs through all of them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask logs test                           test all pipelines in terraform/pipelines
  cargo xtask logs test terraform/pipelines/redis --explain
  cargo xtask logs test --coverage                what no sample reaches
  cargo xtask logs test ../integrations           the pipelines of any other folder

Exit codes: 0 all tests passed, 1 a test failed or a file is invalid, 2 wrong usage or internal error")]
pub struct LogsTestArgs {
    /// Folders with pipelines, at any depth [default: terraform/pipelines]
    pub folders: Vec<PathBuf>,

    /// Show for each sample what each processor did, as text
    #[arg(long)]
    pub explain: bool,

    /// List processors, match rules and categories that no sample reaches
    #[arg(long)]
    pub coverage: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: FindingFormat,
}

/// Show what becomes of lines: pipelines, scanner, index, exclusions, monitors, metrics
///
/// Runs each line as Datadog would: the pipelines whose filter selects it, in their order, then the rules of the Sensitive Data Scanner, log-based metrics, and the
/// index that takes it. Lists the log monitors that would count it. A line may be text or JSON.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask logs try app.log --source nodejs --service scribe
  kubectl logs pod/scribe-1 | cargo xtask logs try - --source nodejs --env prod
  cargo xtask logs try app.log --pipeline redis

Exit codes: 0 success, 2 wrong usage or internal error")]
pub struct LogsTryArgs {
    /// A file with one log per line; - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Run only this pipeline, whatever its filter
    #[arg(long, value_name = "PIPELINE")]
    pub pipeline: Option<String>,

    /// Source of the lines, where they do not name one
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,

    /// Service of the lines, where they do not name one
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,

    /// Environment of the lines, where they do not name one
    #[arg(long, value_name = "ENVIRONMENT")]
    pub env: Option<String>,

    /// Also show what each processor did
    #[arg(long)]
    pub explain: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

impl LogsVerb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        match self {
            Self::Test(args) => args.format,
            Self::Try(args) => args.format.for_findings(),
        }
    }
}
