//! A process that is killed while it writes leaves no mixture: after the next command, all generated files are old or all are new.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use test_support::tree::Tree;

/// The command under test.
const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// Generated objects, in each of three environments.
const OBJECTS: usize = 50;

/// Attempts to kill the process at a moment that lasts only microseconds.
const ATTEMPTS: usize = 4;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Edits the sources of `tree` so that many files change, some are added and some removed.
fn change(tree: &Tree) {
    tree.edit("jsonnet/policy/platform.libsonnet", "name: '", "name: 'New ");
    let services = tree.path("jsonnet/services");
    fs::rename(
        services.join(test_support::fixtures::service_name(0)),
        services.join("service-new"),
    )
    .expect("a service is renamed");
}

/// Runs `render` in a copy of `tree` and kills it as soon as the file `moment` exists below `.cache/transaction`. Returns the copy, and whether the
/// process was killed before it ended by itself.
fn killed_at(tree: &Tree, moment: &str) -> (Tree, bool) {
    let copy = Tree::empty(XTASK);
    test_support::fixtures::copy(tree.root(), copy.root()).expect("the tree is copied");
    let mut child = copy
        .command(["render"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command runs");
    let sign = copy.path(".cache/transaction").join(moment);
    loop {
        if sign.exists() {
            child.kill().expect("the process is killed");
            let status = child.wait().expect("the process ends");
            return (copy, status.code().is_none());
        }
        if child.try_wait().expect("the status of the process").is_some() {
            return (copy, false);
        }
    }
}

/// The same, repeated while the process ends too early.
fn killed_in_time(tree: &Tree, moment: &str) -> (Tree, bool) {
    let mut attempts = (0..ATTEMPTS).map(|_| killed_at(tree, moment));
    attempts
        .find(|(_, killed)| *killed)
        .unwrap_or_else(|| killed_at(tree, moment))
}

fn is_one_of(tree: &Tree, old: &Files, new: &Files, moment: &str) -> bool {
    let files = tree.generated();
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert!(
        files == *old || files == *new,
        "killed at {moment}: {} files, {} before, {} after; new names only: {}",
        files.len(),
        old.len(),
        new.len(),
        names(&files) == names(new),
    );
    files == *new
}

#[test]
fn a_killed_render_leaves_the_old_tree_or_the_new_one() {
    let tree = Tree::empty(XTASK);
    test_support::fixtures::generated_tree(tree.root(), OBJECTS).expect("a generated tree");
    for service in fs::read_dir(tree.path("jsonnet/services")).expect("the services") {
        // Dashboards take most of the evaluation time, and do not matter for how files are written.
        fs::remove_dir_all(service.expect("a service").path().join("dashboards")).expect("the dashboards are removed");
    }
    assert_eq!(tree.run(["render"]).code, Some(0));
    let old = tree.generated();
    change(&tree);
    let rendered = Tree::empty(XTASK);
    test_support::fixtures::copy(tree.root(), rendered.root()).expect("the tree is copied");
    assert_eq!(rendered.run(["render"]).code, Some(0));
    let new = rendered.generated();
    assert!(old != new && new.len() > 120, "{} files", new.len());

    let steps = |folder: &'static str| {
        (0..new.len())
            .step_by(new.len() / 6)
            .map(move |n| format!("{folder}/{n}"))
    };
    let moments = steps("new")
        .chain(["journal.draft".to_owned(), "journal".to_owned()])
        .chain(steps("old"));
    let (mut kills, mut completed) = (0, 0);
    for moment in moments {
        let (copy, killed) = killed_in_time(&tree, &moment);
        kills += usize::from(killed);
        // `--check` writes nothing itself, but completes the writes of the interrupted run.
        let run = copy.run(["render", "--check"]);
        let is_new = is_one_of(&copy, &old, &new, &moment);
        assert_eq!(run.code, Some(i32::from(!is_new)), "killed at {moment}: {}", run.text);
        completed += usize::from(is_new && killed);
        if !is_new {
            assert_eq!(copy.run(["render"]).code, Some(0), "killed at {moment}");
            assert!(copy.generated() == new, "killed at {moment}: the next render fails");
        }
    }
    println!("{kills} runs were killed, {completed} of their changes were completed");
    assert!(kills >= 6, "only {kills} runs were killed in time");
    assert!(completed >= 1, "no run was killed between its journal and its end");
}
