//! What is tried.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Try monitors offline: what they would do with telemetry that somebody made up.
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
}

/// Run the tests of monitors: the files <name>_test.yaml beside them.
///
/// A test says what is sent, which states come of it, when, and who is told. That of an archetype's monitor runs for every service and environment that gets
/// the monitor. Exit code 1 if a test fails or is no test. The form: docs/reference/monitor-tests.md.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask monitors test                                                    every test\n  cargo xtask monitors test jsonnet/services/transcription                     what stands below a folder\n  cargo xtask monitors test jsonnet/lib/archetype/worker/monitors/failure-rate_test.yaml"
)]
pub struct TestArgs {
    /// Test files, monitors or folders that hold them; everything unless given.
    pub paths: Vec<PathBuf>,
}
