//! ExportedSeries series find their query, or it is told why not.

use std::collections::BTreeMap;

use crate::support::{FAILED, MONDAY, TOTAL, answer, csv, day, monitor, payload, read, refusal, target};
use monitor_tests::replay::Replay;
use serde_json::json;

#[track_caller]
fn refused(payload: &serde_json::Value, texts: &[&str], expected: &[&str]) {
    let found = refusal(payload, texts);
    assert!(
        expected.iter().all(|e| found.contains(e)),
        "{expected:?} is not in:\n{found}"
    );
}

fn gauge(query: &str) -> serde_json::Value {
    json!({ "type": "query alert", "name": "m", "message": "", "query": query, "options": {} })
}

/// CSV of one query, a value a bucket.
fn table(query: &str, step_s: i64, count: i64) -> String {
    let rows: String = (0..count)
        .map(|i| format!("{},\"{query}\",{},topic:a\n", MONDAY + i * step_s, i % 7))
        .collect();
    format!("time,query,value,group\n{rows}")
}

#[test]
fn both_readers_come_to_the_same() {
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
    assert_eq!(run(&table), run(&answer(&day)));
}

#[test]
fn a_day_in_two_exports_is_one_day() {
    let day = day();
    let monitor = monitor(&payload());
    let whole = Replay::new(target(&monitor), &read(&answer(&day))).expect("a replay");
    let parts = [&day[..700], &day[690..]].map(answer).join("\n");
    let parts = Replay::new(target(&monitor), &read(&parts)).expect("a replay");
    assert_eq!(parts.outcome(), whole.outcome());
}

#[test]
fn a_hole_between_exports_is_refused() {
    let day = day();
    let (a, b) = (answer(&day[..700]), answer(&day[720..]));
    refused(
        &payload(),
        &[&a, &b],
        &[
            "nothing was exported from 2026-11-02 11:40 to 2026-11-02 12:00",
            "a hole would look like missing data",
        ],
    );
}

#[test]
fn the_result_of_the_whole_expression_is_refused() {
    let text = table(&format!("100 * {FAILED} / {TOTAL}"), 60, 60);
    refused(
        &payload(),
        &[&text],
        &[
            "is made of queries: its parts cannot be had back",
            &format!("`{FAILED},{TOTAL}`"),
        ],
    );
}

#[test]
fn another_aggregation_is_refused() {
    let text = format!(
        "{}{}",
        table(&FAILED.replace("sum:", "avg:"), 60, 60),
        &table(TOTAL, 60, 60)["time,query,value,group\n".len()..]
    );
    refused(
        &payload(),
        &[&text],
        &[
            &format!("the history holds nothing of `{FAILED}`"),
            "a series of the metric is another query's: it aggregates by 'avg' instead of 'sum'",
        ],
    );
}

#[test]
fn buckets_must_be_those_of_the_evaluation() {
    let query = "avg:m{*}";
    let monitor = gauge("avg(last_5m):avg:m{*} > 5");
    refused(
        &monitor,
        &[&table(query, 300, 60)],
        &[
            "buckets of 300 s, and is evaluated in buckets of 60 s: what happened within a bucket",
            "append `.rollup(avg, 60)`",
            "1 d 1 h",
        ],
    );
    refused(
        &monitor,
        &[&table(query, 20, 600)],
        &["only sums can be put together to longer buckets"],
    );
    refused(&monitor, &[&table(query, 60, 60)], &["no finding"]);
    let counts = gauge("sum(last_5m):sum:m{*}.as_count() > 5");
    refused(&counts, &[&table("sum:m{*}.as_count()", 20, 600)], &["no finding"]);
}

#[test]
fn groups_need_their_tags() {
    let monitor = gauge("avg(last_5m):avg:m{*} by {host} > 5");
    refused(
        &monitor,
        &[&table("avg:m{*} by {host}", 60, 60)],
        &["has no tag 'host', by which the monitor groups", "its tags: topic:a"],
    );
}

#[test]
fn a_row_without_a_query_is_of_the_only_one() {
    let rows: String = (0..30).map(|i| format!("{},{i}\n", MONDAY + i * 60)).collect();
    let text = format!("time,value\n{rows}");
    refused(&gauge("avg(last_5m):avg:m{*} > 5"), &[&text], &["no finding"]);
    refused(
        &payload(),
        &[&text],
        &["the row says no query, but the monitor has several", FAILED],
    );
}

#[test]
fn a_query_that_was_asked_for_may_have_no_data() {
    let text = format!(
        r#"{{"query":"{FAILED},{TOTAL}","from_date":{MONDAY}000,"to_date":{}000,"series":[]}}"#,
        MONDAY + 3600
    );
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&text)).expect("a replay");
    assert_eq!(replay.episodes(), []);
}

#[test]
fn what_is_not_read_is_noted() {
    let text = format!(
        "{}{}",
        table("avg:m{*}", 60, 60),
        &table("avg:other{*}", 60, 60)["time,query,value,group\n".len()..]
    );
    let monitor = monitor(&gauge("avg(last_5m):avg:m{*} > 5"));
    let replay = Replay::new(target(&monitor), &read(&text)).expect("a replay");
    assert_eq!(
        replay.notes(),
        ["history.json: 'avg:other{*}' is no query of this monitor and is not read"]
    );
}

#[test]
fn a_history_shorter_than_a_window_is_refused() {
    refused(
        &gauge("avg(last_1h):avg:m{*} > 5"),
        &[&table("avg:m{*}", 60, 30)],
        &["is shorter than what one evaluation looks at: 1 h"],
    );
}

#[test]
fn what_is_no_metric_monitor_is_refused() {
    let payload = json!({ "type": "log alert", "name": "m", "message": "", "query": r#"logs("a").index("*").rollup("count").last("5m") > 5"#, "options": {} });
    refused(
        &payload,
        &[&table("avg:m{*}", 60, 30)],
        &["monitor 'workflow-automation/failure-rate' counts events, whose history is no metric"],
    );
}

#[test]
fn a_sweep_needs_a_threshold_that_is_there() {
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
