//! `cargo xtask`: renders the Datadog estate and proves it before it is merged. Parses the command line, calls the verb, sets the exit code.

mod apply;
mod check;
mod cli;
mod diff;
mod docs;
mod go;
mod lint;
mod new;
mod parts;
mod render;
mod report;
mod snapshot;
mod test;
mod tree;

use std::process::ExitCode;

use clap::Parser;

/// Evaluating Jsonnet makes and drops millions of small values; the system's allocator took a quarter of a rendering.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let root = match tree::root(cli.root.as_deref()) {
        Ok(root) => root,
        Err(finding) => return report::findings(&[*finding], cli.format, report::Exit::Usage),
    };
    if cli.format.is_of_findings() && !matches!(cli.verb, cli::Verb::Lint(_)) {
        let finding = diagnostics::Diagnostic::error("usage/format", "this verb prints more than findings: it knows the formats text and json");
        return report::findings(
            &[finding.help("sarif and github are formats of `cargo xtask lint`")],
            cli::Format::Text,
            report::Exit::Usage,
        );
    }
    match cli.verb {
        cli::Verb::Render(args) => render::run(&root, &args, cli.format),
        cli::Verb::Docs(args) => docs::run(&root, &args, cli.format),
        cli::Verb::Lint(args) => lint::run(&root, &args, cli.format),
        cli::Verb::Check => check::run(&root, cli.format),
        cli::Verb::Snapshot(args) => snapshot::run(&root, &args, cli.format),
        cli::Verb::New(args) => new::run(&root, &args, cli.format),
        cli::Verb::Test => test::run(&root, cli.format),
    }
}
