//! `cargo xtask monitors test --coverage --mutate` as a whole, on a copy of this repository.

use serde_json::Value;
use trees::{Run, Tree};

/// The command under test.
const GATE: &str = env!("CARGO_BIN_EXE_gate");

const TESTS: &str = "jsonnet/services/note-generation/monitors/note-turnaround_test.yaml";

/// A test that sees the alert and nothing else.
const WEAK: &str = "tests:
  - name: alerts
    series:
      - {metric: $metric, tags: {service: $service}, values: ($critical*2)x10}
    timeline:
      '*': [Alert@0m..10m]
";

fn run(tree: &Tree, args: &[&str]) -> Run {
    tree.run(["monitors", "test", "--coverage", "--mutate", TESTS].into_iter().chain(args.iter().copied()))
}

#[test]
fn the_estates_own_tests_reach_and_kill_enough() {
    let run = run(&Tree::of_repository(GATE), &[]);
    for part in ["missing data              3        3  100.00 %", "covered: ", "enough: tests kill "] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(0), "{}", run.text);
}

#[test]
fn a_weak_test_is_told_what_it_leaves_out() {
    let tree = Tree::of_repository(GATE);
    tree.write(TESTS, WEAK);
    let run = run(&tree, &[]);
    for part in [
        "note-generation/note-turnaround in dev, prod, staging: recovery, missing data",
        "not covered: 6 alerts, recoveries and treatments of missing data that no test reaches",
        "survives: comparator > becomes >= (boundary)",
        "would be killed by a test that is OK at exactly the critical threshold",
        "too few: tests kill ",
    ] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1), "{}", run.text);
}

#[test]
fn nothing_is_tried_while_a_test_fails() {
    let tree = Tree::of_repository(GATE);
    tree.write(TESTS, WEAK.replace("Alert", "Warn"));
    let run = run(&tree, &[]);
    assert!(run.text.contains("no mutants are tried: the tests must pass first"), "{}", run.text);
    assert_eq!(run.code, Some(1), "{}", run.text);
}

#[test]
fn machines_read_json_lines() {
    let run = run(&Tree::of_repository(GATE), &["--format", "json"]);
    let find = |key: &str| {
        let mut lines = run.text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines
            .find_map(|line| line.get(key).cloned())
            .unwrap_or_else(|| panic!("no {key} in:\n{}", run.text))
    };
    assert_eq!(find("coverage")["shares"]["alert"]["reached"], 3);
    assert!(find("mutation")["total"]["of"].as_u64().is_some_and(|of| of > 50));
}
