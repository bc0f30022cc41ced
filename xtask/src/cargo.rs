//! Cargo's own commands.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use cli::interruption::part;

/// `cargo` at the root of the repository. A snapshot that differs fails its test, and insta writes no pending file.
pub(crate) fn cargo<A: AsRef<OsStr>>(root: &Path, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root).env("INSTA_UPDATE", "no");
    command
}

/// Another verb. By cargo: tests that ran before have built this binary anew, so the running one may have no path any more.
pub(crate) fn verb(root: &Path, words: &[&str]) -> Command {
    let run = ["run", "--quiet", "--package", "xtask", "--"];
    let mut command = cargo(root, run.iter().chain(words));
    part(&mut command);
    command
}
