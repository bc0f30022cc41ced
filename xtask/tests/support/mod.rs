//! Checks the findings of `cargo xtask render` in broken trees.

#![allow(dead_code, reason = "each test binary uses a part of this")]

use test_support::tree::{MONITOR, Tree};

/// The command under test.
pub(crate) const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// Breaks a rendered tree, renders it, and looks for all of `expected` in what is printed.
pub(crate) fn rejected(broken: impl FnOnce(&Tree), code: i32, expected: &[&str]) {
    let tree = Tree::demo(XTASK);
    broken(&tree);
    let before = tree.generated();
    let run = tree.run(["render"]);
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(code), "{}", run.text);
    assert!(tree.generated() == before, "generated files changed:\n{}", run.text);
    assert!(!tree.path(".cache/transaction").exists(), "something was left behind");
}

/// The same with an edit of one file.
pub(crate) fn edited(path: &str, from: &str, to: &str, expected: &[&str]) {
    rejected(|tree| tree.edit(path, from, to), 1, expected);
}

/// The same with another text of the monitor.
pub(crate) fn written(text: &str, expected: &[&str]) {
    rejected(|tree| tree.write(MONITOR, text), 1, expected);
}
