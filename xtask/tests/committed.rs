//! The committed manifests and Helm values are the golden output of the estate.

use std::process::Command;

fn check(verb: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(verb)
        .arg("--root")
        .arg(fixtures::repository())
        .output()
        .expect("the command runs");
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{printed}");
}

#[test]
fn manifests_and_values_are_rendered() {
    check(&["render", "--check", "--no-cache"]);
}
