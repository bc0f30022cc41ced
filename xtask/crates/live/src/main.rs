//! Verbs that open a socket: to a cluster or to Datadog. A binary of its own, so that rendering and checking compile no network library.

mod kinds;
mod link;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use cli::FindingFormat;

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
    /// What to do.
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Link(link::LinkArgs),
}

fn main() -> ExitCode {
    match Live::parse().verb {
        Verb::Link(args) => cli::report::finish(link::run(&args), FindingFormat::Text, |_| None),
    }
}
