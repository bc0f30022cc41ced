//! Files of history: what is parsed, and which findings invalid files have.

use crate::support::{FAILED, MONDAY, findings, read};
use monitor_tests::replay::{Export, history};

fn csv(text: &str) -> Export {
    read(text).remove(0)
}

#[test]
fn a_response_may_have_nulls_and_unknown_fields() {
    let text = format!(
        r#"{{"status":"ok","res_type":"time_series","resp_version":1,"query":"avg:m{{a:b}} by {{host}},sum:n{{*}}","from_date":{0}000,"to_date":{1}000,
           "series":[{{"query_index":0,"scope":"a:b,host:X","tag_set":["host:X"],"interval":60,"pointlist":[[{0}000.0,1.5],[{2}000.0,null]]}}]}}"#,
        MONDAY,
        MONDAY + 120,
        MONDAY + 60
    );
    let export = &read(&text)[0];
    assert_eq!(export.requested, ["avg:m{a:b} by {host}", "sum:n{*}"]);
    assert_eq!(export.covers, (MONDAY, MONDAY + 120));
    let series = &export.series[0];
    assert_eq!(
        (series.query.as_deref(), series.tags.to_string().as_str()),
        (Some("avg:m{a:b} by {host}"), "host:x")
    );
    assert_eq!(
        (series.bucket_s, series.points.as_slice()),
        (Some(60), [(MONDAY, 1.5)].as_slice())
    );
}

#[test]
fn a_file_may_have_several_responses() {
    let one = |t: i64| {
        format!(
            r#"{{"series":[],"query":"a:b{{*}}","from_date":{t}000,"to_date":{}000}}"#,
            t + 60
        )
    };
    let two = read(&format!("{}\n{}", one(MONDAY), one(MONDAY + 60)));
    assert_eq!(
        two.iter().map(|e| e.covers.0).collect::<Vec<_>>(),
        [MONDAY, MONDAY + 60]
    );
}

#[test]
fn an_interval_in_milliseconds_is_recognised() {
    // the clients document milliseconds, the API returns seconds
    let check = |interval: &str, expected: Option<i64>| {
        let text = format!(
            r#"{{"series":[{{"expression":"avg:m{{*}}","interval":{interval},"pointlist":[[{0}000,1],[{1}000,2]]}}]}}"#,
            MONDAY,
            MONDAY + 60
        );
        assert_eq!(read(&text)[0].series[0].bucket_s, expected, "{interval}");
    };
    check("60", Some(60));
    check("20", Some(20));
    check("60000", Some(60));
    check("null", Some(60));
}

#[test]
fn csv_needs_only_time_and_value() {
    let export = csv("time,value\n2026-11-02T00:00:00Z,1\n2026-11-02T01:01:00+01:00,\n1793577720000,3\n1793577780,4\n");
    assert_eq!(export.covers, (MONDAY, MONDAY + 240));
    let series = &export.series[0];
    assert_eq!((series.query.as_deref(), series.bucket_s), (None, Some(60)));
    assert_eq!(series.points, [(MONDAY, 1.0), (MONDAY + 120, 3.0), (MONDAY + 180, 4.0)]);
}

#[test]
fn csv_columns_may_have_any_order() {
    let export = csv(&format!(
        "group,interval,query,value,time\n\"host:a, queue:B\",300,\"{FAILED}\",7,{MONDAY}\n"
    ));
    let series = &export.series[0];
    assert_eq!(
        (
            series.tags.to_string().as_str(),
            series.query.as_deref(),
            series.bucket_s
        ),
        ("host:a,queue:b", Some(FAILED), Some(300))
    );
}

#[test]
fn sparse_series_have_the_bucket_length_of_the_file() {
    let export = csv(&format!(
        "time,value,group\n{0},1,a:1\n{1},1,a:1\n{0},1,a:2\n{2},1,a:2\n",
        MONDAY,
        MONDAY + 7200,
        MONDAY + 60
    ));
    assert_eq!(
        export.series.iter().map(|s| s.bucket_s).collect::<Vec<_>>(),
        [Some(60), Some(60)]
    );
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let found = findings(text);
    assert!(found.contains(expected), "{expected:?} is not in:\n{found}");
}

#[test]
fn an_invalid_response_is_a_finding() {
    check_error("", "the history is empty");
    check_error("[{}]", "a list is not a response of Datadog's API");
    check_error("{\"series\":[\n", "not a response of Datadog's API: EOF while parsing");
    check_error("{\"data\":{}}", "it has no field 'series'");
    check_error(
        r#"{"status":"error","error":"Rate limit of 100 requests"}"#,
        "Datadog returned an error: Rate limit of 100 requests",
    );
    check_error(r#"{"errors":["Forbidden"]}"#, "Datadog returned an error: Forbidden");
    check_error(r#"{"series":[]}"#, "has neither points nor a time span");
    let series = |fields: &str| format!(r#"{{"from_date":0,"to_date":60000,"series":[{{{fields}}}]}}"#);
    check_error(&series(r#""pointlist":[]"#), "series 1 of the response has no query");
    check_error(
        &series(r#""expression":"avg:m{*}","pointlist":[[1.5,1]]"#),
        "has a point at 1.5, which is not a time in milliseconds",
    );
    check_error(
        &series(r#""expression":"avg:m{*}","pointlist":[[1000,1],[1000,2]]"#),
        "has two values at 1970-01-01 00:00",
    );
    check_error(
        &series(r#""expression":"avg:m{*}","interval":0,"pointlist":[]"#),
        "has the interval 0",
    );
    check_error(
        &series(r#""expression":"avg:m{*}","interval":60,"pointlist":[[0,1],[90000,2]]"#),
        "points 90 s apart, which is not a multiple",
    );
}

#[test]
fn invalid_csv_is_a_finding() {
    check_error("time,valeu\n1,2\n", "unknown column 'valeu'");
    check_error("time,valeu\n1,2\n", "did you mean 'value'?");
    check_error("value\n1\n", "column 'time' is missing");
    check_error("time,time,value\n1,1,1\n", "two columns are named 'time'");
    check_error("time,value\n", "a header, but no rows");
    check_error(
        "time,value\n2026-11-02 00:00,1\n",
        "'2026-11-02 00:00' is not a time with an offset from UTC",
    );
    check_error("time,value\n-5,1\n", "'-5' is not a time since 1970");
    check_error("time,value\n5,NaN\n", "'NaN' is not a number");
    check_error("time,value\n5,1,2\n", "3 fields, but the header has 2");
    check_error("time,value\n5,1\n5,2\n", "two values at 1970-01-01 00:00 in one series");
    check_error(
        "time,value,interval\n60,1,60\n120,1,30\n",
        "the interval differs from the first row of the series",
    );
    check_error("time,value\n5,1\n1793577600,2\n", "longer than Datadog keeps metrics");
}

#[test]
fn a_finding_underlines_its_row() {
    let found = findings("time,value\n60,1\n120,x\n");
    assert!(found.contains("history:3:1") && found.contains("120,x"), "{found}");
    let all = history::read("h", &format!("time,value\n{}", "x,1\n".repeat(500))).expect_err("findings");
    assert_eq!(all.len(), 10);
}
