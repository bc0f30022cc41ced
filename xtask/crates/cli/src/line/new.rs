//! The verb that makes files.

use clap::{Args, Subcommand};

/// Make the files of something new, at the paths where they belong.
///
/// What is made renders as it stands; the command prints what to say in which file. Nothing is overwritten, and all files are made or none.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cargo xtask new service dictation-export --team platform\n  cargo xtask new monitor transcription/stuck-uploads     the monitor, its tests and its runbook\n  cargo xtask new slo redis/hit-rate                      the SLO and its target\n  cargo xtask new dashboard platform/on-call              a dashboard across services\n  cargo xtask new runbook redis/down                      a page of its own for an archetype's monitor"
)]
pub struct NewArgs {
    /// Of what kind.
    #[command(subcommand)]
    pub what: NewWhat,
}

/// What can be made.
#[derive(Debug, Subcommand)]
pub enum NewWhat {
    /// A monitor of a service, its tests and its runbook page.
    Monitor {
        /// The service and the monitor's name, which says the symptom.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// A dashboard of a service, or of `platform` across services.
    Dashboard {
        /// The service, or `platform`, and the dashboard's name.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// An SLO of a service, and its target in the service's declaration.
    Slo {
        /// The service and the SLO's name.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// A handwritten runbook page for a monitor that exists, in the place of the one from its archetype's template.
    Runbook {
        /// The service and the monitor's name.
        #[arg(value_name = "SERVICE/NAME")]
        object: String,
    },
    /// The declaration of a service.
    Service {
        /// Its name, which is also its value of the tag `service`.
        name: String,

        /// The owning team; the first of the policy unless said.
        #[arg(long)]
        team: Option<String>,
    },
}
