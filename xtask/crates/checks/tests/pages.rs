//! Headers of runbooks that are not what they should be, and what is said of them.

use std::fs;

use test_support::tree::Tree;

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// Breaks a file below `runbooks/` in a copy of this repository and looks for `expected` in what `verb` says of it.
fn page(path: &str, verb: &str, from: &str, to: &str, expected: &[&str]) {
    let tree = Tree::of_repository(CHECKS);
    tree.edit(path, from, to);
    let generated = "runbooks/transcription/failure-rate.md";
    fs::remove_file(tree.path(generated)).expect("a generated page goes");
    let run = tree.run([verb]);
    for part in expected.iter().chain(&[path]) {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1), "{}", run.text);
    assert!(
        !tree.path(generated).exists(),
        "a page was written although another one is broken"
    );
}

/// `docs` needs the headers of what it makes pages of, `lint` reads every page's.
#[test]
fn the_header_of_a_runbook() {
    for (path, verb) in [
        ("runbooks/transcription/long-audio-share.md", "lint"),
        ("runbooks/archetypes/worker/failure-rate.md", "docs"),
    ] {
        let name = path.rsplit('/').next().expect("a name");
        let at = |line: &str| format!("{name}:{line}");
        page(
            path,
            verb,
            "summary: ",
            "summary:\t",
            &["error[runbook/front-matter]", &at("2:"), "tab"],
        );
        page(
            path,
            verb,
            "reviewed: ",
            "reviewd: ",
            &["error[runbook/front-matter]", &at("3:1"), "reviewed"],
        );
        page(
            path,
            verb,
            "reviewed: 2",
            "reviewed: 9999-2",
            &["error[runbook/front-matter]", &at("3:")],
        );
    }
}
