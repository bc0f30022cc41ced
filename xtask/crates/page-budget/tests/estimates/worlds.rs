//! What becomes of a world: telemetry, notifications and their causes.

use page_budget::{Estimate, Trouble, Urgency, print};
use serde_json::{Value, json};

use crate::fixture::{NORMAL, estimate, monitor};

const RATIO: &str = "sum(last_5m):100 * sum:jobs.failed{env:prod,service:scribe} by {queue}.as_count() / sum:jobs.total{env:prod,service:scribe} by {queue}.as_count() > 10";

fn world(lasts: &str, happens: &str) -> String {
    format!("title: t\nabout: a\nlasts: {lasts}\nhappens:\n{happens}")
}

/// `at state urgency cause`, one per notification.
fn sent(estimate: &Estimate) -> Vec<String> {
    assert_eq!(estimate.not_estimated, [], "every monitor is estimated");
    let incidents = estimate.incidents();
    let mut lines: Vec<(i64, String)> = incidents
        .iter()
        .flat_map(|incident| {
            let what = incident.cause.map_or("-", |cause| cause.what.as_str());
            incident.sent.iter().map(move |s| {
                let again = if s.repeated { " again" } else { "" };
                (
                    s.at,
                    format!("{}m {} {:?}{again}: {what}", s.at / 60, s.trouble.as_str(), s.urgency),
                )
            })
        })
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn check(world: &str, service: &str, monitors: &[Value], expected: &[&str]) {
    assert_eq!(sent(&estimate(NORMAL, world, service, monitors)), expected, "{world}");
}

#[test]
fn a_healthy_platform_notifies_nobody() {
    let running = "max(last_5m):sum:db.running{env:prod,service:db} < 3";
    for (service, query, critical) in [("scribe", RATIO, 10.0), ("db", running, 3.0)] {
        check(
            &world("1d", "  []"),
            service,
            &[monitor(query, critical, &json!({}))],
            &[],
        );
    }
}

#[test]
fn a_failure_pages_once_and_repeats_while_it_lasts() {
    let failing = world(
        "3h",
        "  - {what: it fails, at: Mon 01:00, for: 40m, metrics: [{metric: jobs.failed, of: jobs.total, share: 0.5}]}",
    );
    let renotified = json!({ "renotify_interval": 30, "renotify_statuses": ["alert"] });
    check(
        &failing,
        "scribe",
        &[monitor(RATIO, 10.0, &renotified)],
        &["61m alert Page: it fails", "91m alert Page again: it fails"],
    );
}

#[test]
fn a_warning_is_a_message_in_a_channel() {
    let slow = world(
        "2h",
        "  - {what: some fail, at: Mon 01:00, for: 20m, metrics: [{metric: jobs.failed, of: jobs.total, share: 0.2}]}",
    );
    let thresholds = json!({ "thresholds": { "critical": 50, "warning": 10 } });
    let query = RATIO.replace("> 10", "> 50");
    let found = estimate(NORMAL, &slow, "scribe", &[monitor(&query, 50.0, &thresholds)]);
    assert_eq!(found.count(Urgency::Page), (0, 0));
    assert_eq!(found.count(Urgency::Post), (1, 0));
    assert_eq!(found.sent[0].trouble, Trouble::Warning);
}

#[test]
fn what_is_also_sent_when_nothing_happens_has_no_cause() {
    let normal = NORMAL.replace("share: 0}", "share: 0.12}");
    let elsewhere = world(
        "6h",
        "  - {what: elsewhere, at: Mon 01:00, for: 4h, metrics: [{metric: db.running, level: 1}]}",
    );
    let found = sent(&estimate(
        &normal,
        &elsewhere,
        "scribe",
        &[monitor(RATIO, 10.0, &json!({}))],
    ));
    assert!(!found.is_empty());
    assert!(found.iter().all(|line| line.ends_with(": -")), "{found:?}");
}

#[test]
fn a_part_is_attributed_to_the_whole() {
    let both = world(
        "3h",
        "  - {what: the whole, at: Mon 01:00, metrics: [{metric: jobs.age, level: 1}]}
  - {what: a part, because: the whole, at: Mon 01:01, for: 20m, metrics: [{metric: jobs.failed, of: jobs.total, share: 0.5}]}",
    );
    check(
        &both,
        "scribe",
        &[monitor(RATIO, 10.0, &json!({}))],
        &["63m alert Page: the whole"],
    );
}

const CHECK: &str = "\"db.up\".over(\"env:prod\",\"service:db\").by(\"host\").last(4).count_by_status()";

#[test]
fn a_check_that_fails_and_one_that_moves_away() {
    let payload = |no_data: bool| {
        let options = json!({ "thresholds": { "critical": 3, "warning": 3, "ok": 1 }, "notify_no_data": no_data, "no_data_timeframe": 10 });
        monitor(CHECK, 3.0, &options)
    };
    let failing = world(
        "2h",
        "  - {what: it refuses, at: Mon 01:00, for: 10m, checks: [{check: db.up, on: leader, status: critical}]}",
    );
    check(&failing, "db", &[payload(false)], &["61m alert Page: it refuses"]);
    let drained = world("2h", "  - {what: a node is drained, at: Mon 01:00, pods: [{drain: 3}]}");
    check(&drained, "db", &[payload(false)], &[]);
    check(
        &drained,
        "db",
        &[payload(true)],
        &["71m no data Page: a node is drained"],
    );
}

#[test]
fn a_lost_node_takes_its_pods_and_the_leader_changes() {
    let lost = world(
        "3h",
        "  - {what: a node is lost, at: Mon 01:00, for: 20m, pods: [{lose: 3}]}",
    );
    let running = |instances: u32| {
        let query = format!("max(last_1m):sum:db.running{{env:prod,service:db}}.fill(null) < {instances}");
        monitor(&query, f64::from(instances), &json!({}))
    };
    let found = estimate(NORMAL, &lost, "db", &[running(3), running(2)]);
    let monitors: Vec<&str> = found.sent.iter().map(|s| s.monitor.as_str()).collect();
    assert_eq!(monitors, ["db/m0"], "one of three is missing, never two");
    let primary = monitor("max(last_5m):sum:db.primary{env:prod,service:db} < 1", 1.0, &json!({}));
    check(&lost, "db", &[primary], &[]);
    let by_role = monitor(
        "max(last_5m):sum:db.running{env:prod,service:db,role:primary} < 1",
        1.0,
        &json!({}),
    );
    check(&lost, "db", &[by_role], &[]);
}

#[test]
fn the_pods_of_a_service_are_counted() {
    let normal = NORMAL
        .replace(
            "  - {metric: db.running, level: 1}",
            "  - {metric: db.running, replicas: unavailable}",
        )
        .replace("logs:", "emitted: [{names: [db.running], by: once}]\nlogs:");
    let missing = monitor(
        "min(last_5m):max:db.running{env:prod,service:scribe} >= 3",
        3.0,
        &json!({}),
    );
    let stopped = world(
        "2h",
        "  - {what: it stops, at: Mon 01:00, for: 20m, pods: [{stop: scribe}]}",
    );
    assert_eq!(
        sent(&estimate(&normal, &stopped, "scribe", std::slice::from_ref(&missing))),
        ["65m alert Page: it stops"]
    );
    let deployed = world(
        "2h",
        "  - {what: a release, at: Mon 01:00, for: 20m, pods: [{deploy: scribe}, {scale: {service: scribe, to: 5}}]}",
    );
    assert_eq!(sent(&estimate(&normal, &deployed, "scribe", &[missing])), [""; 0]);
}

#[test]
fn a_cumulative_gauge_adds_up_what_happens() {
    let normal = NORMAL.replace("logs:", "  - {metric: jobs.taken, per_minute: 30}\nlogs:");
    let query = "max(last_10m):monotonic_diff(sum:jobs.taken{service:scribe} by {queue}) < 1";
    let stopped = world(
        "3h",
        "  - {what: none is taken, at: Mon 01:00, for: 30m, metrics: [{metric: jobs.taken, per_minute: 0}]}",
    );
    let found = estimate(&normal, &stopped, "scribe", &[monitor(query, 1.0, &json!({}))]);
    // the first of the ten minutes has no difference
    assert_eq!(sent(&found), ["69m alert Page: none is taken"]);
}

#[test]
fn logs_that_stop_are_missed() {
    let query = "logs(\"env:prod service:scribe\").index(\"*\").rollup(\"count\").last(\"30m\") < 1";
    let silent = world(
        "3h",
        "  - {what: it is silent, at: Mon 01:00, for: 1h, logs: [{services: [scribe], per_minute: 0}]}",
    );
    let payload = monitor(query, 1.0, &json!({ "on_missing_data": "default" }));
    check(&silent, "scribe", &[payload], &["90m alert Page: it is silent"]);
}

#[test]
fn a_metric_without_an_entry_has_a_value_at_which_its_monitor_is_ok() {
    let age = |query: &str, critical: f64| monitor(query, critical, &json!({}));
    let nothing = world("2h", "  []");
    for query in [
        "max(last_5m):max:jobs.age{service:scribe} by {queue} > 900",
        "min(last_5m):max:jobs.age{service:scribe} by {queue} < 900",
    ] {
        let found = estimate(NORMAL, &nothing, "scribe", &[age(query, 900.0)]);
        assert_eq!(found.derived, ["scribe/m0"]);
        assert_eq!(sent(&found), [""; 0], "{query}");
    }
    let old = world(
        "2h",
        "  - {what: jobs wait, at: Mon 01:00, for: 30m, metrics: [{metric: jobs.age, level: '20..2000'}]}",
    );
    let found = sent(&estimate(
        NORMAL,
        &old,
        "scribe",
        &[age("max(last_5m):max:jobs.age{service:scribe} by {queue} > 900", 900.0)],
    ));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_monitor_that_cannot_be_estimated_is_named_with_the_reason() {
    let query = "avg(last_5m):avg:jobs.age{service:scribe} by {unknown} > 900";
    let slo = "error_budget(\"abc\").over(\"7d\") > 75";
    let mut slo = monitor(slo, 75.0, &json!({}));
    slo["type"] = json!("slo alert");
    let found = estimate(
        NORMAL,
        &world("2h", "  []"),
        "scribe",
        &[monitor(query, 900.0, &json!({})), slo],
    );
    let reasons: Vec<&str> = found.not_estimated.iter().map(|not| not.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "a world is shorter than the window of an error budget",
            "tag 'unknown' of 'jobs.age' has no values: add it to 'values' of jsonnet/worlds/normal.yaml"
        ]
    );
}

#[test]
fn equal_seeds_give_equal_estimates() {
    let busy = world(
        "1d",
        "  - {what: it fails, at: Mon 01:00, for: 40m, metrics: [{metric: jobs.failed, of: jobs.total, share: 0.12}]}",
    );
    let payloads = [
        monitor(RATIO, 10.0, &json!({})),
        monitor(
            "percentile(last_10m):p95:jobs.duration{service:scribe} > 12",
            12.0,
            &json!({}),
        ),
    ];
    let with_seed = |seed: &str| estimate(&NORMAL.replace("seed: 7", seed), &busy, "scribe", &payloads);
    assert_eq!(with_seed("seed: 7"), with_seed("seed: 7"));
    assert_ne!(with_seed("seed: 7").sent, with_seed("seed: 8").sent);
}

#[test]
fn every_format_shows_the_notifications() {
    let failing = world(
        "3h",
        "  - {what: 'it <fails>', at: Mon 01:00, for: 40m, metrics: [{metric: jobs.failed, of: jobs.total, share: 0.5}]}",
    );
    let found = estimate(NORMAL, &failing, "scribe", &[monitor(RATIO, 10.0, &json!({}))]);
    let text = print::text(&found, None);
    for part in [
        "Mon 01:00 it <fails> (40 min): ",
        "1 page to ml",
        "queue:scribe.jobs",
        "ml        1            0             0",
    ] {
        assert!(text.contains(part), "{part:?} is missing from:\n{text}");
    }
    let json = print::json(&found);
    assert_eq!(json["incidents"][0]["sent"][0]["urgency"], "page");
    assert_eq!(json["incidents"][0]["paged_teams"], json!(["ml"]));
    let svg = print::svg(&[found]);
    assert!(
        svg.contains("it &lt;fails&gt;") && svg.contains("class=\"page\""),
        "{svg}"
    );
}
