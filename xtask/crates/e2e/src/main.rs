//! `cargo xtask e2e`: from a commit to Datadog and back, with the real Argo CD and operator. A binary of its own, because it opens sockets.

mod cases;
mod contexts;
mod environments;
mod mirror;
mod parts;
mod problem;
mod report;
mod runner;
mod session;
mod stack;
mod wait;

use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Verb, VerbResult};
use diagnostics::Diagnostic;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::report::finish(run(&cli), cli.verb.format(), |_| None)
}

fn run(cli: &Cli) -> VerbResult {
    let root = cli::root::find(cli.root.as_deref())?;
    let Verb::E2e(args) = &cli.verb else {
        let error = Diagnostic::error("usage/e2e", "this binary does not have that verb");
        return Err(Box::new(error.help("run `cargo xtask <verb>`")).into());
    };
    runner::run(&root, args)
}
