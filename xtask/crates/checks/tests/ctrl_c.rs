//! Ctrl-C in a verb that writes: nothing is swallowed.
#![cfg(target_os = "linux")]

use std::fs::{self, File};

use test_support::interruption::interrupted;
use test_support::tree::Tree;

const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

#[test]
fn docs_that_were_not_written_are_unchanged() {
    let tree = Tree::of_repository(CHECKS);
    fs::create_dir_all(tree.path(".cache/transaction")).expect("a folder");
    // Another run that writes: `docs` waits for its end.
    let lock = File::create(tree.path(".cache/lock")).expect("a file");
    lock.lock().expect("locked");
    let run = interrupted(&mut tree.command(["docs"]));
    assert_eq!(
        (run.code, run.text.as_str()),
        (Some(130), "interrupted; nothing was changed\n")
    );
}
