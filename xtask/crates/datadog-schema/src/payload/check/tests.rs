use serde_json::{Value, json};

use crate::payload::PayloadKind;

/// The problems of a monitor with these fields: rule, pointer, message, help.
fn check(fields: Value) -> Vec<String> {
    let mut monitor = json!({"type": "query alert", "query": "q"});
    for (name, value) in fields.as_object().expect("fields") {
        monitor[name] = value.clone();
    }
    let line =
        |p: crate::payload::Problem| format!("{} {}: {}: {}", p.rule, p.path, p.message, p.help.unwrap_or_default());
    PayloadKind::Monitor
        .check_schema(&monitor)
        .into_iter()
        .map(line)
        .collect()
}

#[test]
fn fields() {
    assert_eq!(
        check(json!({"nmae": "x", "frobnicate": 1})),
        [
            "payload/unknown-field /frobnicate: unknown field 'frobnicate' in a monitor: use one of assets, classification, draft_status, matching_downtimes, message, name, options, priority, \
             restricted_roles, restriction_policy, tags",
            "payload/unknown-field /nmae: unknown field 'nmae' in a monitor: did you mean 'name'?",
        ]
    );
    assert_eq!(
        PayloadKind::Monitor.check_schema(&json!({"query": "q"}))[0].message,
        "field 'type' is missing in a monitor"
    );
    assert_eq!(
        check(json!({"options": {"thresholds": {"period": {}}}})),
        [
            "payload/ignored-field /options/thresholds/period: Datadog ignores 'period' in the thresholds of a monitor, although the API accepts it: remove it"
        ]
    );
}

#[test]
fn types() {
    assert_eq!(
        check(
            json!({"priority": "2", "name": 5, "tags": null, "options": {"notify_audit": "true", "silenced": {"*": null, "a": "b"}, "timeout_h": 1.5}})
        ),
        [
            "payload/type /name: expected a text in 'name', found the number 5: write \"5\"",
            "payload/type /options/notify_audit: expected true or false in 'notify_audit', found the text 'true': write true without quotes",
            "payload/type /options/silenced/a: expected a whole number in 'a', found the text 'b': ",
            "payload/type /options/timeout_h: expected a whole number in 'timeout_h', found 1.5: ",
            "payload/type /priority: expected a whole number in 'priority', found the text '2': write 2 without quotes",
            "payload/null /tags: expected a list in 'tags', found null: remove the field, or set a value",
        ]
    );
    assert_eq!(
        check(json!({"id": null, "priority": null, "options": {"renotify_interval": "0", "timeout_h": 2.0}})),
        [""; 0]
    );
    assert_eq!(
        PayloadKind::Monitor.check_schema(&json!([]))[0].message,
        "expected a monitor (an object) in the payload, found a list"
    );
}

#[test]
fn values_and_bounds() {
    assert_eq!(
        check(json!({"draft_status": "drafd", "options": {"min_failure_duration": 7201}})),
        [
            "payload/value /draft_status: unknown value 'drafd' in 'draft_status': did you mean 'draft'?",
            "payload/range /options/min_failure_duration: 'min_failure_duration' must be between 0 and 7200, found 7201: ",
        ]
    );
}

#[test]
fn choices() {
    let variable = |value: Value| check(json!({"options": {"variables": [value]}}));
    assert_eq!(
        variable(json!({"data_source": "log"})),
        [
            "payload/value /options/variables/0/data_source: unknown data_source 'log' of a variable of a monitor: did you mean 'logs'?"
        ]
    );
    assert_eq!(
        variable(json!({"data_source": 5})),
        ["payload/type /options/variables/0/data_source: expected a text in 'data_source', found the number 5: "]
    );
    assert_eq!(
        variable(json!({})),
        ["payload/missing-field /options/variables/0: field 'data_source' is missing in a variable of a monitor: "]
    );
    assert_eq!(
        variable(json!(5)),
        ["payload/type /options/variables/0: expected a variable of a monitor in 'variables', found the number 5: "]
    );
}

#[test]
fn a_payload_that_is_nested_too_deep_ends_the_check() {
    let mut dashboard = json!([]);
    for _ in 0..200 {
        dashboard = json!([{"definition": {"type": "group", "layout_type": "ordered", "widgets": dashboard}}]);
    }
    let problems =
        PayloadKind::Dashboard.check_schema(&json!({"title": "x", "layout_type": "ordered", "widgets": dashboard}));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].rule, "payload/depth");
}
