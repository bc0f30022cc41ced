//! `cargo xtask gameday` on a copy of this repository: scenarios that need no broker.

use std::fs;

use datadog_simulator::world::Series;
use gameday_scenarios::pagerduty::{Incident, PagerDuty};
use gameday_scenarios::{Detection, Recording};
use serde_json::Value;
use test_support::fixtures::{copy, repository};
use test_support::tree::Tree;

/// The command under test.
const GAMEDAY: &str = env!("CARGO_BIN_EXE_gameday");

/// A copy of this repository with its scenarios.
fn tree() -> Tree {
    let tree = Tree::with_worlds(GAMEDAY);
    copy(&repository().join("gamedays"), &tree.path("gamedays")).expect("the scenarios are copied");
    tree
}

/// Runs a scenario, and returns the exit code and what became of it.
fn run(tree: &Tree, scenario: &str) -> (Option<i32>, Value) {
    let output = tree
        .command(["gameday", scenario, "--format", "json"])
        .output()
        .expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let whole: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr)));
    test_support::json::declared("gameday", &whole);
    (output.status.code(), whole["scenarios"][0].clone())
}

fn unmet(result: &Value) -> Vec<&str> {
    let expectations = result["verdict"]["expectations"].as_array().into_iter().flatten();
    let unmet = expectations.filter(|expectation| expectation["met"] == false);
    unmet
        .filter_map(|expectation| expectation["expected"].as_str())
        .collect()
}

#[test]
fn every_verb_of_this_binary_is_tested() {
    test_support::json::all_tested(&cli::verbs_with_json_of("gameday"), ["gameday"]);
}

#[test]
fn a_scenario_is_as_expected_until_its_monitor_is_broken() {
    let tree = tree();
    let (code, result) = run(&tree, "redis-memory");
    assert_eq!(
        (code, result["result"].as_str()),
        (Some(0), Some("as expected")),
        "{result:#}"
    );

    let kept = tree.path(result["kept"].as_str().expect("a folder"));
    for file in [
        "dashboard-redis-overview.html",
        "manifest.json",
        "notifications.txt",
        "observed.json",
        "pagerduty.json",
        "scenario.yaml",
        "telemetry.json",
        "timeline.svg",
        "verdict.json",
    ] {
        assert!(kept.join(file).is_file(), "{file}");
    }
    let text = |name: &str| fs::read_to_string(kept.join(name)).expect("a file");
    // The picture is of what was recorded, and another can be drawn from it.
    assert!(text("dashboard-redis-overview.html").contains("game day redis-memory in prod"));
    let recording: Recording = serde_json::from_str(&text("telemetry.json")).expect("a recording");
    let used = |series: &Series| series.metric == "redis.mem.used";
    assert!(recording.world().series.iter().any(used));
    let pagerduty: PagerDuty = serde_json::from_str(&text("pagerduty.json")).expect("events");
    let incident =
        |incident: &Incident| incident.service == "pagerduty-data-platform-low" && incident.resolved.is_some();
    assert!(pagerduty.incidents.iter().any(incident), "{pagerduty:#?}");
    // Nothing recovers here that did not alert before.
    assert!(!text("notifications.txt").contains("no incident is open"));
    let publish = || tree.run(["gameday".as_ref(), "evidence".as_ref(), kept.as_os_str()]);
    fs::create_dir_all(tree.path("docs/observability")).expect("a folder");
    assert_eq!(publish().code, Some(0));
    let page = tree.read("docs/observability/evidence.md");
    let times: Vec<Detection> =
        serde_json::from_str(&tree.read("docs/observability/times-to-detect.json")).expect("detections");
    assert_eq!(
        times.iter().map(|found| found.monitor.as_str()).collect::<Vec<_>>(),
        ["redis/memory"]
    );
    assert!(
        page.contains("`redis/memory`") && page.contains("as expected"),
        "{page}"
    );
    // A path counts from the current folder.
    let mut here = tree.command(["gameday", "evidence", "."]);
    let from_here = here.current_dir(&kept).output().expect("the binary runs");
    assert!(
        from_here.status.success(),
        "{}",
        String::from_utf8_lossy(&from_here.stderr)
    );
    assert_eq!(tree.read("docs/observability/evidence.md"), page);
    // The page has a run of another scenario, too, whose folder is not named.
    let row = "| Uploads are slow (`2026-11-29-latency`) | prod |\n";
    tree.write("docs/observability/evidence.md", format!("{page}{row}"));
    tree.write("gamedays/latency.yaml", "");
    let refused = publish();
    assert!(refused.text.contains("would lose 1 run: latency"), "{}", refused.text);
    assert_eq!(refused.code, Some(1));
    assert!(tree.read("docs/observability/evidence.md").contains(row));
    fs::write(kept.join("notifications.txt"), "nothing was sent\n").expect("a file");
    let refused = publish();
    assert!(
        refused.text.contains("notifications.txt has changed since the run"),
        "{}",
        refused.text
    );
    assert_eq!(refused.code, Some(1));

    // Memory at 97 % is no longer above the threshold.
    tree.edit(
        "jsonnet/lib/archetype/redis/monitors/memory.libsonnet",
        "alert: 90",
        "alert: 99",
    );
    let (code, result) = run(&tree, "redis-memory");
    assert_eq!(
        (code, result["result"].as_str()),
        (Some(1), Some("not as expected")),
        "{result:#}"
    );
    assert!(unmet(&result)[0].starts_with("redis/memory: Alert"), "{result:#}");
}

#[test]
fn a_dashboard_that_does_not_show_the_failure_is_found() {
    let tree = tree();
    tree.edit(
        "gamedays/redis-memory.yaml",
        "graph: 'Memory*/Memory used*'",
        "graph: '*/Hit rate'",
    );
    let (code, result) = run(&tree, "redis-memory");
    assert_eq!(code, Some(1), "{result:#}");
    assert_eq!(unmet(&result), ["'*/Hit rate' of redis/overview shows it within 3:00"]);
}

#[test]
fn a_window_mutes_what_would_page_without_it() {
    let tree = tree();
    let (code, result) = run(&tree, "deployment-in-maintenance");
    assert_eq!(code, Some(0), "{result:#}");
    let scenario = "gamedays/deployment-in-maintenance.yaml";
    tree.edit(
        scenario,
        "scope: env:prod AND service:transcription",
        "scope: env:prod AND service:ingestion",
    );
    let (code, result) = run(&tree, "deployment-in-maintenance");
    assert_eq!(code, Some(1), "{result:#}");
    assert_eq!(
        unmet(&result),
        [
            "transcription/failure-rate alerts, and maintenance mutes it",
            "paged: nobody"
        ]
    );
}

#[test]
fn what_cannot_be_run_says_what_to_do() {
    let tree = tree();
    let check = |args: &[&str], parts: &[&str]| {
        let output = tree
            .command(["gameday"])
            .args(args)
            .env("KUBECONFIG", tree.path("kubeconfig"))
            .env_remove("DD_API_KEY")
            .env("DD_APP_KEY", "none")
            .output()
            .expect("the binary runs");
        let text = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(!output.status.success(), "{args:?}: {text}");
        for part in parts {
            assert!(text.contains(part), "{args:?}: no {part} in {text}");
        }
    };
    check(
        &["dead-worker", "--no-platform"],
        &["'dead-worker' has a platform", "run it without --no-platform"],
    );
    check(
        &["broker-unreachable-in-staging"],
        &[
            "one machine cannot do",
            "run `cargo xtask gameday broker-unreachable-in-staging --env staging`",
        ],
    );
    check(
        &["redis-memory", "--env", "stagin"],
        &["no environment is named 'stagin'", "did you mean 'staging'?"],
    );
    check(
        &["redis-memory", "--env", "prod"],
        &["failures are not staged in 'prod'", "use one of dev, staging"],
    );
    check(
        &["dead-worker-in-staging", "redis-memory", "--env", "staging"],
        &["'redis-memory' is of 'prod', not of 'staging'"],
    );
    check(
        &["dead-worker-in-staging", "--env", "staging"],
        &["DD_APP_KEY is set, but DD_API_KEY is not; set DD_API_KEY and DD_APP_KEY of the organisation of 'staging'"],
    );
    let nothing_kept = tree.run(["gameday", "evidence"]);
    assert!(
        nothing_kept.text.contains("no run is kept in 'evidence'"),
        "{}",
        nothing_kept.text
    );
    assert!(nothing_kept.text.contains("run a scenario"), "{}", nothing_kept.text);
    tree.edit(
        "gamedays/dead-worker-in-staging.yaml",
        "stop: transcription",
        "publish: {queue: transcription.jobs, messages: 560}",
    );
    check(
        &["dead-worker-in-staging", "--env", "staging"],
        &[
            "nobody can take back a message",
            "stop the service that reads the queue",
        ],
    );
    tree.edit(
        "gamedays/redis-memory.yaml",
        "- {monitor: redis/memory, within",
        "- {monitor: transcription/success-budget-spent, within",
    );
    check(
        &["redis-memory"],
        &["transcription/success-budget-spent is expected to alert, but no telemetry is made for it: "],
    );
}

#[test]
fn mistakes_have_a_place() {
    let tree = tree();
    tree.edit("gamedays/redis-memory.yaml", "redis.mem.used", "redis.mem.usage");
    let run = tree.run(["gameday", "redis-memory"]);
    for part in [
        "gamedays/redis-memory.yaml:",
        "no metric of the catalog is named 'redis.mem.usage'",
    ] {
        assert!(run.text.contains(part), "{}", run.text);
    }
    let run = tree.run(["gameday", "redis-memry"]);
    assert!(run.text.contains("did you mean 'redis-memory'"), "{}", run.text);
    assert_eq!(run.code, Some(2));
}
