//! Writing fails as a whole: whatever stands in the way, the generated files are as they were, and the next run goes through.
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

/// A rendered tree whose every generated monitor has to change.
fn changed() -> Tree {
    let tree = Tree::demo(XTASK);
    tree.edit("jsonnet/policy/platform.libsonnet", "name: '", "name: 'New ");
    tree
}

/// The run failed with this code and these words, changed nothing and left nothing behind.
fn check(tree: &Tree, run: &Run, before: &BTreeMap<PathBuf, Vec<u8>>, code: i32, expected: &[&str]) {
    assert_eq!(run.code, Some(code), "{}", run.text);
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert!(*before == tree.generated(), "generated files changed:\n{}", run.text);
    assert!(!tree.path(".cache/transaction").exists(), "something was left behind");
}

fn goes_through(tree: &Tree) {
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let run = tree.run(["render", "--check", "--no-cache"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
}

#[test]
fn a_folder_where_a_file_belongs() {
    let tree = changed();
    fs::remove_file(tree.path(MANIFEST)).expect("the manifest goes");
    tree.write(&format!("{MANIFEST}/inside"), "");
    let before = tree.generated();
    check(
        &tree,
        &tree.run(["render"]),
        &before,
        1,
        &["error[tree/unreadable]", MANIFEST, "help: the path is generated"],
    );
    fs::remove_dir_all(tree.path(MANIFEST)).expect("the folder goes");
    goes_through(&tree);
}

#[test]
fn a_file_where_a_folder_belongs() {
    let tree = changed();
    fs::remove_dir_all(tree.path("manifests/prod/demo")).expect("the folder goes");
    tree.write("manifests/prod/demo", "");
    let before = tree.generated();
    check(
        &tree,
        &tree.run(["render"]),
        &before,
        1,
        &["error[tree/unreadable]", "manifests/prod/demo"],
    );
    fs::remove_file(tree.path("manifests/prod/demo")).expect("the file goes");
    goes_through(&tree);
}

#[test]
fn no_place_to_prepare_a_change() {
    let tree = changed();
    fs::remove_dir_all(tree.path(".cache")).expect("the cache goes");
    tree.write(".cache", "");
    let before = tree.generated();
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(run.text.contains("error[tree/write]"), "{}", run.text);
    assert!(before == tree.generated());
    fs::remove_file(tree.path(".cache")).expect("the file goes");
    goes_through(&tree);
}

/// Permissions do not bind the superuser, for whom this half says that it is skipped.
#[test]
fn a_folder_that_may_not_be_written() {
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
        fs::remove_file(folder.join("probe")).expect("the probe goes");
    }
    allow(0o755);
    goes_through(&tree);
}

/// A limit on the size of files is what a full disk is to whoever writes one: the write fails after the file was made.
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
    goes_through(&tree);
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
    // The folders stand already: what is wholly new is moved at once, and its journal is short.
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
    goes_through(&tree);
}

#[test]
fn a_damaged_journal_is_said_and_not_guessed_at() {
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
    fs::remove_dir_all(tree.path(".cache/transaction")).expect("the folder goes");
    goes_through(&tree);
}

/// What was deleted by hand comes back, and what no source makes goes.
#[test]
fn the_tree_is_what_is_rendered() {
    let tree = Tree::demo(XTASK);
    let before = tree.generated();
    fs::remove_file(tree.path(MANIFEST)).expect("the manifest goes");
    tree.write("manifests/prod/gone/monitors/old.yaml", "old");
    goes_through(&tree);
    assert!(tree.generated() == before);
    fs::remove_file(tree.path(MONITOR)).expect("the monitor goes");
    goes_through(&tree);
    assert!(!tree.path(MANIFEST).exists());
}
