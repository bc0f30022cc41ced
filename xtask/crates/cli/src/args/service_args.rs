//! The arguments of `service`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::OutputFormat;

/// Compare services with the templates they were copied from, and update them
///
/// `cargo xtask new service NAME --template TEMPLATE` writes a lock file, template.lock.json, into the service: the template, its version and commit, and the
/// answers. With it, an update merges what the template changed since with what the service changed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  cargo xtask service status                       services that lag behind their template
  cargo xtask service status ../dictation-export   a service in another folder
  cargo xtask service update services/export       merge the changes of the template

Exit codes: 0 success, 1 findings or conflicts, 2 wrong usage or internal error")]
pub struct ServiceArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ServiceVerb,

    /// Output format
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// What `service` can do.
#[derive(Debug, Subcommand)]
pub enum ServiceVerb {
    /// Show which services lag behind their template, and how many files they changed
    Status {
        /// The folders of the services [default: the folders below services/ with a lock file]
        #[arg(value_name = "FOLDER")]
        folders: Vec<PathBuf>,
    },
    /// Merge what the template changed since the service was copied or updated last
    ///
    /// Lines that both changed get conflict markers; the exit code is then 1. A file that the service removed stays removed.
    Update {
        /// The folder of the service
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
}
