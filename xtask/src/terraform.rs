//! The steps of `cargo xtask test --all` that check `terraform/` with Terraform.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::binary;
use crate::cargo::cargo;
use crate::console::Console;
use crate::step_result::{StepResult, on_ci};
use crate::steps::Steps;

/// Runs `cargo xtask terraform check`, and its own tests on trees with a mistake, if Terraform is there.
pub(crate) fn steps(steps: &mut Steps, root: &Path) {
    let mut version = Command::new("terraform");
    version.arg("version").stdout(Stdio::null()).stderr(Stdio::null());
    if version.status().is_err() {
        steps.run("terraform check", skipped);
        return;
    }
    steps.run("terraform check", |console| match binary::sibling("checks") {
        // `cargo test` has just built it.
        Ok(checks) => console.passes(Command::new(checks).args(["terraform", "check", "--root"]).arg(root)),
        Err(finding) => {
            console.print_findings(&[*finding]);
            StepResult::Failed
        }
    });
    let args = "test --package checks --test terraform -- --ignored";
    steps.run_command("tests of terraform check", &mut cargo(root, args.split(' ')));
}

fn skipped(console: &Console) -> StepResult {
    console.print("skipped: terraform is not on PATH\n");
    console
        .print("help: install Terraform 1.11 or newer; without it only `cargo xtask terraform check --static` runs\n");
    if on_ci() {
        StepResult::Failed
    } else {
        StepResult::Skipped
    }
}
