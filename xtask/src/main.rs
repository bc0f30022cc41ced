//! `cargo xtask`: renders the Datadog estate and proves it before it is merged. Parses the command line, calls the verb, sets the exit code.

mod apply;
mod check;
mod cli;
mod diff;
mod docs;
mod git;
mod go;
mod input;
mod lint;
mod monitors;
mod new;
mod parse;
mod parts;
mod render;
mod report;
mod snapshot;
mod test;
mod tree;
mod unified;
mod validate;

use std::process::ExitCode;

use clap::Parser;

/// Evaluating Jsonnet makes and drops millions of small values; the system's allocator took a quarter of a rendering.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let format = cli.format.of_findings();
    let root = match tree::root(cli.root.as_deref()).and_then(|root| cli.check_format().map(|()| root)) {
        Ok(root) => root,
        Err(finding) => return report::findings(&[*finding], format, report::Exit::Usage),
    };
    match cli.verb {
        cli::Verb::Render(args) => render::run(&root, &args, format),
        cli::Verb::Docs(args) => docs::run(&root, &args, format),
        cli::Verb::Lint(args) => lint::run(&root, &args, format),
        cli::Verb::Diff(args) => diff::run(&root, &args, cli.format),
        cli::Verb::Check => check::run(&root, format),
        cli::Verb::Snapshot(args) => snapshot::run(&root, &args, format),
        cli::Verb::New(args) => new::run(&root, &args, format),
        cli::Verb::Test => test::run(&root, format),
        cli::Verb::Validate(args) => validate::run(&root, &args, format),
        cli::Verb::Monitors(args) => monitors::run(&root, &args, format),
        cli::Verb::Parse(args) => parse::run(&args, format),
    }
}
