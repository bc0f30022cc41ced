//! Payloads that refer to other objects by path, and the findings of wrong references.

mod support;

use serde_json::{Value, json};
use support::{constructed, dashboard, monitor, reported, slo, with};

fn common() -> Value {
    json!({ "symptom": "jobs are failing", "impact": "nobody is well", "first_action": "see which queue grows", "severity": "P3" })
}

/// The query, the options and the tags of a monitor, or its findings.
fn check(kind: &str, args: Value, expected: &str) {
    let value = constructed(&format!("monitor.{kind}"), with(common(), args));
    let built = match monitor("failures", &value) {
        Ok(monitor) => format!(
            "{}\n{}\n{}",
            monitor.payload["query"].as_str().unwrap_or_default(),
            monitor.payload["options"],
            monitor.payload["tags"][6]
        ),
        Err(findings) => reported(&findings),
    };
    assert_eq!(built, expected);
}

fn burn_rate(more: Value) -> Value {
    with(
        json!({ "slo": "scribe/slos/success", "burn_rate": 14.4, "long_window": "1h", "short_window": "5m" }),
        more,
    )
}

#[test]
fn a_burn_rate_takes_window_and_limit_from_the_target() {
    check(
        "burn_rate",
        burn_rate(json!({})),
        "burn_rate(\"<id of scribe/slos/success>\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4
{\"include_tags\":false,\"notify_audit\":false,\"renotify_interval\":0,\"thresholds\":{\"critical\":14.4}}
\"slo:success\"",
    );
    check(
        "burn_rate",
        burn_rate(json!({ "slo": "store/slos/latency", "burn_rate": 100.1, "long_window": "49h", "short_window": "50h" })),
        "monitor/burn-rate at burn_rate: monitor 'scribe/failures': a target of 99 % cannot burn its budget 100.1 times as fast as it allows | write a number above 0 and up to 100
monitor/burn-rate at long_window: monitor 'scribe/failures': Datadog has no long window of 49h | write 1 to 48 hours, such as '1h'
monitor/burn-rate at short_window: monitor 'scribe/failures': the short window 50h is not shorter than the long one, 49h | write a twelfth of the long window",
    );
    check(
        "burn_rate",
        burn_rate(json!({ "long_window": "2d" })),
        "monitor/burn-rate at long_window: monitor 'scribe/failures': long_window is '2d' | write minutes or hours, such as '5m' or '1h'",
    );
}

#[test]
fn an_error_budget_alerts_and_warns_in_percent() {
    check(
        "error_budget",
        json!({ "slo": "scribe/slos/latency", "alert_percent": 90, "warn_percent": 75 }),
        "error_budget(\"<id of scribe/slos/latency>\").over(\"7d\") > 90
{\"include_tags\":false,\"notify_audit\":false,\"renotify_interval\":0,\"thresholds\":{\"critical\":90,\"warning\":75}}
\"slo:latency\"",
    );
    check(
        "error_budget",
        json!({ "slo": "scribe/slos/latency", "alert_percent": 75, "warn_percent": 90 }),
        "monitor/threshold-order at warn_percent: monitor 'scribe/failures': warn_percent (90) must be on the healthy side of alert_percent (75) | with this comparison warn_percent is smaller than alert_percent",
    );
}

#[test]
fn a_wrong_slo_is_reported_with_near_matches() {
    let slo = |path: &str| burn_rate(json!({ "slo": path }));
    check(
        "burn_rate",
        slo("scribe/slos/sucess"),
        "reference/unknown at scribe/slos/sucess: unknown SLO 'scribe/slos/sucess' | did you mean 'scribe/slos/success' or 'store/slos/success' or 'scribe/slos/latency'?",
    );
    check(
        "burn_rate",
        slo("success"),
        "reference/path at success: monitor 'scribe/failures': slo must name a slo, not 'success' | write its path: '<service>/slos/<name>'",
    );
    check(
        "burn_rate",
        slo("scribe/monitors/success"),
        "reference/kind at scribe/monitors/success: monitor 'scribe/failures': slo must name a slo, and 'scribe/monitors/success' is a monitor | write its path: '<service>/slos/<name>'",
    );
}

fn composite(condition: &str) -> Value {
    json!({ "monitors": { "slow": "scribe/monitors/slow", "down": "store/monitors/down" }, "condition": condition })
}

#[test]
fn a_condition_has_ids_in_the_place_of_names() {
    check(
        "composite",
        composite("slow && !(down)"),
        "<id of scribe/monitors/slow> && !(<id of store/monitors/down>)
{\"include_tags\":false,\"notify_audit\":false,\"renotify_interval\":0}
null",
    );
    check(
        "composite",
        composite("slow && !dwn"),
        "monitor/condition at dwn: unknown name in the condition 'dwn' | did you mean 'down'?
monitor/condition at down: monitor 'scribe/failures': the condition does not use 'down' of monitors | use it in 'condition', or remove it",
    );
    check(
        "composite",
        json!({ "monitors": ["scribe/monitors/slow"], "condition": "slow" }),
        "jsonnet/type at monitors: monitor 'scribe/failures': monitors must be an object, not a list | write { name: 'service/monitors/name' }",
    );
}

#[test]
fn an_slo_counts_the_time_of_monitors() {
    let built = |name: &str, monitors: Value| {
        let value = constructed("slo.monitors", json!({ "objective": "it is up", "monitors": monitors }));
        match slo(name, &value) {
            Ok(slo) => format!("{} {}", slo.payload["type"], slo.payload["monitor_ids"]),
            Err(findings) => reported(&findings),
        }
    };
    assert_eq!(
        built("success", json!(["scribe/monitors/slow"])),
        "\"monitor\" [\"<id of scribe/monitors/slow>\"]"
    );
    assert_eq!(
        built("success", json!([])),
        "slo/no-monitor at monitors: SLO 'scribe/success': monitors is empty | name at least one monitor"
    );
    assert_eq!(
        built("latency", json!(["scribe/monitors/slow"])),
        "slo/limit at under_s in services/scribe/service.libsonnet: SLO 'scribe/latency': under_s of the target is 0.5, the limit of its signal is none | remove under_s, or use ctx.signal.over_limit"
    );
}

#[test]
fn widgets_show_what_a_path_names() {
    let built = |kind: &str, args: Value| {
        let widget = constructed(&format!("widget.{kind}"), args);
        let group = constructed("dashboard.group", json!({ "title": "G", "rows": [[widget]] }));
        let value = json!({ "constructor": "dashboard.dashboard", "shown": ["scribe"], "args": { "title": "T", "description": "d", "groups": [group] } });
        match dashboard(Some("scribe"), &value) {
            Ok(dashboard) => dashboard
                .payload
                .pointer("/widgets/0/definition/widgets/0/definition")
                .map_or_else(|| dashboard.payload.to_string(), Value::to_string),
            Err(findings) => reported(&findings),
        }
    };
    assert_eq!(
        built("slo", json!({ "slo": "scribe/slos/success" })),
        r#"{"show_error_budget":true,"slo_id":"<id of scribe/slos/success>","time_windows":["30d"],"title":"success","type":"slo","view_mode":"overall","view_type":"detail"}"#
    );
    assert_eq!(
        built("alert_graph", json!({ "monitor": "scribe/monitors/slow-jobs" })),
        r#"{"alert_id":"<id of scribe/monitors/slow-jobs>","title":"slow jobs","type":"alert_graph","viz_type":"timeseries"}"#
    );
    assert_eq!(
        built("alert_value", json!({ "monitor": "scribe/slos/slow" })),
        "reference/kind at scribe/slos/slow: widget alert_value: monitor must name a monitor, and 'scribe/slos/slow' is a slo | write its path: '<service>/monitors/<name>'"
    );
}
