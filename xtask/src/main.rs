//! `cargo xtask`: renders the Datadog estate and proves it before it is merged. Parses the command line, calls the verb, sets the exit code. Verbs that judge
//! the estate are carried out by `checks`.

mod check;
mod checks;
mod go;
mod new;
mod parts;
mod render;
mod snapshot;
mod test;

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
        Verb::Render(args) => render::run(&root, &args, format),
        Verb::Check => check::run(&root, format),
        Verb::Snapshot(args) => snapshot::run(&root, &args, format),
        Verb::New(args) => new::run(&root, &args, format),
        Verb::Test => test::run(&root, format),
        Verb::Docs(_) | Verb::Lint(_) | Verb::Diff(_) | Verb::Validate(_) | Verb::Monitors(_) | Verb::Parse(_) => {
            checks::run(format)
        }
    }
}
