//! `cargo xtask check`: what is worth running after every change, in seconds.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::go;
use crate::parts::{Outcome, Parts};
use crate::test::jsonnet_format;
use cli::Format;

/// The integration tests that are quick beside the unit tests; the others run whole trees through the real command.
const QUICK_TESTS: [&str; 2] = ["committed", "snapshots"];

pub(crate) fn run(root: &Path, format: Format) -> ExitCode {
    let mut parts = Parts::new(format);
    parts.run("render --check", |parts| own(parts, root, ["render", "--check"]));
    parts.run("docs --check", |parts| own(parts, root, ["docs", "--check"]));
    parts.run("validate", |parts| own(parts, root, ["validate"]));
    parts.run("lint", |parts| own(parts, root, ["lint"]));
    parts.run("monitors test", |parts| {
        own(parts, root, ["monitors", "test", "--coverage"])
    });
    parts.command("format", &mut cargo(root, ["fmt", "--all", "--check"]));
    parts.command(
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
    parts.command(
        "quick tests",
        &mut cargo(
            root,
            ["test", "--quiet", "--workspace", "--lib", "--bins"]
                .into_iter()
                .chain(tests),
        ),
    );
    if go::path(root, "jsonnetfmt").is_file() {
        jsonnet_format(&mut parts, root);
    } else {
        parts.run("Jsonnet format", |parts| not_built(parts, "jsonnetfmt"));
    }
    for (part, tool, mut command) in [
        ("workflows", "actionlint", go::actionlint(root)),
        ("manifest schemas", "manifestcheck", go::manifestcheck(root)),
    ] {
        parts.run(part, |parts| {
            if go::path(root, tool).is_file() {
                parts.passes(&mut command)
            } else {
                not_built(parts, tool)
            }
        });
    }
    parts.finish()
}

fn not_built(parts: &Parts, tool: &str) -> Outcome {
    parts.say(&format!(
        "skipped: {tool} is not built yet; `cargo xtask test` builds it into .cache/tools/bin and runs it\n"
    ));
    Outcome::Skipped
}

/// Another verb of this command, in a process of its own: it ends with an exit code whatever happens in it.
fn own<'a>(parts: &Parts, root: &Path, args: impl IntoIterator<Item = &'a str>) -> Outcome {
    match std::env::current_exe() {
        Ok(exe) => parts.passes(Command::new(exe).args(args).arg("--root").arg(root)),
        Err(error) => {
            parts.say(&format!("this command does not find itself: {error}\n"));
            Outcome::Failed
        }
    }
}

/// `cargo` at the root of the repository. A snapshot that differs fails its test and leaves no file behind.
pub(crate) fn cargo<A: AsRef<OsStr>>(root: &Path, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root).env("INSTA_UPDATE", "no");
    command
}
