//! `cargo xtask monitors test --coverage --mutate` on a copy of this repository.

use serde_json::Value;
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

const TESTS: &str = "jsonnet/services/note-generation/monitors/note-turnaround_test.yaml";

/// A test that only reaches the alert.
const WEAK: &str = "tests:
  - name: alerts
    series:
      - {metric: $metric, tags: {service: $service}, values: '[($limit * 2)x500]x10'}
    timeline:
      '*': [Alert@0m..10m]
";

fn run(tree: &Tree, args: &[&str]) -> Run {
    tree.run(
        ["monitors", "test", "--coverage", "--mutate", TESTS]
            .into_iter()
            .chain(args.iter().copied()),
    )
}

#[test]
fn this_repository_has_enough_coverage_and_killed_mutants() {
    let run = run(&Tree::of_repository(CHECKS), &[]);
    for part in [
        "missing data              3        3  100.00 %",
        "covered: ",
        "passed: tests kill ",
    ] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(0), "{}", run.text);
}

#[test]
fn what_passed_does_not_run_again_until_it_changes() {
    let tree = Tree::of_repository(CHECKS);
    let run = |args: &[&str]| tree.run(["monitors", "test"].iter().chain(args));
    let first = run(&[]);
    assert_eq!(first.code, Some(0), "{}", first.text);
    assert!(!first.text.contains("unchanged"), "{}", first.text);
    let all = "unchanged since they passed), ";
    let second = run(&[]);
    assert_eq!(second.code, Some(0), "{}", second.text);
    let count = |text: &str| {
        let passed = text.lines().find(|line| line.starts_with("passed: "));
        let words: Vec<&str> = passed.unwrap_or_default().split(' ').collect();
        (
            words.get(1).copied().map(str::to_owned),
            words.get(3).copied().map(str::to_owned),
        )
    };
    let (tests, unchanged) = count(&second.text);
    assert!(second.text.contains(all), "{}", second.text);
    assert_eq!(
        unchanged,
        tests.clone().map(|tests| format!("({tests}")),
        "{}",
        second.text
    );
    assert_eq!(tests, count(&first.text).0, "no test is lost");
    tree.edit(TESTS, "Alert@", "Warn@");
    let changed = run(&[]);
    assert_eq!(changed.code, Some(1), "{}", changed.text);
    assert!(
        changed.text.contains(TESTS) && changed.text.contains(all),
        "{}",
        changed.text
    );
}

/// A path counts from the folder in which the command runs, or from the root.
#[test]
fn paths_count_from_the_current_folder() {
    let tree = Tree::of_repository(CHECKS);
    let folder = tree.path("jsonnet/services/note-generation/monitors");
    let files = |args: &[&str]| {
        let mut command = tree.command(["monitors", "test", "--format", "json"].iter().chain(args));
        let run: Run = command.current_dir(&folder).output().expect("the command runs").into();
        let json: Value = serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text));
        assert_eq!(run.code, Some(0), "{}", run.text);
        json["tests"].as_array().map_or(0, Vec::len)
    };
    let one = files(&[TESTS]);
    assert!(one > 0);
    assert_eq!(files(&["note-turnaround_test.yaml"]), one);
    assert_eq!(files(&["./note-turnaround.libsonnet"]), one);
    assert!(files(&["."]) < files(&[".", "../../transcription"]));
}

#[test]
fn gaps_of_a_weak_test_are_reported_with_help() {
    let tree = Tree::of_repository(CHECKS);
    tree.write(TESTS, WEAK);
    let run = run(&tree, &[]);
    for part in [
        "note-generation/note-turnaround in dev, prod, staging: recovery, missing data",
        "not covered: 6 required points (alert, recovery, missing data) that no test reaches",
        "help: missing data: let a series end, such as values: '0x10 _x60'",
        "survived: comparator > becomes >= (boundary)",
        "add a test that is OK at exactly the critical threshold",
        "failed: tests kill ",
    ] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1), "{}", run.text);
}

#[test]
fn no_mutants_run_while_a_test_fails() {
    let tree = Tree::of_repository(CHECKS);
    tree.write(TESTS, WEAK.replace("Alert", "Warn"));
    let run = run(&tree, &[]);
    assert!(
        run.text.contains("no mutants were run: the tests must pass first"),
        "{}",
        run.text
    );
    assert_eq!(run.code, Some(1), "{}", run.text);
}

#[test]
fn json_output_is_one_object() {
    let run = run(&Tree::of_repository(CHECKS), &["--format", "json"]);
    let whole: Value = serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}:\n{}", run.text));
    assert_eq!(whole["passed"], true);
    assert_eq!(whole["coverage"]["shares"]["alert"]["reached"], 3);
    assert!(whole["mutation"]["total"]["of"].as_u64().is_some_and(|of| of > 50));
}

/// Rule and file of each finding in a run's SARIF output.
fn sarif(run: &Run) -> Vec<(String, String)> {
    let whole: Value = serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}:\n{}", run.text));
    let results = whole["runs"][0]["results"].as_array().expect("results").iter();
    results
        .map(|result| {
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (text(&result["ruleId"]), text(file))
        })
        .collect()
}

#[test]
fn gaps_are_findings_in_sarif_and_github_output() {
    let tree = Tree::of_repository(CHECKS);
    tree.write(TESTS, WEAK);
    let of_sarif = run(&tree, &["--format", "sarif"]);
    assert_eq!(of_sarif.code, Some(1), "{}", of_sarif.text);
    let found = sarif(&of_sarif);
    for rule in ["monitors/not-covered", "monitors/survivor"] {
        assert!(
            found.contains(&(rule.to_owned(), TESTS.to_owned())),
            "{rule} is missing from {found:?}"
        );
    }
    assert!(
        found.iter().any(|(rule, _)| rule == "monitors/too-few-killed"),
        "{found:?}"
    );
    let of_github = run(&tree, &["--format", "github"]);
    assert_eq!(of_github.code, Some(1), "{}", of_github.text);
    let line =
        "no test of monitor 'note-generation/note-turnaround' in dev, prod, staging reaches recovery, missing data";
    let is_reported =
        |text: &str| text.starts_with("::error file=jsonnet/services/note-generation/") && text.contains(line);
    assert!(of_github.text.lines().any(is_reported), "{}", of_github.text);
}

#[test]
fn a_failed_test_is_in_every_format() {
    let tree = Tree::of_repository(CHECKS);
    tree.write(TESTS, WEAK.replace("Alert", "Warn"));
    let junit = tree.root().join("monitors.xml");
    let text = tree.run(["monitors", "test", TESTS, "--junit", junit.to_str().expect("a path")]);
    assert_eq!(text.code, Some(1), "{}", text.text);
    let xml = std::fs::read_to_string(&junit).expect("a report");
    assert!(xml.starts_with("<?xml"), "{xml}");
    for part in [
        "<testsuites",
        "tests=\"3\"",
        "failures=\"3\"",
        "<failure",
        "note-turnaround",
    ] {
        assert!(xml.contains(part), "{part:?} is missing from:\n{xml}");
    }
    let found = sarif(&tree.run(["monitors", "test", TESTS, "--format", "sarif"]));
    assert!(
        found.contains(&("monitors/timeline".to_owned(), TESTS.to_owned())),
        "{found:?}"
    );
    let json = run(&tree, &["--format", "json"]);
    let whole: Value = serde_json::from_str(&json.text).unwrap_or_else(|error| panic!("{error}:\n{}", json.text));
    assert_eq!(whole["passed"], false);
    assert_eq!(
        whole["mutation"]["error"],
        "no mutants were run: the tests must pass first"
    );
}

#[test]
fn explain_prints_text_only() {
    let tree = Tree::of_repository(CHECKS);
    let explain = |format: &str| tree.run(["monitors", "test", TESTS, "--explain", "--format", format]);
    assert_eq!(explain("text").code, Some(0), "{}", explain("text").text);
    for format in ["json", "sarif", "github"] {
        let run = explain(format);
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(run.text.contains("--explain prints text only"), "{}", run.text);
    }
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let tree = Tree::of_repository(CHECKS);
    let run = tree.run(["monitors", "test", TESTS, "--junit", "no/such/folder/monitors.xml"]);
    assert!(
        run.text.contains("'no/such/folder/monitors.xml' cannot be written: "),
        "{}",
        run.text
    );
    assert_eq!(run.code, Some(2), "{}", run.text);
}
