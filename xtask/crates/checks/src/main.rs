//! What a change passes before it is merged: the verbs of `cargo xtask` that judge and explain the estate. A binary of its own, because what it knows takes
//! as long to compile as the renderer and all that it stands on; `xtask` builds and runs it when one of its verbs is called.

mod diff;
mod docs;
mod git;
mod input;
mod lint;
mod monitors;
mod parse;
mod report;
mod validate;

use std::process::ExitCode;

use cli::Verb;

/// Evaluating Jsonnet makes and drops millions of small values; the system's allocator took a quarter of a rendering.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (cli, root) = match cli::start() {
        Ok(started) => started,
        Err(exit) => return exit,
    };
    let format = cli.format.of_findings();
    match cli.verb {
        Verb::Docs(args) => docs::run(&root, &args, format),
        Verb::Lint(args) => lint::run(&root, &args, format),
        Verb::Diff(args) => diff::run(&root, &args, cli.format),
        Verb::Validate(args) => validate::run(&root, &args, format),
        Verb::Monitors(args) => monitors::run(&root, &args, format),
        Verb::Parse(args) => parse::run(&args, format),
        Verb::Render(_) | Verb::Check | Verb::Test | Verb::Snapshot(_) | Verb::New(_) => report::elsewhere(format),
    }
}
