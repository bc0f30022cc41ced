//! `cargo xtask check`: the checks that run in seconds, for use after every change.

use std::path::Path;
use std::process::Command;

use crate::cargo::cargo;
use crate::console::Console;
use crate::go;
use crate::step_result::StepResult;
use crate::steps::{Step, Steps};
use crate::wording;
use cli::{CheckArgs, VerbResult};

pub(crate) fn run(root: &Path, args: &CheckArgs) -> VerbResult {
    let mut steps = Steps::new(args.format);
    // Two lanes for two cores. Commands of cargo share one lane, because each locks the target folder.
    steps.run_lanes(vec![
        vec![
            verb(root, "render --check"),
            verb(root, "docs --check"),
            verb(root, "validate"),
            verb(root, "lint"),
            verb(root, "maintenance"),
            verb(root, "monitors test --coverage"),
            verb(root, "terraform check --static"),
            verb(root, "logs test"),
            Step::new("wording", move |console| wording::check(console, root)),
            tool("Jsonnet format", root, "jsonnetfmt", |console| {
                go::jsonnet_format(console, root)
            }),
            tool("workflows", root, "actionlint", |console| {
                console.passes(&mut go::actionlint(root))
            }),
            tool("manifest schemas", root, "manifestcheck", |console| {
                console.passes(&mut go::manifestcheck(root))
            }),
        ],
        vec![
            Step::command("format", cargo(root, ["fmt", "--all", "--check"])),
            Step::command("clippy", clippy(root)),
            Step::command("quick tests", quick_tests(root)),
        ],
    ]);
    Ok(steps.finish())
}

/// Runs another verb in a process of its own, so that a crash fails only its step.
fn verb<'w>(root: &'w Path, words: &'w str) -> Step<'w> {
    Step::new(words, move |console| match std::env::current_exe() {
        Ok(exe) => {
            let args = words.split(' ');
            console.passes(Command::new(exe).args(args).arg("--root").arg(root))
        }
        Err(error) => {
            console.print(&format!("cannot find this binary: {error}\n"));
            StepResult::Failed
        }
    })
}

/// A step that needs a built tool of `tools/`.
fn tool<'w>(
    step: &'w str,
    root: &'w Path,
    name: &'static str,
    work: impl FnOnce(&Console) -> StepResult + Send + 'w,
) -> Step<'w> {
    Step::new(step, move |console| {
        if go::path(root, name).is_file() {
            return work(console);
        }
        console.print(&format!(
            "skipped: {name} is not built; `cargo xtask test` builds it into .cache/tools/bin\n"
        ));
        StepResult::Skipped
    })
}

fn clippy(root: &Path) -> Command {
    let args = "clippy --quiet --workspace --all-targets -- -D warnings";
    cargo(root, args.split(' '))
}

/// Unit tests and snapshots. No other integration tests: cargo would replace the binaries that the other lane runs.
fn quick_tests(root: &Path) -> Command {
    let args = "test --quiet --workspace --lib --bins --test snapshots";
    cargo(root, args.split(' '))
}
