//! Runs the mutation tests of this repository's monitors, which take a minute: `cargo xtask test --all` runs them, and `cargo xtask monitors test --mutate FILE` those of one file.

use std::process::Command;

#[test]
#[ignore = "takes a minute: cargo xtask test --all"]
fn the_tests_of_monitors_kill_enough_mutants() {
    let output = Command::new(env!("CARGO_BIN_EXE_checks"))
        .args(["monitors", "test", "--coverage", "--mutate", "--root"])
        .arg(test_support::fixtures::repository())
        .output()
        .expect("the command runs");
    let printed = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{printed}");
}
