//! The step of `cargo xtask test` that checks `terraform/` with Terraform.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::cargo::cargo;
use crate::console::Console;
use crate::step_result::{StepResult, on_ci};

/// Runs `cargo xtask terraform check` if Terraform is there.
pub(crate) fn check(console: &Console, root: &Path) -> StepResult {
    let mut version = Command::new("terraform");
    version.arg("version").stdout(Stdio::null()).stderr(Stdio::null());
    if version.status().is_err() {
        console.print("skipped: terraform is not on PATH\n");
        console.print(
            "help: install Terraform 1.11 or newer; without it only `cargo xtask terraform check --static` runs\n",
        );
        return if on_ci() {
            StepResult::Failed
        } else {
            StepResult::Skipped
        };
    }
    // By cargo: the tests before have built this binary anew, so the running one may have no path any more.
    let args = ["run", "--quiet", "--package", "xtask", "--", "terraform", "check"];
    console.passes(&mut cargo(root, args))
}
