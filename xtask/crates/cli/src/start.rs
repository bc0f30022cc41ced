//! How both binaries begin.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::report::{self, Exit};
use crate::{Cli, tree};

/// The command line and the root of the tree it is about.
///
/// # Errors
/// The exit code, after the reason was printed: there is no such tree, or the verb has no such format. What clap refuses ends the process.
pub fn start() -> Result<(Cli, PathBuf), ExitCode> {
    let cli = Cli::parse();
    match tree::root(cli.root.as_deref()).and_then(|root| cli.check_format().map(|()| root)) {
        Ok(root) => Ok((cli, root)),
        Err(finding) => Err(report::findings(&[*finding], cli.format.of_findings(), Exit::Usage)),
    }
}
