//! The committed manifests and Helm values are the golden output of the estate: they are what the tree renders to.

use std::process::Command;

#[test]
fn the_repository_holds_what_it_renders_to() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["render", "--check", "--no-cache", "--root"])
        .arg(fixtures::repository())
        .output()
        .expect("the command runs");
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{printed}");
}
