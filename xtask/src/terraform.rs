//! The steps of `cargo xtask test --all` that check `terraform/` with Terraform.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::binary;
use crate::cargo::cargo;
use crate::console::Console;
use crate::step_result::{StepResult, on_ci};
use crate::steps::Step;

/// `cargo xtask terraform check`, and its own tests on trees with a mistake, if Terraform is there.
pub(crate) fn steps(root: &Path) -> Vec<Step<'_>> {
    const CHECK: &str = "terraform check";
    let mut version = Command::new("terraform");
    version.arg("version").stdout(Stdio::null()).stderr(Stdio::null());
    if version.status().is_err() {
        return vec![Step::new(CHECK, skipped)];
    }
    let tests = "test --package checks --test terraform -- --ignored";
    vec![
        Step::new(CHECK, move |console| match binary::sibling("checks") {
            // `cargo test` has just built it.
            Ok(checks) => console.passes(Command::new(checks).args(["terraform", "check", "--root"]).arg(root)),
            Err(finding) => {
                console.print_findings(&[*finding]);
                StepResult::Failed
            }
        }),
        Step::command("tests of terraform check", cargo(root, tests.split(' '))),
    ]
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
