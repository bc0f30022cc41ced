//! The findings of invalid front matter of runbooks.

use std::fs;

use test_support::tree::Tree;

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// Breaks a runbook in a copy of this repository, and expects `expected` in the output of `verb`.
fn check(path: &str, verb: &str, from: &str, to: &str, expected: &[&str]) {
    let tree = Tree::of_repository(CHECKS);
    tree.edit(path, from, to);
    let generated = "runbooks/transcription/failure-rate.md";
    fs::remove_file(tree.path(generated)).expect("a generated runbook is removed");
    let run = tree.run([verb]);
    for part in expected.iter().chain(&[path]) {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1), "{}", run.text);
    assert!(
        !tree.path(generated).exists(),
        "a runbook was written although another one is invalid"
    );
}

/// `docs` reads the front matter of templates, `lint` that of every runbook.
#[test]
fn front_matter_is_checked() {
    for (path, verb) in [
        ("runbooks/transcription/long-audio-share.md", "lint"),
        ("runbooks/archetypes/worker/failure-rate.md", "docs"),
    ] {
        let name = path.rsplit('/').next().expect("a name");
        let at = |line: &str| format!("{name}:{line}");
        check(
            path,
            verb,
            "summary: ",
            "summary:\t",
            &["error[runbook/front-matter]", &at("2:"), "tab"],
        );
        check(
            path,
            verb,
            "reviewed: ",
            "reviewd: ",
            &["error[runbook/front-matter]", &at("3:1"), "reviewed"],
        );
        check(
            path,
            verb,
            "reviewed: 2",
            "reviewed: 9999-2",
            &["error[runbook/front-matter]", &at("3:")],
        );
    }
}
