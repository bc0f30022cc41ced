//! The arguments of `new`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::OutputFormat;

/// Create the files of a new service, monitor, SLO, dashboard, runbook or maintenance window
///
/// The new files are valid without edits; the command prints what to edit next. It creates all files or none, and overwrites no handwritten file.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask new service dictation-export --team platform
  cargo xtask new service dictation-export --team platform --template python-worker
  cargo xtask new monitor transcription/stuck-uploads  the monitor, its tests and its runbook
  cargo xtask new monitor transcription/success-burns-at-noon --slo transcription/success
  cargo xtask new monitor transcription/budget-half-spent --slo transcription/success --error-budget
  cargo xtask new monitor kafka/no-leader --monitors kafka/down,kafka/offline-partitions
  cargo xtask new slo redis/hit-rate                   the SLO and its target
  cargo xtask new slo postgresql/up --monitors postgresql/down
  cargo xtask new dashboard platform/on-call           a dashboard across services
  cargo xtask new runbook redis/down                   a handwritten runbook
  cargo xtask new window staging/weekly-patches        a maintenance window

Exit codes: 0 success, 1 findings in the existing files, 2 wrong usage or internal error")]
pub struct NewArgs {
    /// What to create.
    #[command(subcommand)]
    pub what: NewWhat,

    /// Output format
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// What a new monitor watches.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask new monitor transcription/stuck-uploads
  cargo xtask new monitor transcription/success-burns-at-noon --slo transcription/success
  cargo xtask new monitor transcription/budget-half-spent --slo transcription/success --error-budget
  cargo xtask new monitor kafka/no-leader --monitors kafka/down,kafka/offline-partitions")]
pub struct NewMonitor {
    /// Service and name; the name is the symptom, as in transcription/stuck-uploads
    #[arg(value_name = "SERVICE/NAME")]
    pub object: String,

    /// An alert on this SLO: on how fast its error budget burns, unless --error-budget is given too
    #[arg(long, value_name = "SERVICE/SLO", conflicts_with = "monitors")]
    pub slo: Option<String>,

    /// With --slo: alert on how much of the error budget is spent, instead of how fast it burns
    #[arg(long, requires = "slo", conflicts_with = "monitors")]
    pub error_budget: bool,

    /// A composite: it alerts while all of these monitors do
    #[arg(long, value_name = "SERVICE/MONITOR", value_delimiter = ',')]
    pub monitors: Vec<String>,
}

/// What `new` can create.
#[derive(Debug, Subcommand)]
pub enum NewWhat {
    /// Create a monitor of a service, its tests and its runbook
    Monitor(NewMonitor),
    /// Create a dashboard of a service, or one across services
    Dashboard {
        /// Service and name; platform/<name> for a dashboard across services
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// Create an SLO of a service, and its target in the service's declaration
    Slo {
        /// Service and name
        #[arg(value_name = "SERVICE/NAME")]
        object: String,

        /// An SLO of the time in which none of these monitors alerts
        #[arg(long, value_name = "SERVICE/MONITOR", value_delimiter = ',')]
        monitors: Vec<String>,
    },
    /// Create a handwritten runbook for an existing monitor; it replaces the generated one
    Runbook {
        /// Service and name of the monitor
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// Create a maintenance window of an environment
    Window {
        /// Environment and name, as in staging/weekly-patches
        #[arg(value_name = "ENVIRONMENT/NAME")]
        window: String,
    },
    /// Create the declaration of a service, and with --template its code
    Service {
        /// Name of the service, which is also the value of its tag `service`; with --template at most 40 characters
        name: String,

        /// The owning team; required with --template [default: the first in alphabetical order in jsonnet/policy/teams.libsonnet]
        #[arg(long)]
        team: Option<String>,

        /// Also copy a runnable service from services-template/
        #[arg(long, value_name = "TEMPLATE", requires = "team")]
        template: Option<String>,

        /// The folder of the copied service, in this repository [default: services/<NAME>]
        #[arg(long, value_name = "FOLDER", requires = "template")]
        into: Option<PathBuf>,

        /// Print what would be created, and create nothing
        #[arg(long)]
        dry_run: bool,
    },
}
