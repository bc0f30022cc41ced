//! The verbs that the binary `xtask` runs itself.

use clap::{Args, Subcommand};

use super::{FindingFormat, NewArgs, OutputFormat, ServiceArgs};

/// The verbs that `xtask` runs itself.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would replace the help of the arguments")]
pub enum XtaskVerb {
    Render(RenderArgs),
    New(NewArgs),
    Service(ServiceArgs),
    Snapshot(SnapshotArgs),
    Check(CheckArgs),
    Test(TestAllArgs),
}

impl XtaskVerb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        let format = match self {
            Self::Render(args) => args.format,
            Self::New(args) => args.format,
            Self::Service(args) => args.format,
            Self::Snapshot(args) => args.format,
            Self::Check(args) => args.format,
            Self::Test(args) => args.format,
        };
        format.for_findings()
    }
}

/// Write manifests/, helm-values/ and terraform/policy/ from jsonnet/
///
/// Evaluates only what changed since the last run. Writes all files or none, and removes files that are no longer rendered.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask render                          everything
  cargo xtask render --check                  show as a diff what would change
  cargo xtask render --check --stat           the files that would change, and by how many lines
  cargo xtask render --env prod --service s3  one service in one environment

Exit codes: 0 success, 1 findings or (with --check) differences, 2 wrong usage or internal error")]
pub struct RenderArgs {
    /// Write nothing; show what would change as a diff
    #[arg(long)]
    pub check: bool,

    /// With --check: one line for each file instead of the diff
    #[arg(long, requires = "check")]
    pub stat: bool,

    /// Only this environment, and the dashboards of its Datadog organisation
    #[arg(long, value_name = "ENVIRONMENT")]
    pub env: Option<String>,

    /// Only this service
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,

    /// Evaluate everything, ignoring the cache in .cache/render.json
    #[arg(long)]
    pub no_cache: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Compare rendered test declarations with the accepted snapshots
///
/// The fixtures are small declarations for tests, in xtask/crates/render/tests/fixtures. They use every constructor (ctx.monitor.threshold and the
/// like, which make Datadog's JSON from the fields in jsonnet/) and every archetype. A snapshot is the JSON that would be sent to Datadog's API.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask snapshot            show the differences
  cargo xtask snapshot --accept   show the differences and accept them

Exit codes: 0 no differences or accepted, 1 differences, 2 wrong usage or internal error")]
pub struct SnapshotArgs {
    /// Show the differences, then accept the new snapshots
    #[arg(long)]
    pub accept: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Run all fast checks; use it after every change
///
/// Checks rendered files, docs, payloads, lint rules, monitor tests, log pipelines, wording, format, clippy and the quick tests. Runs every step even if one fails, and prints a
/// summary table. Also checks workflows and manifests if the Go tools are built (`cargo xtask test` builds them).
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask check                 run all fast checks
  cargo xtask check --format json   print the summary as JSON

Exit codes: 0 every step passed, 1 a step failed, 2 wrong usage or internal error")]
pub struct CheckArgs {
    /// Output format of the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Run all tests
///
/// Runs the Rust and Go tests, mutation tests of monitors, checks of workflows and manifest schemas, and compares every rendered value with go-jsonnet's.
/// Runs every step even if one fails, and prints a summary table. Builds the Go tools into .cache/tools. Without Go 1.26 it skips what needs Go and lists
/// it; with CI=true a skipped step fails.
///
/// With --all it also runs the rendered rules in the code of Datadog's agent, runs Argo CD and the Datadog operator on the rendered files, and tests the shared monitoring packages and the service templates with the real
/// tracers, brokers and Datadog's test agent. It installs what that needs into ignored folders: Node.js 22 where the machine's is older, npm, Python and Debian
/// packages. Without npm or Python 3.11 it skips what needs them. The first run takes about an hour: a quarter of it builds Argo CD and the operator,
/// which --without-e2e leaves out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask test                 run all tests of the definitions and of the tool
  cargo xtask test --all           also Terraform, services, end to end: an hour
  cargo xtask test --format json   print the summary as JSON

Exit codes: 0 every step passed, 1 a step failed, 2 wrong usage or internal error")]
pub struct TestAllArgs {
    /// Also check Terraform, and test the agent's own code, the shared monitoring packages and the service templates
    #[arg(long)]
    pub all: bool,

    /// With --all: do not build and run Argo CD and the operator (`cargo xtask e2e`)
    #[arg(long, requires = "all")]
    pub without_e2e: bool,

    /// Output format of the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}
