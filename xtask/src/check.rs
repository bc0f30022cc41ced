//! `cargo xtask check`: the checks that run in seconds, for use after every change.

use std::path::Path;
use std::process::Command;

use crate::binary;
use crate::cargo::cargo;
use crate::console::Console;
use crate::format;
use crate::go;
use crate::step_result::StepResult;
use crate::steps::{Step, Steps};
use crate::wording;
use cli::interruption::part;
use cli::{CheckArgs, VerbResult};

/// The verbs that read the definitions, evaluated once for all of them.
const VERBS: [&str; 6] = [
    "validate",
    "lint",
    "maintenance",
    "docs --check",
    "terraform check --static",
    "monitors test --coverage",
];

/// What brings up to date what a step found, in the order to run it: docs are made of what is rendered.
const REPAIRS: [(&str, &str); 4] = [
    ("format", "cargo fmt --all"),
    ("render --check", "cargo xtask render"),
    ("docs --check", "cargo xtask docs"),
    ("snapshots", "cargo xtask snapshot --accept"),
];

pub(crate) fn run(root: &Path, args: &CheckArgs) -> VerbResult {
    // Built before the lanes: within them, each verb would wait for cargo's lock of the target folder.
    let (checks, logs) = (binary::build("checks")?, binary::build("logs")?);
    let this = std::env::current_exe().map_err(|cause| binary::not_found(&cause))?;
    let mut steps = Steps::new(args.format).with_repairs(&REPAIRS);
    // Two lanes for two cores. Commands of cargo share one lane, because each locks the target folder.
    steps.run_lanes(vec![
        vec![
            verb(root, &this, "render --check"),
            Step::batch("definitions", root, &checks, VERBS.to_vec()),
            verb(root, &logs, "logs test"),
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
            Step::new("format", move |console| format::check(console, root)),
            Step::command("clippy", clippy(root)),
            Step::command("quick tests", quick_tests(root)),
            Step::command("snapshots", cargo(root, SNAPSHOTS)),
        ],
    ]);
    Ok(steps.finish())
}

/// Runs another verb in a process of its own, so that a crash fails only its step.
fn verb<'w>(root: &'w Path, binary: &Path, words: &'w str) -> Step<'w> {
    let mut command = Command::new(binary);
    command.args(words.split(' ')).arg("--root").arg(root);
    part(&mut command);
    Step::command(words, command)
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
    let args = "clippy --quiet --all-targets -- -D warnings";
    cargo(root, args.split(' '))
}

/// How many cases a property is tested with: `cargo xtask test` tries proptest's own number, 256.
const PROPTEST_CASES: &str = "32";

/// Without `--package`: cargo would compile that package once more, with the features that it has alone.
const SNAPSHOTS: [&str; 4] = ["test", "--quiet", "--test", "snapshots"];

/// Unit tests, without those in modules named `slow`. No integration tests besides the snapshots: cargo would replace the binaries that the other lane runs.
fn quick_tests(root: &Path) -> Command {
    let args = "test --quiet --lib --bins -- --skip slow::";
    let mut tests = cargo(root, args.split(' '));
    tests.env("PROPTEST_CASES", PROPTEST_CASES);
    tests
}
