//! What is tried.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Try monitors offline: what they do with telemetry that somebody made up, or would have done in the past.
#[derive(Debug, Args)]
pub struct MonitorsArgs {
    /// What is done.
    #[command(subcommand)]
    pub verb: MonitorsVerb,
}

/// What is done with monitors.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "what is written at the arguments of a verb is its help")]
pub enum MonitorsVerb {
    Test(TestArgs),
    Replay(ReplayArgs),
}

/// Run the tests of monitors: the files <name>_test.yaml beside them.
///
/// A test says what is sent, which states come of it, when, and who is told. That of an archetype's monitor runs for every service and environment that gets
/// the monitor. Exit code 1 if a test fails or is no test. The form: docs/reference/monitor-tests.md.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask monitors test                                                    every test\n  cargo xtask monitors test jsonnet/services/transcription                     what stands below a folder\n  cargo xtask monitors test jsonnet/lib/archetype/worker/monitors/failure-rate_test.yaml\n  cargo xtask monitors test --junit monitors.xml                               for a CI system\n  cargo xtask monitors test --coverage --mutate                                what the tests leave out"
)]
pub struct TestArgs {
    /// Test files, monitors or folders that hold them; everything unless given.
    pub paths: Vec<PathBuf>,

    /// Show every test in full, those that pass too: charts, why each evaluation came out as it did, what was sent to whom.
    #[arg(long)]
    pub explain: bool,

    /// Write the outcome of every test to this file as well, in JUnit's XML, for a CI system.
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,

    /// Say which alerts, recoveries, treatments of missing data and branches of messages no test reached. Exit code 1 if a monitor lacks one of the first three.
    #[arg(long)]
    pub coverage: bool,

    /// Put mistakes into the monitors and say which of them no test notices. Exit code 1 if fewer than 95 % are noticed.
    #[arg(long)]
    pub mutate: bool,
}

/// Run a monitor over exported history: what would have paged, when, how often, and at which thresholds.
///
/// The history is what Datadog's API answers for the monitor's queries, or CSV; docs/how-to/replay-history.md says how to export it and what a replay cannot
/// know. Exit code 1 if the history is not that of the monitor.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask monitors replay workflow-automation/failure-rate --series history.json\n  cargo xtask monitors replay workflow-automation/failure-rate --series history.csv --sweep critical=1..10/0.5\n  cargo xtask monitors replay workflow-automation/failure-rate --series mon.json --series tue.json --env staging --svg history.svg"
)]
pub struct ReplayArgs {
    /// The service and the monitor's name.
    #[arg(value_name = "SERVICE/NAME")]
    pub monitor: String,

    /// An answer of GET /api/v1/query, or CSV with a header; - for standard input. May be given several times.
    #[arg(long, value_name = "FILE", required = true)]
    pub series: Vec<PathBuf>,

    /// The environment whose monitor is run.
    #[arg(long, value_name = "ENVIRONMENT", default_value = "prod")]
    pub env: String,

    /// Run it at every threshold of a range: critical=1..10, critical=1..10/0.5, warning=... May be given for both.
    #[arg(long, value_name = "THRESHOLD=FROM..TO[/STEP]")]
    pub sweep: Vec<String>,

    /// Draw a picture of it.
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
}
