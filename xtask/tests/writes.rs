//! A write that fails changes nothing: the generated files are as before, and the next run succeeds once the cause is removed.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use test_support::tree::{MONITOR, Run, Tree};

/// The command under test.
const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

const MANIFEST: &str = "manifests/prod/demo/monitors/failures.yaml";

/// A rendered tree whose sources were edited so that every generated monitor changes.
fn changed() -> Tree {
    let tree = Tree::demo(XTASK);
    tree.edit("jsonnet/policy/platform.libsonnet", "name: '", "name: 'New ");
    tree
}

/// Asserts that the run failed with this code and these texts, changed nothing and left nothing behind.
fn check(tree: &Tree, run: &Run, before: &BTreeMap<PathBuf, Vec<u8>>, code: i32, expected: &[&str]) {
    assert_eq!(run.code, Some(code), "{}", run.text);
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert!(*before == tree.generated(), "generated files changed:\n{}", run.text);
    assert!(!tree.path(".cache/transaction").exists(), "something was left behind");
}

fn next_run_succeeds(tree: &Tree) {
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let run = tree.run(["render", "--check", "--no-cache"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
}

#[test]
fn a_folder_in_place_of_a_file() {
    let tree = changed();
    fs::remove_file(tree.path(MANIFEST)).expect("the manifest is removed");
    tree.write(&format!("{MANIFEST}/inside"), "");
    let before = tree.generated();
    check(
        &tree,
        &tree.run(["render"]),
        &before,
        1,
        &[
            "error[tree/unreadable]",
            MANIFEST,
            "help: the path belongs to a generated file",
        ],
    );
    fs::remove_dir_all(tree.path(MANIFEST)).expect("the folder is removed");
    next_run_succeeds(&tree);
}

#[test]
fn a_file_in_place_of_a_folder() {
    let tree = changed();
    fs::remove_dir_all(tree.path("manifests/prod/demo")).expect("the folder is removed");
    tree.write("manifests/prod/demo", "");
    let before = tree.generated();
    check(
        &tree,
        &tree.run(["render"]),
        &before,
        1,
        &["error[tree/unreadable]", "manifests/prod/demo"],
    );
    fs::remove_file(tree.path("manifests/prod/demo")).expect("the file is removed");
    next_run_succeeds(&tree);
}

#[test]
fn a_cache_folder_that_cannot_be_created() {
    let tree = changed();
    fs::remove_dir_all(tree.path(".cache")).expect("the cache is removed");
    tree.write(".cache", "");
    let before = tree.generated();
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(run.text.contains("error[tree/write]"), "{}", run.text);
    assert!(before == tree.generated());
    fs::remove_file(tree.path(".cache")).expect("the file is removed");
    next_run_succeeds(&tree);
}

/// The superuser ignores permissions; for that user this prints that it is skipped.
#[test]
fn a_folder_without_write_permission() {
    let tree = changed();
    let folder = tree.path("manifests/prod/demo/monitors");
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("permissions are set");
    allow(0o555);
    let binds = fs::write(folder.join("probe"), "").is_err();
    if binds {
        let before = tree.generated();
        check(
            &tree,
            &tree.run(["render"]),
            &before,
            2,
            &["error[tree/write]", "nothing was changed"],
        );
    } else {
        println!("skipped: a folder without permission to write: permissions do not bind this user");
        fs::remove_file(folder.join("probe")).expect("the probe is removed");
    }
    allow(0o755);
    next_run_succeeds(&tree);
}

/// Simulates a full disk by a limit on the size of files: the write fails after the file was created.
fn limited(tree: &Tree, blocks: u32) -> Run {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" render --root \"$1\"");
    Command::new("sh")
        .args(["-c", &script, XTASK])
        .arg(tree.root())
        .output()
        .expect("sh runs")
        .into()
}

#[test]
fn a_full_disk() {
    let tree = changed();
    let before = tree.generated();
    for blocks in [0, 1, 2, 3] {
        check(
            &tree,
            &limited(&tree, blocks),
            &before,
            2,
            &["error[tree/write]: cannot write", "nothing was changed"],
        );
    }
    next_run_succeeds(&tree);
}

/// Every new file fits, the journal of many moves does not.
#[test]
fn a_disk_that_is_full_when_the_journal_is_written() {
    let tree = Tree::empty(XTASK);
    test_support::fixtures::empty_tree(tree.root()).expect("the libraries are copied");
    let declaration = test_support::tree::DECLARATION.replace("'workload', 'http-service'", "");
    tree.write(
        "jsonnet/services/demo/service.libsonnet",
        declaration
            .split("  slos:")
            .next()
            .map(|head| format!("{head}}}\n"))
            .unwrap_or_default(),
    );
    // The folders must exist: a new folder is moved as a whole, and the journal would be short.
    tree.write(MONITOR, test_support::fixtures::monitor(0));
    assert_eq!(tree.run(["render"]).code, Some(0));
    for n in 0..150 {
        tree.write(
            &format!(
                "jsonnet/services/demo/monitors/{}-{n}.libsonnet",
                "failures-of-a-long-name".repeat(2)
            ),
            test_support::fixtures::monitor(0),
        );
    }
    let before = tree.generated();
    let run = limited(&tree, 24);
    check(
        &tree,
        &run,
        &before,
        2,
        &["error[tree/write]: cannot write the journal"],
    );
    next_run_succeeds(&tree);
}

#[test]
fn a_damaged_journal_is_reported_and_not_used() {
    let tree = changed();
    tree.write(".cache/transaction/journal", "[{\"path\":");
    let before = tree.generated();
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(1), "{}", run.text);
    assert!(
        run.text.contains("error[tree/journal]") && run.text.contains("help: remove .cache/transaction"),
        "{}",
        run.text
    );
    assert!(before == tree.generated());
    fs::remove_dir_all(tree.path(".cache/transaction")).expect("the folder is removed");
    next_run_succeeds(&tree);
}

/// Deleted files are written again, and files without a source are removed.
#[test]
fn the_generated_files_follow_the_sources() {
    let tree = Tree::demo(XTASK);
    let before = tree.generated();
    fs::remove_file(tree.path(MANIFEST)).expect("the manifest is removed");
    tree.write("manifests/prod/gone/monitors/old.yaml", "old");
    next_run_succeeds(&tree);
    assert!(tree.generated() == before);
    fs::remove_file(tree.path(MONITOR)).expect("the monitor is removed");
    next_run_succeeds(&tree);
    assert!(!tree.path(MANIFEST).exists());
}
