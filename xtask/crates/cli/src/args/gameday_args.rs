//! The arguments of `gameday`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{FindingFormat, OutputFormat};

/// Stage failures on this machine or in staging, and prove that the monitors notify the right people in time
///
/// A scenario is a file of gamedays/. It runs against a double of Datadog on loopback, which evaluates the rendered monitors of the scenario's environment over
/// telemetry that is sent to its intakes: made as for worlds, or sent by the services of services-template with real brokers and stores. No key, no root,
/// nothing leaves the machine. What was seen is kept in evidence/<date>-<scenario>/.
///
/// With --env the environment's scenarios run in its cluster, with Datadog itself: it refuses where people are paged, asks before it starts, posts to the channels
/// of the teams, and leaves a CronJob in the cluster that reverts everything after the end, also if this process is gone.
///
/// A scenario whose services, brokers or stores are not installed is skipped with the reason; with CI=true that fails.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  cargo xtask gameday list                       the scenarios, and what is not reproduced
  cargo xtask gameday queue-backlog              one scenario
  cargo xtask gameday --no-platform              all that need no broker
  cargo xtask gameday dead-worker-in-staging --env staging
                                                 in the cluster of staging
  cargo xtask gameday evidence evidence/2027-*   verify runs, and write the page

Exit codes: 0 everything as expected, 1 something not as expected, 2 wrong usage or internal error"
)]
pub struct GamedayArgs {
    /// Another verb.
    #[command(subcommand)]
    pub verb: Option<GamedayVerb>,

    /// The scenarios to run [default: all]
    #[arg(value_name = "SCENARIO")]
    pub scenarios: Vec<String>,

    /// Against the double on this machine: the default
    #[arg(long, conflicts_with = "env")]
    pub local: bool,

    /// In the cluster of this environment, with Datadog itself: DD_API_KEY, DD_APP_KEY and a kubeconfig. Needs the names of scenarios
    #[arg(
        long,
        value_name = "ENVIRONMENT",
        requires = "scenarios",
        conflicts_with = "no_platform"
    )]
    pub env: Option<String>,

    /// The context of the kubeconfig [default: the name of the environment's cluster in the policy]
    #[arg(long, value_name = "CONTEXT", requires = "env")]
    pub context: Option<String>,

    /// Do not ask before it starts
    #[arg(long, requires = "env")]
    pub yes: bool,

    /// Only the scenarios without services, brokers and stores
    #[arg(long)]
    pub no_platform: bool,

    /// Where what was seen is kept [default: evidence]
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// The verbs of `gameday`.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum GamedayVerb {
    /// List the scenarios, what they need, and what is not reproduced here
    List,
    /// Verify kept runs against their hashes, and write docs/observability/evidence.md from them
    Evidence {
        /// The folders of the runs [default: all in evidence/]
        #[arg(value_name = "FOLDER")]
        folders: Vec<PathBuf>,
        /// Publish these runs even if the page then loses those of other scenarios
        #[arg(long)]
        drop_others: bool,
    },
}

impl GamedayArgs {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        self.format.for_findings()
    }
}
