//! The command line.
//!
//! A verb is a variant of [`XtaskVerb`] or [`ChecksVerb`], or one of [`LogsArgs`], [`LiveArgs`], [`E2eArgs`] and [`GamedayArgs`], by the binary that runs it. The doc comment of its arguments is its help: the first line is shown
//! in the list of verbs, the rest by `--help`.

mod batch_args;
mod checks_args;
mod dashboards_args;
mod e2e_args;
mod format;
mod gameday_args;
mod live_args;
mod logs_args;
mod monitors_args;
mod new_args;
mod payload_args;
mod service_args;
mod terraform_args;
mod xtask_args;

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand};

pub use batch_args::*;
pub use checks_args::*;
pub use dashboards_args::*;
pub use e2e_args::*;
pub use format::*;
pub use gameday_args::*;
pub use live_args::*;
pub use logs_args::*;
pub use monitors_args::*;
pub use new_args::*;
pub use payload_args::*;
pub use service_args::*;
pub use terraform_args::*;
pub use xtask_args::*;

/// Render Datadog monitors, SLOs and dashboards from Jsonnet, and check them before a merge.
///
/// A service is declared once, in jsonnet/services; its monitors, SLOs, dashboards, agent configuration, runbooks and docs are generated. Everything but `live` works
/// offline and needs no Datadog key.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    arg_required_else_help = true,
    max_term_width = 120,
    after_help = "Exit codes: 0 success, 1 findings, 2 wrong usage or internal error"
)]
pub struct Cli {
    /// Root of the repository [default: the current folder or the nearest one above it that contains jsonnet/]
    #[arg(long, global = true, value_name = "FOLDER", display_order = 100)]
    pub root: Option<PathBuf>,

    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// All verbs, by the binary that runs them.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a doc comment would become help text")]
pub enum Verb {
    #[command(flatten)]
    Xtask(XtaskVerb),
    #[command(flatten)]
    Checks(ChecksVerb),
    Logs(LogsArgs),
    Live(LiveArgs),
    E2e(E2eArgs),
    Gameday(GamedayArgs),
}

impl Verb {
    /// The format in which findings are printed.
    pub const fn format(&self) -> FindingFormat {
        match self {
            Self::Xtask(verb) => verb.format(),
            Self::Checks(verb) => verb.format(),
            Self::Logs(args) => args.verb.format(),
            Self::Live(args) => args.verb.format(),
            Self::E2e(args) => args.format(),
            Self::Gameday(args) => args.format(),
        }
    }
}

/// The verbs below `command` that print JSON, as they are typed after it.
#[must_use]
pub fn verbs_with_json(command: &clap::Command) -> Vec<String> {
    let mut verbs = Vec::new();
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let name = verb.get_name();
        let format = verb.get_arguments().find(|argument| argument.get_id() == "format");
        let has_json = format.is_some_and(|format| {
            let formats = format.get_possible_values();
            formats.iter().any(|format| format.get_name() == "json")
        });
        // A global argument belongs to the verbs below.
        let is_global = has_json && format.is_some_and(clap::Arg::is_global_set);
        if has_json && !is_global {
            verbs.push(name.to_owned());
        }
        let below = if is_global {
            verb.get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
        } else {
            verbs_with_json(verb)
        };
        verbs.extend(below.iter().map(|below| format!("{name} {below}")));
    }
    verbs
}

/// The verbs of the group `name` that print JSON, as they are typed: `logs test`.
#[must_use]
pub fn verbs_with_json_of(name: &str) -> Vec<String> {
    let mut verbs = verbs_with_json(&Cli::command());
    verbs.retain(|verb| verb.split(' ').next() == Some(name));
    verbs
}

#[cfg(test)]
mod tests;
