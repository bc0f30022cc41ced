//! `cargo xtask gameday`: stages failures on this machine or in a cluster, and keeps the evidence. A binary of its own, because it opens sockets.

mod choice;
mod dashboards;
mod datadog;
mod definitions;
mod evidence;
mod generated;
mod list;
mod look;
mod platform;
mod problem;
mod runner;
mod staging;
mod view;

use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, GamedayVerb, Verb, VerbResult};
use diagnostics::Diagnostic;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::report::finish(run(&cli), cli.verb.format(), |_| None)
}

fn run(cli: &Cli) -> VerbResult {
    let root = cli::root::find(cli.root.as_deref())?;
    let Verb::Gameday(args) = &cli.verb else {
        let error = Diagnostic::error("usage/gameday", "this binary does not have that verb");
        return Err(Box::new(error.help("run `cargo xtask <verb>`")).into());
    };
    match &args.verb {
        Some(GamedayVerb::List) => list::run(&root),
        Some(GamedayVerb::Evidence { folders, drop_others }) => evidence::publish(&root, folders, *drop_others),
        None => runner::run(&root, args),
    }
}
