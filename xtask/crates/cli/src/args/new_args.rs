//! The arguments of `new`.

use clap::{Args, Subcommand};

use super::OutputFormat;

/// Create the files of a new service, monitor, SLO, dashboard or runbook
///
/// The files render at once; the command prints what to edit next. Existing files are never overwritten, and all files are created or none.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask new service dictation-export --team platform
  cargo xtask new monitor transcription/stuck-uploads       the monitor, its tests and its runbook
  cargo xtask new slo redis/hit-rate                        the SLO and its target
  cargo xtask new dashboard platform/on-call                a dashboard across services
  cargo xtask new runbook redis/down                        a handwritten runbook for an archetype's monitor

Exit codes: 0 success, 1 findings in the existing files, 2 wrong usage or internal error")]
pub struct NewArgs {
    /// What to create.
    #[command(subcommand)]
    pub what: NewWhat,

    /// Output format
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// What `new` can create.
#[derive(Debug, Subcommand)]
pub enum NewWhat {
    /// A monitor of a service, its tests and its runbook
    Monitor {
        /// Service and name; the name says the symptom
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// A dashboard of a service, or one across services (`platform`)
    Dashboard {
        /// Service (or `platform`) and name
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// An SLO of a service, and its target in the service's declaration
    Slo {
        /// Service and name
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// A handwritten runbook for an existing monitor; it replaces the generated one
    Runbook {
        /// Service and name of the monitor
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// The declaration of a service
    Service {
        /// Name of the service, which is also its value of the tag `service`
        name: String,

        /// The owning team [default: the first team in jsonnet/policy/teams.libsonnet]
        #[arg(long)]
        team: Option<String>,
    },
}
