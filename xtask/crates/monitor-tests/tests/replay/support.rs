//! A monitor of failed jobs, and a day of its history.

use std::collections::BTreeMap;

use datadog_simulator::Monitor;
use monitor_tests::replay::{Export, Replay, ReplayTarget, history};
use serde_json::{Value, json};

/// Monday 2026-11-02 00:00 UTC.
pub(crate) const MONDAY: i64 = 1_793_577_600;

pub(crate) const FAILED: &str = "sum:scribemed.jobs.failed{env:prod,service:workflow-automation} by {topic}.as_count()";
pub(crate) const TOTAL: &str = "sum:scribemed.jobs.total{env:prod,service:workflow-automation} by {topic}.as_count()";

pub(crate) fn payload() -> Value {
    json!({
        "type": "query alert",
        "name": "jobs are failing",
        "message": "{{#is_alert}}@pagerduty-platform{{/is_alert}} @slack-platform-alerts-prod",
        "query": format!("sum(last_10m):100 * {FAILED} / {TOTAL} > 5"),
        "options": {
            "thresholds": { "critical": 5.0, "critical_recovery": 4.0, "warning": 2.5, "warning_recovery": 2.0 },
            "on_missing_data": "resolve",
            "new_group_delay": 300, "renotify_interval": 60, "renotify_statuses": ["alert"],
        },
    })
}

pub(crate) fn monitor(payload: &Value) -> Monitor {
    Monitor::from_payload(payload).expect("a monitor of this test")
}

/// The handles that page in these tests.
pub(crate) fn is_pager(handle: &str) -> bool {
    handle.starts_with("pagerduty-")
}

pub(crate) fn target(monitor: &Monitor) -> ReplayTarget<'_> {
    ReplayTarget {
        name: "workflow-automation/failure-rate",
        env: "prod",
        monitor,
        is_pager: &is_pager,
        interpolated: &|_| true,
        retuned: &|_| None,
    }
}

/// Failed and total jobs in each minute of a day: busy in the daytime, with four incidents.
pub(crate) fn day() -> Vec<(i64, f64, f64)> {
    let mut noise = 7_u64;
    let mut random = move || {
        noise = noise
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (noise >> 33) as f64 / f64::from(1_u32 << 31)
    };
    let incident = |minute: i64| match minute {
        194..=206 => 0.09,
        611..=702 => 0.16,
        1003..=1030 => 0.035,
        1200..=1206 => 0.07,
        _ => 0.006,
    };
    let of_minute = move |minute: i64| {
        let busy = 60.0 - 45.0 * ((minute as f64) * std::f64::consts::TAU / 1440.0).cos();
        let total = (busy + 6.0 * random()).round();
        let failed = (total * incident(minute) + 1.1 * random()).floor();
        (MONDAY + minute * 60, failed, total)
    };
    (0..1440).map(of_minute).collect()
}

/// The response of Datadog's API for both queries.
pub(crate) fn response(day: &[(i64, f64, f64)]) -> String {
    let series = |index: usize, expression: &str, value: fn(&(i64, f64, f64)) -> f64| {
        let points: Vec<Value> = day.iter().map(|d| json!([d.0 as f64 * 1000.0, value(d)])).collect();
        json!({
            "metric": expression.split(['{', ':']).nth(1), "display_name": "x", "unit": null, "aggr": "sum", "attributes": {},
            "expression": expression, "query_index": index, "scope": "env:prod,service:workflow-automation,topic:notes", "tag_set": ["topic:notes"],
            "interval": 60, "length": points.len(), "start": 0, "end": 0, "pointlist": points,
        })
    };
    let response = json!({
        "status": "ok", "res_type": "time_series", "resp_version": 1, "message": "", "group_by": [],
        "query": format!("{FAILED},{TOTAL}"),
        "from_date": day[0].0 * 1000, "to_date": (day[day.len() - 1].0 + 60) * 1000,
        "series": [series(0, FAILED, |d| d.1), series(1, TOTAL, |d| d.2)],
    });
    response.to_string()
}

pub(crate) fn read(text: &str) -> Vec<Export> {
    history::read("history.json", text).unwrap_or_else(|findings| panic!("{}", diagnostics::text(&findings, false)))
}

/// The findings of a file, as a user sees them.
pub(crate) fn findings(text: &str) -> String {
    match history::read("history", text) {
        Ok(_) => "no finding".to_owned(),
        Err(findings) => diagnostics::text(&findings, false),
    }
}

/// The findings of a replay, as a user sees them.
pub(crate) fn refusal(payload: &Value, texts: &[&str]) -> String {
    let monitor = monitor(payload);
    let exports: Vec<Export> = texts.iter().flat_map(|text| read(text)).collect();
    let replay = Replay::new(target(&monitor), &exports);
    replay.err().map_or_else(
        || "no finding".to_owned(),
        |findings| diagnostics::text(&findings, false),
    )
}

/// CSV with one value a minute for each query.
pub(crate) fn csv(queries: &BTreeMap<&str, Vec<f64>>) -> String {
    let mut out = "time,query,value,group\n".to_owned();
    for (query, values) in queries {
        for (i, value) in values.iter().enumerate() {
            out.push_str(&format!("{},\"{query}\",{value},topic:notes\n", MONDAY + i as i64 * 60));
        }
    }
    out
}
