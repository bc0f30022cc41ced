//! The verbs of `cargo xtask` that check and explain the definitions. They are a binary of their own, which `xtask` builds and runs when one of them is called,
//! because their dependencies take as long to compile as the whole renderer.

mod batch;
mod cache;
mod completions;
mod dashboards;
mod diff;
mod docs;
mod emitted;
mod estate;
mod exported;
mod input;
mod lint;
mod maintenance;
mod man;
mod monitors;
mod pages;
mod parse;
mod report;
mod terraform;
mod validate;

use std::process::ExitCode;

use clap::Parser;
use cli::{ChecksVerb, Cli, Verb, VerbResult};
use diagnostics::Diagnostic;
use estate::Estate;

/// Jsonnet evaluation allocates and frees millions of small values; the system's allocator took a quarter of the time of a render.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::report::finish(run(&cli), cli.verb.format(), report::rule_summary)
}

fn run(cli: &Cli) -> VerbResult {
    let root = cli::root::find(cli.root.as_deref())?;
    cli::interruption::watch(&root)?;
    run_verb(&Estate::new(root), cli)
}

fn run_verb(estate: &Estate, cli: &Cli) -> VerbResult {
    let Verb::Checks(verb) = &cli.verb else {
        let error = Diagnostic::error("usage/checks", "this binary does not have that verb");
        return Err(Box::new(error.help("run `cargo xtask <verb>`")).into());
    };
    match verb {
        ChecksVerb::Batch(args) => batch::run(estate, args),
        ChecksVerb::Docs(args) => docs::run(estate, args),
        ChecksVerb::Diff(args) => diff::run(estate, args),
        ChecksVerb::Dashboards(args) => dashboards::run(estate, args),
        ChecksVerb::Emitted(args) => emitted::run(estate, args),
        ChecksVerb::Lint(args) => lint::run(estate, args),
        ChecksVerb::Validate(args) => validate::run(estate, args),
        ChecksVerb::Monitors(args) => monitors::run(estate, args),
        ChecksVerb::Parse(args) => parse::run(args),
        ChecksVerb::Terraform(args) => terraform::run(estate.root(), args),
        ChecksVerb::Maintenance(args) => maintenance::run(estate, args),
        ChecksVerb::Completions(args) => completions::run(args),
        ChecksVerb::Man(args) => man::run(args),
    }
}
