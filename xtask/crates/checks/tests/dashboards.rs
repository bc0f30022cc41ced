//! `cargo xtask dashboards preview` on a copy of this repository.

use datadog_simulator::World;
use datadog_simulator::world::{MetricKind, Series, Tags};
use gameday_scenarios::Recording;
use serde_json::Value;
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

fn run(tree: &Tree, args: &[&str]) -> Run {
    tree.run(["dashboards", "preview"].into_iter().chain(args.iter().copied()))
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text))
}

#[test]
fn every_dashboard_has_data_or_a_reason() {
    let tree = Tree::with_worlds(CHECKS);
    let run = run(&tree, &["--all", "--format", "json"]);
    let whole = json(&run);
    assert_eq!(whole["findings"], serde_json::json!([]));
    assert_eq!(run.code, Some(0));
    let dashboards = whole["dashboards"].as_array().expect("a list");
    assert!(
        dashboards.len() >= 19,
        "the dashboards of all services and of the platform"
    );
    for dashboard in dashboards {
        let html = std::fs::read_to_string(dashboard["file"].as_str().expect("a path")).expect("a page");
        assert!(html.starts_with("<!doctype html>"), "{dashboard}");
    }
}

#[test]
fn a_widget_without_data_is_a_finding_at_its_declaration() {
    let tree = Tree::with_worlds(CHECKS);
    tree.edit(
        "jsonnet/worlds/normal.yaml",
        "  - {metric: redis.net.clients, level: 60, spread: 0.2}\n",
        "",
    );
    let page = tree.path("redis.html").display().to_string();
    let run = run(&tree, &["redis", "--out", &page, "--format", "json"]);
    assert!(tree.path("redis.html").exists(), "the page shows what is missing");
    let whole = json(&run);
    let findings = whole["findings"].as_array().expect("a list");
    assert_eq!(run.code, Some(1));
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(finding["rule"], "preview/broken");
        let message = finding["message"].as_str().unwrap_or_default();
        assert!(
            message.contains("jsonnet/worlds/normal.yaml gives 'redis.net.clients' no values"),
            "{message}"
        );
    }
}

#[test]
fn wrong_names_are_usage_errors() {
    let tree = Tree::with_worlds(CHECKS);
    for (args, said) in [
        (
            ["no-such", "--format", "json"].as_slice(),
            "no dashboard is named 'no-such/overview'",
        ),
        (&["redis", "--world", "no-such"], "no world is named 'no-such'"),
        (&["redis", "--at", "yesterday"], "'yesterday' is not a day and a time"),
        (&[], "required"),
    ] {
        let run = run(&tree, args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.text);
        assert!(run.text.contains(said), "{args:?}: {}", run.text);
    }
}

#[test]
fn a_game_day_is_shown_as_it_was() {
    let tree = Tree::with_worlds(CHECKS);
    let tags = Tags::new(["env:prod", "service:redis", "host:node-1"]);
    let minutes = |value: f64| (0..60).map(move |minute| (minute * 60, value));
    let series = |metric: &str, value: f64| Series::new(metric, tags.clone(), MetricKind::Gauge, 60, minutes(value));
    let world = World {
        series: vec![series("redis.mem.used", 97.0), series("redis.mem.maxmemory", 100.0)],
        ..World::default()
    };
    let recording = Recording::new(("redis-memory", "prod"), (0, 3600), Vec::new(), &world);
    tree.write(
        "run/telemetry.json",
        serde_json::to_string(&recording).expect("a recording prints"),
    );
    let folder = tree.path("run").display().to_string();
    let shown = run(&tree, &["redis", "--from", &folder, "--format", "json"]);
    assert_eq!(shown.code, Some(0), "{}", shown.text);
    let whole = json(&shown);
    let widgets = whole["dashboards"][0]["widgets"].as_array().expect("a list");
    let state = |part: &str| {
        let is_it = |widget: &&Value| widget["path"].as_str().is_some_and(|path| path.contains(part));
        widgets.iter().find(is_it).map(|widget| widget["state"].clone())
    };
    assert_eq!(state("Memory used (of maxmemory) by host"), Some("data".into()));
    assert_eq!(state("Connected clients"), Some("empty".into()));
    let html = std::fs::read_to_string(whole["dashboards"][0]["file"].as_str().expect("a path")).expect("a page");
    assert!(html.contains("game day redis-memory in prod"));

    let missing = run(&tree, &["redis", "--from", "nowhere"]);
    assert!(
        missing.text.contains("cannot read 'nowhere/telemetry.json'"),
        "{}",
        missing.text
    );
    assert_eq!(missing.code, Some(2), "{}", missing.text);
}
