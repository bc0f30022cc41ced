//! Which points count as covered.

use datadog_simulator::world::{CheckRun, CheckStatus, MetricKind, Series, Tags};
use datadog_simulator::{Monitor, Semantics, Span, World};
use monitor_tests::coverage::{Coverage, CoverageReport, CoverageRow};
use serde_json::{Value, json};

const MESSAGE: &str = "{{#is_alert}}a{{/is_alert}}{{#is_warning}}w{{/is_warning}}{{#is_no_data}}n{{/is_no_data}}";

fn monitor(query: &str, options: Value) -> Monitor {
    let payload =
        json!({ "type": "query alert", "name": "a monitor", "message": MESSAGE, "query": query, "options": options });
    Monitor::from_payload(&payload).expect("a monitor of this test")
}

/// `5x3 _x7`: three fives and seven minutes without data.
fn series(tags: &str, values: &str) -> Series {
    let mut minute = 0;
    let mut points = Vec::new();
    for token in values.split_whitespace() {
        let (value, times) = token.split_once('x').expect("a value and how often");
        for _ in 0..times.parse::<i64>().expect("a count") {
            points.extend(value.parse().ok().map(|value| (minute * 60, value)));
            minute += 1;
        }
    }
    Series::new("m", Tags::new([tags]), MetricKind::Gauge, 60, points)
}

/// The points that these series do not reach, from minute 1 to 40.
fn unreached(monitor: &Monitor, series: Vec<Series>) -> Vec<String> {
    let world = World {
        series,
        ..World::default()
    };
    let mut coverage = Coverage::new(monitor);
    let span = Span { from: 60, to: 2400 };
    coverage.record(
        &monitor
            .run(&world, span, &Semantics::default())
            .expect("a world of this test"),
    );
    coverage.unreached().map(ToString::to_string).collect()
}

fn leveled(missing: &str) -> Monitor {
    let options =
        json!({ "on_missing_data": missing, "new_group_delay": 0, "thresholds": { "critical": 10, "warning": 5 } });
    monitor("avg(last_1m):avg:m{*} by {host} > 10", options)
}

#[test]
fn no_telemetry_reaches_nothing() {
    let all = [
        "alert",
        "warning",
        "recovery",
        "missing data",
        "two groups",
        "{{#is_alert}} of message",
        "{{#is_warning}} of message",
    ];
    assert_eq!(unreached(&leveled("resolve"), Vec::new()), all);
}

#[test]
fn two_groups_reach_everything() {
    let two = vec![series("host:a", "1x5 20x5 7x5 1x5 _x5"), series("host:b", "1x30")];
    assert_eq!(unreached(&leveled("resolve"), two), Vec::<String>::new());
}

#[test]
fn an_alert_that_ends_with_its_data_is_not_a_recovery() {
    let one = vec![series("host:a", "1x5 20x5 _x5")];
    assert_eq!(
        unreached(&leveled("resolve"), one),
        ["warning", "recovery", "two groups", "{{#is_warning}} of message"]
    );
}

#[test]
fn a_warning_that_ends_is_not_a_recovery() {
    let one = vec![series("host:a", "1x5 7x5 1x5 20x5 _x5")];
    assert_eq!(unreached(&leveled("resolve"), one), ["recovery", "two groups"]);
}

#[test]
fn every_option_for_missing_data_is_reached() {
    for missing in ["default", "show_no_data", "show_and_notify_no_data", "resolve"] {
        let reached = |values: &str| {
            !unreached(&leveled(missing), vec![series("host:a", values)]).contains(&"missing data".to_owned())
        };
        assert!(reached("1x10 _x10"), "{missing}");
        assert!(!reached("1x41"), "{missing}");
    }
    let count = monitor(
        "sum(last_5m):sum:m{*}.as_count() > 10",
        json!({ "on_missing_data": "default" }),
    );
    assert!(!unreached(&count, vec![series("host:a", "1x10 _x10")]).contains(&"missing data".to_owned()));
    assert!(unreached(&count, vec![series("host:a", "1x41")]).contains(&"missing data".to_owned()));
}

#[test]
fn notify_no_data_waits_for_its_timeframe() {
    let legacy = monitor(
        "avg(last_1m):avg:m{*} > 10",
        json!({ "notify_no_data": true, "no_data_timeframe": 10 }),
    );
    assert!(unreached(&legacy, vec![series("host:a", "1x35")]).contains(&"missing data".to_owned()));
    assert!(!unreached(&legacy, vec![series("host:a", "1x20")]).contains(&"missing data".to_owned()));
}

#[test]
fn checks_recover_without_values() {
    let payload = json!({ "type": "service check", "name": "a monitor", "message": "", "query": "\"c\".over(\"*\").last(2).count_by_status()",
        "options": { "thresholds": { "critical": 1, "ok": 1 } } });
    let monitor = Monitor::from_payload(&payload).expect("a monitor of this test");
    let run = |minute: i64, status| CheckRun {
        check: "c".to_owned(),
        tags: Tags::default(),
        at: minute * 60,
        status,
        message: String::new(),
    };
    let world = World {
        checks: vec![
            run(0, CheckStatus::Ok),
            run(1, CheckStatus::Critical),
            run(3, CheckStatus::Ok),
        ],
        ..World::default()
    };
    let mut coverage = Coverage::new(&monitor);
    let outcome = monitor
        .run(&world, Span { from: 60, to: 300 }, &Semantics::default())
        .expect("a world of this test");
    coverage.record(&outcome);
    assert_eq!(coverage.unreached().count(), 0);
}

#[test]
fn composites_and_slo_alerts_have_no_missing_data() {
    for (kind, query) in [
        ("composite", "1 && 2"),
        ("slo alert", "error_budget(\"x\").over(\"7d\") > 75"),
    ] {
        let payload = json!({ "type": kind, "name": "a monitor", "message": "", "query": query });
        let coverage = Coverage::new(&Monitor::from_payload(&payload).expect("a monitor of this test"));
        let points: Vec<String> = coverage.points().map(|(point, _)| point.to_string()).collect();
        assert_eq!(points, ["alert", "recovery"], "{kind}");
    }
}

#[test]
fn the_report_merges_equal_gaps() {
    let row = |env: &str, values: &str| {
        let monitor = leveled("resolve");
        let world = World {
            series: vec![series("host:a", values)],
            ..World::default()
        };
        let mut coverage = Coverage::new(&monitor);
        let span = Span { from: 60, to: 2400 };
        coverage.record(
            &monitor
                .run(&world, span, &Semantics::default())
                .expect("a world of this test"),
        );
        CoverageRow {
            monitor: "s/m".to_owned(),
            env: env.to_owned(),
            tests: "m_test.yaml".to_owned(),
            coverage,
        }
    };
    let whole = "1x5 20x5 7x5 1x5 _x5";
    let report = CoverageReport {
        rows: vec![row("dev", "1x40"), row("staging", "1x40"), row("prod", whole)],
    };
    assert_eq!(
        report.text(),
        "\
coverage            reached       of     share
alert                     1        3   33.33 %
recovery                  1        3   33.33 %
missing data              1        3   33.33 %
warning                   1        3   33.33 %
groups                    0        3    0.00 %
message branches          2        6   33.33 %

not covered, required
  s/m in dev, staging: alert, recovery, missing data

not covered, optional
  s/m in dev, staging: warning, two groups, {{#is_alert}} of message, {{#is_warning}} of message
  s/m in prod: two groups

unreachable: no notification can show
  s/m in dev, staging, prod: {{#is_no_data}} of message
"
    );
    assert_eq!(report.failures().count(), 6);
    let json = serde_json::to_value(&report).expect("a report");
    assert_eq!(json["shares"]["alert"], json!({ "reached": 1, "of": 3 }));
    assert_eq!(
        json["monitors"][0]["points"][0],
        json!({ "point": "alert", "reached": false, "required": true })
    );
    assert_eq!(json["monitors"][0]["unreachable"][0]["tag"], "{{#is_no_data}}");
}
