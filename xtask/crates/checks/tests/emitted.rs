//! `cargo xtask emitted` on copies of this repository, with recordings of one service.

use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// What the monitors, SLOs and the dashboard of the workflow service ask for, as its worker emits it.
const METRICS: &str = "\
scribemed.jobs.total:1|c|#env:dev,service:workflow-automation,version:1,topic:workflow.events
scribemed.jobs.failed:1|c|#env:dev,service:workflow-automation,version:1,topic:workflow.events
scribemed.jobs.duration:0.2|d|#env:dev,service:workflow-automation,version:1,topic:workflow.events
scribemed.jobs.age:3|g|#env:dev,service:workflow-automation,version:1,topic:workflow.events
scribemed.queue.lag:3|g|#env:dev,service:workflow-automation,version:1,topic:workflow.events
scribemed.workflow.deliveries.total:1|c|#env:dev,service:workflow-automation,version:1,step:note
scribemed.workflow.deliveries.failed:1|c|#env:dev,service:workflow-automation,version:1,step:note
";

const LOGS: &str = r#"{"service":"workflow-automation","env":"dev","status":"info","message":"job done"}
"#;

fn run(tree: &Tree, folder: &str, options: &[&str]) -> Run {
    let folder = tree.path(folder).display().to_string();
    tree.run(["emitted", &folder].iter().chain(options))
}

fn emitted(metrics: &str, logs: &str) -> Run {
    let tree = Tree::of_repository(CHECKS);
    tree.write("recorded/worker.dogstatsd", metrics);
    tree.write("recorded/worker.logs.jsonl", logs);
    run(&tree, "recorded", &["--service", "workflow-automation"])
}

#[test]
fn what_a_service_emits_is_what_is_asked_for() {
    let run = emitted(METRICS, LOGS);
    assert_eq!(run.code, Some(0), "{}", run.text);
    assert!(
        run.text.starts_with("emitted: metrics 7, spans 0, queries "),
        "{}",
        run.text
    );
    assert!(!run.text.contains("queries 0"), "{}", run.text);
}

#[test]
fn what_differs_is_found() {
    for (from, to, expected) in [
        (
            "scribemed.jobs.total:",
            "scribemed.jobs.totl:",
            "the metric 'scribemed.jobs.totl' is not declared",
        ),
        (
            "jobs.age:3|g",
            "jobs.age:3|d",
            "'scribemed.jobs.age' is emitted as a distribution, but declared as a gauge",
        ),
        ("env:dev,", "", "'scribemed.jobs.age' is emitted without the tag 'env'"),
        (
            "jobs.age:3|g|#",
            "jobs.age:3|g|#colour:red,",
            "'scribemed.jobs.age' is emitted with the tag 'colour', which is not declared",
        ),
        (
            "scribemed.jobs.failed:1|c|",
            "scribemed.jobs.total:1|c|",
            "the metric was not recorded",
        ),
        (
            "total:1|c|#env:dev,service:workflow-automation",
            "total:1|c|#env:dev,service:else",
            "no recorded series has such tags",
        ),
        (
            "jobs.age:3|g",
            "jobs.age:old|g",
            "the line is no metric: a value that is not a number",
        ),
        ("env:dev", "env:qa", "the recording is of several environments: dev, qa"),
    ] {
        let run = emitted(&METRICS.replace(from, to), LOGS);
        assert!(
            run.text.contains(expected),
            "{expected:?} is missing from:\n{}",
            run.text
        );
        assert_ne!(run.code, Some(0));
    }
    let run = emitted(&METRICS.replace("|g|#", "|g|#patient:jane_doe,"), LOGS);
    assert!(!run.text.contains("jane_doe"), "{}", run.text);
    let run = emitted(METRICS, &LOGS.replace("workflow-automation", "else"));
    assert!(run.text.contains("no recorded line is found"), "{}", run.text);
}

#[test]
fn without_a_service_everything_that_is_declared_is_expected() {
    let tree = Tree::of_repository(CHECKS);
    tree.write("recorded/worker.dogstatsd", METRICS);
    let run = run(&tree, "recorded", &[]);
    for part in [
        "the metric 'scribemed.audio.duration' is declared, but was not recorded",
        "the critical span 'rag.retrieval' is declared, but was not recorded",
    ] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1));
}

#[test]
fn a_folder_that_is_no_recording() {
    let tree = Tree::of_repository(CHECKS);
    tree.write("recorded/notes.txt", "");
    tree.write("empty/worker.dogstatsd", "\n");
    for (folder, expected) in [
        ("recorded", "'notes.txt' is no recording"),
        ("empty", "there are no metrics and no log lines in it"),
        ("missing", "cannot read"),
    ] {
        let run = run(&tree, folder, &[]);
        assert!(
            run.text.contains(expected),
            "{expected:?} is missing from:\n{}",
            run.text
        );
        assert_eq!(run.code, Some(2));
    }
    tree.write("empty/worker.dogstatsd", METRICS);
    tree.write("empty/.DS_Store", "");
    let nothing = run(&tree, "empty", &["--service", "kafka"]);
    assert!(
        nothing
            .text
            .contains("no object of service 'kafka' asks for what services emit"),
        "{}",
        nothing.text
    );
    assert_eq!(nothing.code, Some(1));
    let run = run(&tree, "empty", &["--service", "workflow"]);
    assert!(run.text.contains("there is no service 'workflow'"), "{}", run.text);
    assert_eq!(run.code, Some(2));
}
