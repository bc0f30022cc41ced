//! What each verb of this binary prints with `--format json` is what is declared of it.

use std::process::Command;

use clap::Subcommand;
use cli::{ChecksVerb, verbs_with_json};
use test_support::json::{all_tested, declared, printed};
use test_support::tree::Tree;

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// A monitor with two mistakes.
const EXPORT: &str = r#"{"id":7,"name":"disk is full","type":"query alert","query":"avg(last_5m):agv:a{*} > 1","message":"m","priority":2.5}"#;

/// A window that mutes a monitor, and one that has no service.
const WINDOW: &str = "reason: nodes restart with the patches of the week
scope: { services: [demo] }
recurring: { start: 2026-12-06T02:00:00, duration: 2h, rrule: FREQ=WEEKLY;BYDAY=SU, timezone: UTC }
";

const RECORDED: &str = "scribemed.jobs.totl:1|c|#env:dev,service:workflow-automation,version:1,topic:workflow.events\n";

/// A rendered tree in a Git repository, with something wrong for each verb that finds something.
fn tree() -> Tree {
    let tree = Tree::demo(CHECKS);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(tree.root())
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
        assert!(git.args(args).status().expect("git runs").success());
    };
    git(&["init", "--quiet", "--initial-branch", "main"]);
    git(&["add", "jsonnet", "manifests"]);
    git(&["commit", "--quiet", "-m", "base"]);
    tree.write("export.json", EXPORT);
    tree.write("recorded/worker.dogstatsd", RECORDED);
    for (env, text) in [("dev", WINDOW.to_owned()), ("staging", WINDOW.replace("demo", "demos"))] {
        tree.write(&format!("terraform/environments/{env}/maintenance/patches.yaml"), text);
    }
    tree.write(
        "terraform/modules/role/main.tf",
        "resource \"a\" \"b\" {\n  password = \"secret-of-somebody\"\n}\n",
    );
    tree
}

/// The verbs with arguments, and the name of the output.
const SMALL: [(&str, &str); 9] = [
    ("lint", "lint"),
    ("lint --explain", "lint --explain monitor"),
    ("lint --payload", "lint --payload monitor export.json"),
    ("validate", "validate"),
    ("validate --payload", "validate --payload monitor export.json"),
    (
        "validate --against",
        "validate --against export.json jsonnet/services/demo/monitors",
    ),
    ("monitors test", "monitors test --coverage --mutate"),
    ("maintenance", "maintenance --at 2026-12-01"),
    ("terraform check", "terraform check --static"),
];

/// Those that need the services of this repository.
const WHOLE: [(&str, &str); 4] = [
    ("emitted", "emitted recorded"),
    ("dashboards preview", "dashboards preview redis"),
    ("monitors pages", "monitors pages node-lost"),
    (
        "monitors replay",
        "monitors replay workflow-automation/failure-rate --series history.csv --sweep critical=1..10/3",
    ),
];

fn run(tree: &Tree, verb: &str, line: &str) -> serde_json::Value {
    let words = line.split(' ').chain(["--format", "json"]);
    printed(verb, tree.command(words).current_dir(tree.root()))
}

#[test]
fn verbs_print_what_is_declared() {
    let tree = tree();
    for (verb, line) in SMALL {
        run(&tree, verb, line);
    }
    tree.edit("jsonnet/services/demo/service.libsonnet", "tier: 1", "tier: 2");
    tree.render();
    let diff = run(&tree, "diff", "diff HEAD");
    assert!(!diff["changes"].as_array().expect("changes").is_empty());
}

#[test]
fn verbs_about_telemetry_print_what_is_declared() {
    let tree = Tree::with_worlds(CHECKS);
    tree.write("recorded/worker.dogstatsd", RECORDED);
    let mut history = "time,value,query,group\n".to_owned();
    for minute in 0..120 {
        for (metric, value) in [("failed", 5), ("total", 10)] {
            let query =
                format!("sum:scribemed.jobs.{metric}{{env:prod,service:workflow-automation}} by {{topic}}.as_count()");
            history += &format!("{},{value},\"{query}\",topic:notes\n", 1_790_000_040 + minute * 60);
        }
    }
    tree.write("history.csv", history);
    for (verb, line) in WHOLE {
        run(&tree, verb, line);
    }
}

#[test]
fn docs_print_what_is_declared() {
    let tree = Tree::of_repository(CHECKS);
    run(&tree, "docs", "docs --check");
}

/// A verb that cannot do its work prints findings as `lint` does.
#[test]
fn a_failure_is_a_list_of_findings() {
    let tree = Tree::demo(CHECKS);
    for line in ["diff no-such", "monitors pages no-such", "docs"] {
        tree.write("jsonnet/services/demo/monitors/failures.libsonnet", "{");
        declared("lint", &run(&tree, "lint", line));
    }
}

#[test]
fn every_verb_of_this_binary_is_tested() {
    let tested = SMALL.into_iter().chain(WHOLE).map(|(verb, _)| verb);
    let tested = tested.chain(["diff", "docs"]);
    all_tested(
        &verbs_with_json(&ChecksVerb::augment_subcommands(clap::Command::new("checks"))),
        tested,
    );
}
