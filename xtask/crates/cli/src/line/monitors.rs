//! The arguments of `monitors`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Run monitors offline: over the telemetry of their tests, or over exported history.
#[derive(Debug, Args)]
pub struct MonitorsArgs {
    /// The verb.
    #[command(subcommand)]
    pub verb: MonitorsVerb,
}

/// The verbs of `monitors`.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "the doc comment of a verb's arguments is its help")]
pub enum MonitorsVerb {
    Test(TestArgs),
    Replay(ReplayArgs),
}

/// Run the tests of monitors.
///
/// A test file <name>_test.yaml next to a monitor states telemetry, and the expected states and notifications. The tests of an archetype's monitor run for
/// every service and environment that has the monitor. Exit code 1 if a test fails or a test file is invalid. The format: docs/reference/monitor-tests.md.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask monitors test                                                    all tests\n  cargo xtask monitors test jsonnet/services/transcription                     the tests below a folder\n  cargo xtask monitors test jsonnet/lib/archetype/worker/monitors/failure-rate_test.yaml\n  cargo xtask monitors test --junit monitors.xml                               for a CI system\n  cargo xtask monitors test --coverage --mutate                                what the tests miss"
)]
pub struct TestArgs {
    /// Test files, monitors, or folders that contain them. Default: all.
    pub paths: Vec<PathBuf>,

    /// Show every test in full, including those that pass: charts, the reason of each evaluation's state, and all notifications.
    #[arg(long)]
    pub explain: bool,

    /// Also write the results to this file in JUnit XML, for a CI system.
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,

    /// Report alerts, recoveries, missing data and message branches that no test reaches. Exit code 1 if one of the first three is missing for a monitor.
    #[arg(long)]
    pub coverage: bool,

    /// Run the tests against mutants, monitors with one mistake each, and report those that no test kills. Exit code 1 if fewer than 95 % are killed.
    #[arg(long)]
    pub mutate: bool,
}

/// Run a monitor over exported history: what would have paged, when, how often, and at which thresholds.
///
/// The history is a response of Datadog's API to the monitor's queries, or CSV. docs/how-to/replay-history.md explains how to export it, and what a replay
/// cannot know. Exit code 1 if the history does not match the monitor.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask monitors replay workflow-automation/failure-rate --series history.json\n  cargo xtask monitors replay workflow-automation/failure-rate --series history.csv --sweep critical=1..10/0.5\n  cargo xtask monitors replay workflow-automation/failure-rate --series mon.json --series tue.json --env staging --svg history.svg"
)]
pub struct ReplayArgs {
    /// The service and the name of the monitor.
    #[arg(value_name = "SERVICE/NAME")]
    pub monitor: String,

    /// A response of GET /api/v1/query, or CSV with a header; - for standard input. Repeat it for several files.
    #[arg(long, value_name = "FILE", required = true)]
    pub series: Vec<PathBuf>,

    /// The environment of the monitor.
    #[arg(long, value_name = "ENVIRONMENT", default_value = "prod")]
    pub env: String,

    /// Run the monitor with every threshold of a range: critical=1..10, critical=1..10/0.5, warning=... Repeat it for both thresholds.
    #[arg(long, value_name = "THRESHOLD=FROM..TO[/STEP]")]
    pub sweep: Vec<String>,

    /// Write a chart as SVG to this file.
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
}
