//! Interrupts a command as a terminal does: the signal goes to its whole process group.
//!
//! Functions here panic if a test cannot continue.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use crate::tree::Run;

/// The number of the signal that Ctrl-C sends.
const SIGINT: u32 = 2;

/// Runs the command, which must not end by itself, and interrupts it as soon as it catches that.
///
/// # Panics
/// If the command ends before it can be interrupted.
#[must_use]
pub fn interrupted(command: &mut Command) -> Run {
    let mut child = command
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    while !catches(child.id()) {
        assert_eq!(child.try_wait().expect("a status"), None, "the command ended by itself");
        std::thread::yield_now();
    }
    let group = child.id().to_string();
    let kill = |signal: &str| {
        let mut kill = Command::new("sh");
        kill.args(["-c", "kill -\"$0\" -\"$1\"", signal, &group]);
        kill.stderr(Stdio::null()).status().expect("sh runs")
    };
    assert!(kill("INT").success());
    child.wait().expect("a status");
    // A program that it started after the signal would keep its output open. If there is none, this fails.
    kill("KILL");
    child.wait_with_output().expect("the output").into()
}

/// Whether the process catches the signal, as the kernel lists it.
fn catches(id: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let mask = caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & (1 << (SIGINT - 1)) != 0)
}
