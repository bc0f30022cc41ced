//! `cargo xtask logs`: tests log pipelines, and shows what becomes of a line. A binary of its own, because the engines that it runs take long to compile.

mod attempt;
mod changes;
mod folder;
mod order;
mod record;
mod sources;
mod test;

use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, LogsVerb, Verb, VerbResult};
use diagnostics::Diagnostic;

/// Attributes are many small values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::report::finish(run(&cli), cli.verb.format(), |_| None)
}

fn run(cli: &Cli) -> VerbResult {
    let root = cli::root::find(cli.root.as_deref())?;
    cli::interruption::watch(&root)?;
    let Verb::Logs(args) = &cli.verb else {
        let error = Diagnostic::error("usage/logs", "this binary does not have that verb");
        return Err(Box::new(error.help("run `cargo xtask <verb>`")).into());
    };
    match &args.verb {
        LogsVerb::Test(args) => test::run(&root, args),
        LogsVerb::Try(args) => attempt::run(&root, args),
    }
}
