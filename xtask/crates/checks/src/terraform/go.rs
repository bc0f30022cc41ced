//! Tools written in Go: tflint, terraform-docs and the provider double, built from their pinned modules into `.cache/tools`.

use std::path::{Path, PathBuf};
use std::process::Command;

use diagnostics::Diagnostic;

use super::usage;

/// The folder of the built tools, from the root of the repository.
pub(crate) const BIN: &str = ".cache/tools/terraform";

/// Whether Go is on PATH.
pub(crate) fn present(root: &Path) -> bool {
    go(root, "tools/terraform")
        .args(["env", "GOVERSION"])
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Builds a package of a module into the folder of tools, if it is not up to date.
pub(crate) fn build(root: &Path, module: &str, package: &str, name: &str) -> Result<PathBuf, Box<Diagnostic>> {
    let path = root.join(BIN).join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let output = go(root, module).args(["build", "-o"]).arg(&path).arg(package).output();
    let problem = match output {
        Ok(output) if output.status.success() => return Ok(path),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    Err(usage(
        format!("'{name}' cannot be built from {module}: {problem}"),
        "install Go 1.26; the first build needs a network or Go's module cache",
    ))
}

/// `go` in the folder of a module, as the tests of `tools/` run it: without a workspace or another toolchain.
fn go(root: &Path, module: &str) -> Command {
    let mut command = Command::new("go");
    command
        .current_dir(root.join(module))
        .env("GOFLAGS", "-mod=readonly -buildvcs=false")
        .env("GOWORK", "off")
        .env("GOTOOLCHAIN", "local");
    command
}
