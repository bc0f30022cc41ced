//! Eight defects that no other tool finds before the API does, with their messages.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};
use support::check;

fn monitor(field: &str, value: Value) -> Vec<String> {
    let mut monitor = json!({
        "name": "disk is full", "type": "query alert", "query": "avg(last_5m):avg:system.disk.in_use{env:prod} by {host} > 0.9",
        "message": "{{#is_alert}}{{host.name}} is full{{/is_alert}} @slack-ops", "priority": 2, "tags": ["team:platform"],
        "options": {"thresholds": {"critical": 0.9}},
    });
    monitor[field] = value;
    check(PayloadKind::Monitor, &monitor)
}

fn query(text: &str) -> Vec<String> {
    monitor("query", json!(text))
}

#[test]
fn the_monitor_is_fine_without_them() {
    assert_eq!(monitor("priority", json!(2)), [""; 0]);
}

#[test]
fn unbalanced_brace() {
    assert_eq!(
        query("avg(last_5m):avg:system.disk.in_use{env:prod by {host} > 0.9"),
        ["error monitor/query /query: expected '}' to close the scope, found 'by' [by]"]
    );
}

#[test]
fn window_that_does_not_exist() {
    assert_eq!(
        query("avg(last_7x):avg:system.disk.in_use{env:prod} by {host} > 0.9"),
        ["error monitor/query /query: unknown window 'last_7x' [last_7x]"]
    );
}

#[test]
fn unknown_aggregator() {
    assert_eq!(
        query("avg(last_5m):agv:system.disk.in_use{env:prod} by {host} > 0.9"),
        ["error monitor/query /query: unknown space aggregator 'agv' [agv]"]
    );
}

#[test]
fn query_without_a_scope() {
    assert_eq!(
        query("avg(last_5m):avg:system.disk.in_use > 0.9"),
        [
            "error monitor/query /query: missing scope: expected '{' after metric name 'system.disk.in_use', found '>' [>]"
        ]
    );
}

#[test]
fn unclosed_message_block() {
    assert_eq!(
        monitor("message", json!("{{#is_alert}}{{host.name}} is full @slack-ops")),
        ["error monitor/message /message: unclosed block 'is_alert' [{{#is_alert}}]"]
    );
}

#[test]
fn misspelt_type() {
    assert_eq!(
        monitor("type", json!("query alrt")),
        ["error payload/value /type: unknown value 'query alrt' in 'type'"]
    );
}

#[test]
fn priority_nine() {
    assert_eq!(
        monitor("priority", json!(9)),
        ["error monitor/priority /priority: priority 9 is not between 1 (most urgent) and 5"]
    );
}

#[test]
fn slo_warning_below_target() {
    let slo = json!({
        "name": "jobs succeed", "type": "metric", "thresholds": [{"timeframe": "30d", "target": 99.5, "warning": 99.0}],
        "query": {"numerator": "sum:jobs.ok{*}.as_count()", "denominator": "sum:jobs.all{*}.as_count()"},
    });
    assert_eq!(
        check(PayloadKind::Slo, &slo),
        ["error slo/warning /thresholds/0/warning: warning 99.0 must be greater than the target 99.5"]
    );
}
