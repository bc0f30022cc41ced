//! The arguments of `gameday`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{FindingFormat, OutputFormat};

/// Stage failures on this machine, and prove that the monitors notify the right people in time
///
/// A scenario is a file of gamedays/. It runs against a double of Datadog on loopback, which evaluates the rendered monitors of the scenario's environment over
/// telemetry that is sent to its intakes: made as for worlds, or sent by the services of services-template with real brokers and stores. No key, no root,
/// nothing leaves the machine. What was seen is kept in evidence/<date>-<scenario>/.
///
/// A scenario whose services, brokers or stores are not installed is skipped with the reason; with CI=true that fails.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  cargo xtask gameday list                       the scenarios, and what is not reproduced
  cargo xtask gameday queue-backlog              one scenario
  cargo xtask gameday --no-platform              all that need no broker
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

    /// Against the double on this machine: the default, and the only way so far
    #[arg(long)]
    pub local: bool,

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
    },
}

impl GamedayArgs {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        self.format.for_findings()
    }
}
