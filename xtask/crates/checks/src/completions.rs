//! `cargo xtask completions`: completions of verbs and options for a shell.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::report;
use cli::{Cli, CompletionsArgs, Exit, VerbResult};

/// The alias of `cargo xtask` that is completed.
const ALIAS: &str = "xtask";

pub(crate) fn run(args: &CompletionsArgs) -> VerbResult {
    let shell = match args.shell {
        cli::Shell::Bash => Shell::Bash,
        cli::Shell::Fish => Shell::Fish,
        cli::Shell::Powershell => Shell::PowerShell,
        cli::Shell::Zsh => Shell::Zsh,
    };
    let mut script = Vec::new();
    generate(
        shell,
        &mut Cli::command().name(ALIAS).bin_name(ALIAS),
        ALIAS,
        &mut script,
    );
    report::print_all(&String::from_utf8_lossy(&script));
    Ok(Exit::Clean)
}
