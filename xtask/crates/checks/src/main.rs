//! The verbs of `cargo xtask` that check and explain the definitions. They are a binary of their own, which `xtask` builds and runs when one of them is called,
//! because their dependencies take as long to compile as the whole renderer.

mod diff;
mod docs;
mod emitted;
mod input;
mod lint;
mod maintenance;
mod monitors;
mod outdated;
mod pages;
mod parse;
mod report;
mod terraform;
mod validate;

use std::process::ExitCode;

use clap::Parser;
use cli::{ChecksVerb, Cli, Verb, VerbResult};
use diagnostics::Diagnostic;

/// Jsonnet evaluation allocates and frees millions of small values; the system's allocator took a quarter of the time of a render.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::report::finish(run(&cli), cli.verb.format(), report::rule_summary)
}

fn run(cli: &Cli) -> VerbResult {
    let root = cli::root::find(cli.root.as_deref())?;
    let Verb::Checks(verb) = &cli.verb else {
        let error = Diagnostic::error("usage/checks", "this binary does not have that verb");
        return Err(Box::new(error.help("run `cargo xtask <verb>`")).into());
    };
    match verb {
        ChecksVerb::Docs(args) => docs::run(&root, args),
        ChecksVerb::Diff(args) => diff::run(&root, args),
        ChecksVerb::Emitted(args) => emitted::run(&root, args),
        ChecksVerb::Lint(args) => lint::run(&root, args),
        ChecksVerb::Validate(args) => validate::run(&root, args),
        ChecksVerb::Monitors(args) => monitors::run(&root, args),
        ChecksVerb::Parse(args) => parse::run(args),
        ChecksVerb::Terraform(args) => terraform::run(&root, args),
        ChecksVerb::Maintenance(args) => maintenance::run(&root, args),
    }
}
