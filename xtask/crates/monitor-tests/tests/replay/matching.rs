//! Exported series are matched with queries, or the mismatch is reported.

use std::collections::BTreeMap;

use crate::support::{FAILED, MONDAY, TOTAL, csv, day, monitor, payload, read, refusal, response, target};
use monitor_tests::replay::Replay;
use serde_json::json;

#[track_caller]
fn check_error(payload: &serde_json::Value, texts: &[&str], expected: &[&str]) {
    let found = refusal(payload, texts);
    assert!(
        expected.iter().all(|e| found.contains(e)),
        "{expected:?} is not in:\n{found}"
    );
}

fn gauge(query: &str) -> serde_json::Value {
    json!({ "type": "query alert", "name": "m", "message": "", "query": query, "options": {} })
}

/// CSV of one query, one value for each bucket.
fn table(query: &str, step_s: i64, count: i64) -> String {
    let rows: String = (0..count)
        .map(|i| format!("{},\"{query}\",{},topic:a\n", MONDAY + i * step_s, i % 7))
        .collect();
    format!("time,query,value,group\n{rows}")
}

#[test]
fn csv_and_json_give_the_same_outcome() {
    let day = day();
    let values = |value: fn(&(i64, f64, f64)) -> f64| day.iter().map(value).collect();
    let table = csv(&BTreeMap::from([(FAILED, values(|d| d.1)), (TOTAL, values(|d| d.2))]));
    let monitor = monitor(&payload());
    let run = |text: &str| {
        Replay::new(target(&monitor), &read(text))
            .expect("a replay")
            .outcome()
            .clone()
    };
    assert_eq!(run(&table), run(&response(&day)));
}

#[test]
fn overlapping_exports_are_joined() {
    let day = day();
    let monitor = monitor(&payload());
    let whole = Replay::new(target(&monitor), &read(&response(&day))).expect("a replay");
    let parts = [&day[..700], &day[690..]].map(response).join("\n");
    let parts = Replay::new(target(&monitor), &read(&parts)).expect("a replay");
    assert_eq!(parts.outcome(), whole.outcome());
}

#[test]
fn a_gap_between_exports_is_rejected() {
    let day = day();
    let (a, b) = (response(&day[..700]), response(&day[720..]));
    check_error(
        &payload(),
        &[&a, &b],
        &[
            "nothing was exported from 2026-11-02 11:40 to 2026-11-02 12:00",
            "a gap would look like missing data",
        ],
    );
}

#[test]
fn the_result_of_the_whole_expression_is_rejected() {
    let text = table(&format!("100 * {FAILED} / {TOTAL}"), 60, 60);
    check_error(
        &payload(),
        &[&text],
        &[
            "is an expression of several queries: their values cannot be restored",
            &format!("`{FAILED},{TOTAL}`"),
        ],
    );
}

#[test]
fn another_aggregation_is_rejected() {
    let text = format!(
        "{}{}",
        table(&FAILED.replace("sum:", "avg:"), 60, 60),
        &table(TOTAL, 60, 60)["time,query,value,group\n".len()..]
    );
    check_error(
        &payload(),
        &[&text],
        &[
            &format!("the history has no series of `{FAILED}`"),
            "a series of the same metric is from another query: it aggregates by 'avg' instead of 'sum'",
        ],
    );
}

#[test]
fn buckets_must_be_those_of_the_evaluation() {
    let query = "avg:m{*}";
    let monitor = gauge("avg(last_5m):avg:m{*} > 5");
    check_error(
        &monitor,
        &[&table(query, 300, 60)],
        &[
            "buckets of 300 s, but is evaluated in buckets of 60 s: values within a bucket",
            "append `.rollup(avg, 60)`",
            "1 d 1 h",
        ],
    );
    check_error(
        &monitor,
        &[&table(query, 20, 600)],
        &["only sums can be combined to longer buckets"],
    );
    check_error(&monitor, &[&table(query, 60, 60)], &["no finding"]);
    let counts = gauge("sum(last_5m):sum:m{*}.as_count() > 5");
    check_error(&counts, &[&table("sum:m{*}.as_count()", 20, 600)], &["no finding"]);
}

#[test]
fn a_series_without_the_group_tag_is_rejected() {
    let monitor = gauge("avg(last_5m):avg:m{*} by {host} > 5");
    check_error(
        &monitor,
        &[&table("avg:m{*} by {host}", 60, 60)],
        &["has no tag 'host', by which the monitor groups", "its tags: topic:a"],
    );
}

#[test]
fn a_row_without_a_query_belongs_to_the_only_query() {
    let rows: String = (0..30).map(|i| format!("{},{i}\n", MONDAY + i * 60)).collect();
    let text = format!("time,value\n{rows}");
    check_error(&gauge("avg(last_5m):avg:m{*} > 5"), &[&text], &["no finding"]);
    check_error(
        &payload(),
        &[&text],
        &["the row has no query, but the monitor has several", FAILED],
    );
}

#[test]
fn a_requested_query_may_have_no_data() {
    let text = format!(
        r#"{{"query":"{FAILED},{TOTAL}","from_date":{MONDAY}000,"to_date":{}000,"series":[]}}"#,
        MONDAY + 3600
    );
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&text)).expect("a replay");
    assert_eq!(replay.episodes(), []);
}

#[test]
fn ignored_series_are_noted() {
    let text = format!(
        "{}{}",
        table("avg:m{*}", 60, 60),
        &table("avg:other{*}", 60, 60)["time,query,value,group\n".len()..]
    );
    let monitor = monitor(&gauge("avg(last_5m):avg:m{*} > 5"));
    let replay = Replay::new(target(&monitor), &read(&text)).expect("a replay");
    assert_eq!(
        replay.notes(),
        ["history.json: 'avg:other{*}' is not a query of this monitor; ignored"]
    );
}

#[test]
fn a_history_shorter_than_a_window_is_rejected() {
    check_error(
        &gauge("avg(last_1h):avg:m{*} > 5"),
        &[&table("avg:m{*}", 60, 30)],
        &["is shorter than the data of one evaluation: 1 h"],
    );
}

#[test]
fn a_monitor_without_metrics_is_rejected() {
    let payload = json!({ "type": "log alert", "name": "m", "message": "", "query": r#"logs("a").index("*").rollup("count").last("5m") > 5"#, "options": {} });
    check_error(
        &payload,
        &[&table("avg:m{*}", 60, 30)],
        &["monitor 'workflow-automation/failure-rate' counts events, whose history is not a metric"],
    );
}

#[test]
fn a_sweep_needs_a_threshold_of_the_monitor() {
    let monitor = monitor(&gauge("avg(last_5m):avg:m{*} > 5"));
    let replay = Replay::new(target(&monitor), &read(&table("avg:m{*}", 60, 60))).expect("a replay");
    let sweep = |texts: &[&str]| {
        let sweeps: Vec<_> = texts.iter().map(|t| t.parse().expect("a sweep")).collect();
        replay.sweep(&sweeps).map_err(|f| diagnostics::text(&f, false))
    };
    assert!(
        sweep(&["warning=1..2"])
            .expect_err("a finding")
            .contains("has no such threshold")
    );
    assert!(
        sweep(&["critical=1..2", "critical=3..4"])
            .expect_err("a finding")
            .contains("swept twice")
    );
    let rows = sweep(&["critical=1..3"]).expect("rows");
    let criticals: Vec<_> = rows.iter().map(|r| (r.thresholds.critical, r.is_current)).collect();
    assert_eq!(
        criticals,
        [
            (Some(1.0), false),
            (Some(2.0), false),
            (Some(3.0), false),
            (Some(5.0), true)
        ]
    );
    assert!(rows.windows(2).all(|pair| pair[0].alert_s >= pair[1].alert_s));
}
