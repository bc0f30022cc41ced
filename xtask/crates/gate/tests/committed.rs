//! The committed pages are what the docs are generated to.

use std::process::Command;

fn check(verb: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_gate"))
        .args(verb)
        .arg("--root")
        .arg(fixtures::repository())
        .output()
        .expect("the command runs");
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{printed}");
}

#[test]
fn pages_are_written() {
    check(&["docs", "--check"]);
}
