//! Ctrl-C ends a command with one line about the state of the tree, and with the exit code of an interrupted command.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use test_support::interruption::interrupted;
use test_support::tree::Tree;

/// The command under test.
const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// The exit code of a command that SIGINT ended.
const INTERRUPTED: Option<i32> = Some(130);

/// The folder of an unfinished change.
const TRANSACTION: &str = ".cache/transaction";

/// Takes the lock of another run that writes, for which `render` waits as long as it is held.
fn lock(tree: &Tree) -> File {
    fs::create_dir_all(tree.path(TRANSACTION)).expect("a folder");
    let lock = File::create(tree.path(".cache/lock")).expect("a file");
    lock.lock().expect("locked");
    lock
}

#[test]
fn a_render_that_has_not_written_says_that_nothing_was_changed() {
    let tree = Tree::demo(XTASK);
    tree.edit("jsonnet/services/demo/service.libsonnet", "Demo", "Other");
    let (before, _lock) = (tree.generated(), lock(&tree));
    let run = interrupted(&mut tree.command(["render"]));
    assert_eq!(
        (run.code, run.text.as_str()),
        (INTERRUPTED, "interrupted; nothing was changed\n")
    );
    assert!(tree.generated() == before);
}

#[test]
fn a_write_that_is_not_complete_is_named_and_completed_by_the_next_verb() {
    let tree = Tree::demo(XTASK);
    let lock = lock(&tree);
    let journal = format!("{TRANSACTION}/journal");
    tree.write(&format!("{TRANSACTION}/new/0"), "new\n");
    tree.write(&journal, r#"[{"path":"manifests/new.yaml","old":false,"new":true}]"#);
    let run = interrupted(&mut tree.command(["render", "--check"]));
    let expected = "interrupted; a write is not complete; the next `cargo xtask render` completes it first\n";
    assert_eq!((run.code, run.text.as_str()), (INTERRUPTED, expected));
    drop(lock);
    let next = tree.run(["render"]);
    assert_eq!(next.code, Some(0), "{}", next.text);
    assert!(next.text.contains("removed: manifests/new.yaml"), "{}", next.text);
    assert!(!tree.path(&journal).exists());
}

#[test]
fn check_and_test_end_with_what_they_started() {
    let tree = Tree::demo(XTASK);
    // Instead of cargo, a program that ends by the signal only.
    let fifo = tree.path("fifo");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .expect("mkfifo runs")
            .success()
    );
    let cargo = tree.path("cargo");
    tree.write("cargo", format!("#!/bin/sh\nexec /bin/cat '{}'\n", fifo.display()));
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("executable");
    for verb in ["check", "test"] {
        let run = interrupted(tree.command([verb]).env("CARGO", &cargo).env("PATH", ""));
        assert_eq!(run.code, INTERRUPTED, "{verb}: {}", run.text);
        let lines: Vec<&str> = run.text.lines().filter(|line| line.contains("interrupted")).collect();
        assert_eq!(lines, ["interrupted; nothing was changed"], "{verb}: {}", run.text);
    }
}
