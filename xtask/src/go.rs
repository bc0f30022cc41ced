//! The Go tools of `tools/`, which check our output independently. They are built into `.cache/tools/bin` if Go is installed.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use repository::Inventory;

use crate::console::Console;
use crate::step_result::StepResult;

/// Oldest release of Go that builds the tools, as in `tools/go.mod`.
const GO_MIN: (u32, u32) = (1, 26);

/// The folder of the built tools, from the root of the repository.
const BIN: &str = ".cache/tools/bin";

/// The packages to build: modules pinned by `tools/go.mod`, and our own.
const PACKAGES: [&str; 4] = [
    "github.com/google/go-jsonnet/cmd/jsonnet",
    "github.com/google/go-jsonnet/cmd/jsonnetfmt",
    "github.com/rhysd/actionlint/cmd/actionlint",
    "./manifestcheck",
];

/// Whether a recent enough Go is on PATH. `go` runs in the module's folder, where it fails if it is too old.
pub(crate) fn present(root: &Path) -> bool {
    let output = go(root, ["env", "GOVERSION"]).output();
    output.is_ok_and(|output| {
        output.status.success()
            && release(&String::from_utf8_lossy(&output.stdout)).is_some_and(|found| found >= GO_MIN)
    })
}

/// `go1.26.8` as (1, 26); also for a release candidate such as `go1.27rc1`.
fn release(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text
        .trim()
        .strip_prefix("go")?
        .split(|c: char| !c.is_ascii_digit())
        .map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// The modules besides `tools/` itself, from there: programs of the agent's own code. Two releases of it do not fit into one module.
pub(crate) const AGENT_MODULES: [&str; 3] = ["agent/values", "agent", "agent/logprocessor"];

/// `go` with these arguments in the folder of the tools, without a Go workspace or another toolchain: everything is pinned in that folder.
pub(crate) fn go<A: AsRef<OsStr>>(root: &Path, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new("go");
    command
        .args(args)
        .current_dir(root.join("tools"))
        .env("GOFLAGS", "-mod=readonly -buildvcs=false")
        .env("GOWORK", "off")
        .env("GOTOOLCHAIN", "local");
    command
}

/// The command that downloads Datadog's OpenAPI documents into Go's module cache, where the tests look for them. Needs no network if they are already there.
pub(crate) fn download_openapi_documents(root: &Path) -> Command {
    let mut command = go(root, ["mod", "download", "github.com/DataDog/datadog-api-client-go/v2"]);
    command.current_dir(root.join("tools/datadog-api"));
    command
}

/// The command that builds all tools, incrementally.
///
/// # Errors
/// When the folder of the built tools cannot be created.
pub(crate) fn build(root: &Path) -> io::Result<Command> {
    fs::create_dir_all(root.join(BIN))?;
    let target = format!("../{BIN}/"); // for go, the slash marks a folder
    Ok(go(root, ["build", "-o", target.as_str()].into_iter().chain(PACKAGES)))
}

/// The path of the built tool `name`.
pub(crate) fn path(root: &Path, name: &str) -> PathBuf {
    root.join(BIN).join(name)
}

/// The command that checks the workflows in `.github`.
pub(crate) fn actionlint(root: &Path) -> Command {
    let mut command = Command::new(path(root, "actionlint"));
    command.arg("-no-color").current_dir(root);
    command
}

/// The command that validates every manifest against its schema, as an API server would.
pub(crate) fn manifestcheck(root: &Path) -> Command {
    let mut command = Command::new(path(root, "manifestcheck"));
    command.arg("manifests").current_dir(root);
    command
}

/// The command that checks the format of all Jsonnet files. `jsonnetfmt` prints the paths of files that it would change, and exits with 2.
fn jsonnetfmt(root: &Path, inventory: &Inventory) -> Command {
    let mut command = Command::new(path(root, "jsonnetfmt"));
    command.arg("--test").current_dir(root);
    // Health checks are Lua.
    let jsonnet = inventory.sources.keys().filter(|source| source.ends_with(".libsonnet"));
    command.args(jsonnet.map(|source| format!("jsonnet/{source}")));
    command
}

/// Checks the format of all Jsonnet files with the built `jsonnetfmt`.
pub(crate) fn jsonnet_format(console: &Console, root: &Path) -> StepResult {
    let Ok(inventory) = Inventory::read(root) else {
        console.print("cannot read jsonnet/; `cargo xtask render --check` reports why\n");
        return StepResult::Failed;
    };
    let result = console.passes(&mut jsonnetfmt(root, &inventory));
    if result == StepResult::Failed {
        console.print("help: format these files with .cache/tools/bin/jsonnetfmt -i <file>\n");
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_its_first_two_numbers() {
        assert_eq!(release("go1.26.8\n"), Some((1, 26)));
        assert_eq!(release("go1.27rc1"), Some((1, 27)));
        assert_eq!(release("devel go1.27-abc"), None);
        assert_eq!(release(""), None);
    }
}
