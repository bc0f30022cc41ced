//! `cargo xtask check`: the checks that run in seconds, for use after every change.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::go;
use crate::steps::{StepResult, Steps};
use crate::test::jsonnet_format;
use cli::{CheckArgs, VerbResult};

/// The integration tests that are as quick as unit tests; the others run the real command on whole trees.
const QUICK_TESTS: [&str; 2] = ["committed", "snapshots"];

pub(crate) fn run(root: &Path, args: &CheckArgs) -> VerbResult {
    let mut steps = Steps::new(args.format);
    steps.run("render --check", |steps| run_self(steps, root, ["render", "--check"]));
    steps.run("docs --check", |steps| run_self(steps, root, ["docs", "--check"]));
    steps.run("validate", |steps| run_self(steps, root, ["validate"]));
    steps.run("lint", |steps| run_self(steps, root, ["lint"]));
    steps.run("monitors test", |steps| {
        run_self(steps, root, ["monitors", "test", "--coverage"])
    });
    steps.run_command("format", &mut cargo(root, ["fmt", "--all", "--check"]));
    steps.run_command(
        "clippy",
        &mut cargo(
            root,
            [
                "clippy",
                "--quiet",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
        ),
    );
    let tests = QUICK_TESTS.iter().flat_map(|test| ["--test", test]);
    steps.run_command(
        "quick tests",
        &mut cargo(
            root,
            ["test", "--quiet", "--workspace", "--lib", "--bins"]
                .into_iter()
                .chain(tests),
        ),
    );
    if go::path(root, "jsonnetfmt").is_file() {
        jsonnet_format(&mut steps, root);
    } else {
        steps.run("Jsonnet format", |steps| not_built(steps, "jsonnetfmt"));
    }
    for (step, tool, mut command) in [
        ("workflows", "actionlint", go::actionlint(root)),
        ("manifest schemas", "manifestcheck", go::manifestcheck(root)),
    ] {
        steps.run(step, |steps| {
            if go::path(root, tool).is_file() {
                steps.passes(&mut command)
            } else {
                not_built(steps, tool)
            }
        });
    }
    Ok(steps.finish())
}

fn not_built(steps: &Steps, tool: &str) -> StepResult {
    steps.print(&format!(
        "skipped: {tool} is not built; `cargo xtask test` builds it into .cache/tools/bin\n"
    ));
    StepResult::Skipped
}

/// Runs another verb in a process of its own, so that a crash fails only its step.
fn run_self<'a>(steps: &Steps, root: &Path, args: impl IntoIterator<Item = &'a str>) -> StepResult {
    match std::env::current_exe() {
        Ok(exe) => steps.passes(Command::new(exe).args(args).arg("--root").arg(root)),
        Err(error) => {
            steps.print(&format!("cannot find this binary: {error}\n"));
            StepResult::Failed
        }
    }
}

/// `cargo` at the root of the repository. A snapshot that differs fails its test, and insta writes no pending file.
pub(crate) fn cargo<A: AsRef<OsStr>>(root: &Path, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root).env("INSTA_UPDATE", "no");
    command
}
