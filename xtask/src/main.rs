//! `cargo xtask`: renders the Datadog definitions and checks them before a merge. Other verbs run in binaries of their own, which are built when
//! one of their verbs is first called: [`ChecksVerb`](cli::ChecksVerb) in `checks`, [`LogsVerb`](cli::LogsVerb) in `logs`, [`LiveVerb`](cli::LiveVerb) in `live`,
//! [`E2eArgs`](cli::E2eArgs) in `e2e`, [`GamedayArgs`](cli::GamedayArgs) in `gameday`.

mod batch;
mod binary;
mod cargo;
mod check;
mod console;
mod format;
mod go;
mod new;
mod render;
mod service;
mod services;
mod snapshot;
mod step_result;
mod steps;
mod terraform;
mod test;
mod wording;
mod workspace;

use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Verb, VerbResult, XtaskVerb};

/// Jsonnet evaluation allocates and frees millions of small values; the system's allocator took a quarter of the time of a render.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::report::finish(run(&cli), cli.verb.format(), |_| None)
}

fn run(cli: &Cli) -> VerbResult {
    let root = cli::root::find(cli.root.as_deref())?;
    cli::interruption::watch(&root)?;
    match &cli.verb {
        Verb::Xtask(XtaskVerb::Render(args)) => render::run(&root, args),
        Verb::Xtask(XtaskVerb::New(args)) => new::run(&root, args),
        Verb::Xtask(XtaskVerb::Service(args)) => service::run(&root, args),
        Verb::Xtask(XtaskVerb::Snapshot(args)) => snapshot::run(&root, args),
        Verb::Xtask(XtaskVerb::Check(args)) => check::run(&root, args),
        Verb::Xtask(XtaskVerb::Test(args)) => test::run(&root, args),
        Verb::Checks(_) => binary::run("checks"),
        Verb::Logs(_) => binary::run("logs"),
        Verb::Live(_) => binary::run("live"),
        Verb::Gameday(_) => binary::run("gameday"),
        Verb::E2e(args) => {
            if args.verb.is_none() {
                // The run starts the controller of linked resources, and a game day.
                binary::build("live")?;
                binary::build("gameday")?;
            }
            binary::run("e2e")
        }
    }
}
