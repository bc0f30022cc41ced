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
  cargo xtask service status                             services that lag behind their template
  cargo xtask service status dictation-export apps/viewer  one in services/, one elsewhere
  cargo xtask service update dictation-export --dry-run  show which files would change
  cargo xtask service update dictation-export            merge the changes of the template

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
    ///
    /// Files in which an update left conflict markers are findings.
    Status {
        /// The names of folders in services/, or paths of folders [default: those in services/ with a lock file]
        #[arg(value_name = "SERVICE")]
        services: Vec<PathBuf>,
    },
    /// Merge what the template changed since the service was copied or updated last
    ///
    /// Lines that both changed get conflict markers; the exit code is then 1. A file that the service removed stays removed. What the template changed in its
    /// declaration is printed, to be applied by hand. A service with changes that are not committed, or with conflict markers, is not updated.
    Update {
        /// The name of a folder in services/, or the path of a folder
        #[arg(value_name = "SERVICE")]
        service: PathBuf,

        /// Print what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
}
