//! Verbs that open a socket: to a cluster or to Datadog. A binary of its own, so that rendering and checking compile no network library.
//!
//! It runs in three ways: as `cargo xtask live <verb>`, as `live <verb>` in an image, and as an extension of Datadog's own command line, `pup <name> <verb>`, if its file is
//! named `pup-<name>`.

mod adopt;
mod by_hand;
mod cluster;
mod confirm;
mod declared;
mod describe;
mod identity;
mod kind_names;
mod kinds;
mod link;
mod live_state;
mod matching;
mod orphans;
mod plan;
mod progress;
mod pup;
mod selection;
mod session;
mod states;
mod status;
mod table;
mod validate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use cli::{FindingFormat, LiveArgs, LiveVerb, VerbResult};
use pup::Pup;

/// Compare the definitions with Datadog and with clusters, and link objects by their ids
#[derive(Debug, Parser)]
#[command(
    name = "live",
    version,
    arg_required_else_help = true,
    max_term_width = 120,
    after_help = "Exit codes: 0 success, 1 findings, 2 wrong usage or internal error"
)]
struct Live {
    /// Root of the repository [default: the current folder or the nearest one above it that contains jsonnet/]
    #[arg(long, global = true, value_name = "FOLDER", display_order = 100)]
    root: Option<PathBuf>,

    /// What to do.
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Link(link::LinkArgs),
    #[command(flatten)]
    Live(LiveVerb),
    /// As `cargo xtask` passes its arguments on.
    #[command(name = "live", hide = true)]
    Passed(LiveArgs),
}

fn main() -> ExitCode {
    let pup = Pup::of_process();
    let command = Live::command();
    let command = match pup.extension() {
        Some(name) => command.bin_name(format!("pup {name}")),
        None => command,
    };
    let live = Live::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    match live.verb {
        Verb::Link(args) => cli::report::finish(link::run(&args), FindingFormat::Text, |_| None),
        Verb::Live(verb) | Verb::Passed(LiveArgs { verb }) => {
            let (pup, verb) = match pup.with_output(verb) {
                Ok(prepared) => prepared,
                Err(failure) => return cli::report::finish(Err(failure), FindingFormat::Text, |_| None),
            };
            let format = pup.failures(&verb);
            cli::report::finish(run(live.root.as_deref(), &verb, &pup), format, |_| None)
        }
    }
}

fn run(root: Option<&Path>, verb: &LiveVerb, pup: &Pup) -> VerbResult {
    let root = cli::root::find(root)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|cause| session::usage(format!("cannot start the network: {cause}")))?;
    runtime.block_on(async {
        match verb {
            LiveVerb::Plan(args) => plan::run(&root, &args.scope, args.format, plan::Purpose::Plan, pup).await,
            LiveVerb::Drift(args) => plan::run(&root, &args.scope, args.format, plan::Purpose::Drift, pup).await,
            LiveVerb::Orphans(args) => orphans::run(&root, args, pup).await,
            LiveVerb::Adopt(args) => adopt::run(&root, args, pup).await,
            LiveVerb::Status(args) => status::run(&root, args, pup).await,
            LiveVerb::Validate(args) => validate::run(&root, args, pup).await,
        }
    })
}
