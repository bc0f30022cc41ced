//! The arguments of `monitors`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{FindingFormat, OutputFormat};

/// Test monitors offline, replay them over exported history, or estimate how often they notify
#[derive(Debug, Args)]
pub struct MonitorsArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: MonitorsVerb,
}

/// The verbs of `monitors`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment here would replace the help of the arguments")]
pub enum MonitorsVerb {
    Test(TestArgs),
    Replay(ReplayArgs),
    Pages(PagesArgs),
}

/// Run the monitor tests
///
/// A test file <name>_test.yaml is next to its monitor. A test defines telemetry, and the expected states and notifications. The tests of an archetype's monitor run
/// for every service and environment that has the monitor. docs/reference/monitor-tests.md describes the file format.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask monitors test                                       run all tests
  cargo xtask monitors test jsonnet/services/transcription        run the tests in a folder
  cargo xtask monitors test jsonnet/lib/archetype/worker/monitors/failure-rate_test.yaml
  cargo xtask monitors test --junit monitors.xml                  write a report for a CI system
  cargo xtask monitors test --coverage --mutate                   what the tests do not cover

Exit codes: 0 all tests passed, 1 a test failed, is invalid, or covers too little, 2 wrong usage or internal error")]
pub struct TestArgs {
    /// Test files, monitors or folders, from the current folder or the root of the repository [default: all]
    pub paths: Vec<PathBuf>,

    /// Show all tests in full, as text: charts, the reason for each state, all notifications
    #[arg(long)]
    pub explain: bool,

    /// Also write a JUnit XML report
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,

    /// Report alerts, recoveries, missing data and message branches that no test reaches; exit code 1 if one of the first three is missing
    #[arg(long)]
    pub coverage: bool,

    /// Run the tests against mutants (monitors with one mistake each) and report those that no test kills; at least 95 % of those of each test file must be killed
    #[arg(long)]
    pub mutate: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: FindingFormat,
}

/// Run a monitor over exported history: what would have paged, and at which thresholds
///
/// The history is the response of Datadog's API to the monitor's queries, or CSV. docs/how-to/replay-history.md shows how to export it and what a replay
/// cannot show.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask monitors replay ingestion/failure-rate --series history.json
  cargo xtask monitors replay ingestion/failure-rate --series history.csv --sweep critical=1..10/0.5
  cargo xtask monitors replay ingestion/failure-rate --series mon.json --series tue.json --env dev

Exit codes: 0 success, 1 the history does not match the monitor, 2 wrong usage or internal error")]
pub struct ReplayArgs {
    /// Service and name of the monitor
    #[arg(value_name = "SERVICE/NAME")]
    pub monitor: String,

    /// A response of GET /api/v1/query, or CSV with a header; - for standard input; repeatable
    #[arg(long, value_name = "FILE", required = true)]
    pub series: Vec<PathBuf>,

    /// Replay the monitor of this environment
    #[arg(long, value_name = "ENVIRONMENT", default_value = "prod")]
    pub env: String,

    /// Replay at every threshold in a range, for example critical=1..10/0.5; repeatable, for critical and warning
    #[arg(long, value_name = "THRESHOLD=FROM..TO[/STEP]")]
    pub sweep: Vec<String>,

    /// Also write a chart, as SVG
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// Estimate how often the monitors of production notify somebody in a world, and who is paged because of what
///
/// A world is a file in jsonnet/worlds: what happens to the estate over some days. docs/how-to/estimate-pages.md shows how to write one and what an estimate
/// cannot show. The estimates of all worlds are in docs/observability/page-budget.md.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask monitors pages                                   all worlds
  cargo xtask monitors pages quiet-week                        jsonnet/worlds/quiet-week.yaml
  cargo xtask monitors pages node-lost --svg node-lost.svg     also draw a timeline
  cargo xtask monitors pages --format json

Exit codes: 0 success, 1 a world is invalid, or somebody is paged in a quiet one, 2 wrong usage or internal error")]
pub struct PagesArgs {
    /// Names of worlds [default: all]
    #[arg(value_name = "WORLD")]
    pub worlds: Vec<String>,

    /// Also write a timeline, as SVG
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

impl MonitorsVerb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        match self {
            Self::Test(args) => args.format,
            Self::Replay(args) => args.format.for_findings(),
            Self::Pages(args) => args.format.for_findings(),
        }
    }
}
