use serde_json::{Value, json};

use crate::payload::{Origin, PayloadKind, Severity};

/// The problems of a monitor with these fields that is written to be sent: rule, pointer, message, help.
fn check(fields: Value) -> Vec<String> {
    problems(fields, Origin::Written)
}

/// The same of a monitor that Datadog returned, each after its severity.
fn check_exported(fields: Value) -> Vec<String> {
    problems(fields, Origin::Exported)
}

fn problems(fields: Value, origin: Origin) -> Vec<String> {
    let mut monitor = json!({"type": "query alert", "query": "q"});
    for (name, value) in fields.as_object().expect("fields") {
        monitor[name] = value.clone();
    }
    let line = |p: crate::payload::Problem| {
        let severity = match (origin, p.severity) {
            (Origin::Written, _) => "",
            (Origin::Exported, Severity::Error) => "error ",
            (Origin::Exported, Severity::Warning) => "warning ",
        };
        format!(
            "{severity}{} {}: {}: {}",
            p.rule,
            p.path,
            p.message,
            p.help.unwrap_or_default()
        )
    };
    PayloadKind::Monitor
        .check_schema(&monitor, origin)
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
        PayloadKind::Monitor.check_schema(&json!({"query": "q"}), Origin::Written)[0].message,
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
        PayloadKind::Monitor.check_schema(&json!([]), Origin::Written)[0].message,
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
    let problems = PayloadKind::Dashboard.check_schema(
        &json!({"title": "x", "layout_type": "ordered", "widgets": dashboard}),
        Origin::Written,
    );
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].rule, "payload/depth");
}

#[test]
fn what_datadog_returns_may_be_newer_than_the_tables() {
    let newer = "this version does not know it; Datadog may have added it";
    assert_eq!(
        check_exported(
            json!({ "colour": 1, "created_by": "a", "draft_status": "archived", "options": { "variables": [{ "data_source": "quantum", "name": "a" }] } })
        ),
        [
            format!("warning payload/unknown-field /colour: unknown field 'colour' in a monitor: {newer}"),
            format!("warning payload/unknown-field /created_by: unknown field 'created_by' in a monitor: {newer}"),
            format!("warning payload/value /draft_status: unknown value 'archived' in 'draft_status': {newer}"),
            format!(
                "warning payload/value /options/variables/0/data_source: unknown data_source 'quantum' of a variable of a monitor: {newer}"
            ),
        ]
    );
}

#[test]
fn a_near_miss_is_a_mistake_wherever_it_comes_from() {
    assert_eq!(
        check_exported(
            json!({ "nmae": "a", "restrictedRoles": [], "draft_status": "drafd", "options": { "variables": [{ "data_source": "log" }] } })
        ),
        [
            "error payload/value /draft_status: unknown value 'drafd' in 'draft_status': did you mean 'draft'?",
            "error payload/unknown-field /nmae: unknown field 'nmae' in a monitor: did you mean 'name'?",
            "error payload/value /options/variables/0/data_source: unknown data_source 'log' of a variable of a monitor: did you mean 'logs'?",
            "error payload/unknown-field /restrictedRoles: unknown field 'restrictedRoles' in a monitor: did you mean 'restricted_roles'?",
        ]
    );
}

#[test]
fn what_datadog_writes_itself_is_ignored() {
    let state = json!({ "groups": { "host:a": { "last_nodata_ts": null, "triggering_value": { "value": 1 }, "status": "Newer" } } });
    assert_eq!(
        check_exported(
            json!({ "state": state, "status": "OK", "run_as": { "id": 1 }, "overall_state": 5, "created_at": "x" })
        ),
        [""; 0]
    );
}

#[test]
fn other_notations_of_scalars_are_warnings_in_exports() {
    assert_eq!(
        check_exported(
            json!({ "name": 5, "message": null, "priority": "2", "options": { "evaluation_delay": "", "locked": "true", "timeout_h": "soon" } })
        ),
        [
            "warning payload/null /message: 'message' is null, which says the same as no field: remove the field, or set a value",
            "warning payload/type /name: expected a text in 'name', found the number 5: write \"5\"",
            "warning payload/type /options/evaluation_delay: expected a whole number in 'evaluation_delay', found the text '': ",
            "warning payload/type /options/locked: expected true or false in 'locked', found the text 'true': write true without quotes",
            "error payload/type /options/timeout_h: expected a whole number in 'timeout_h', found the text 'soon': ",
            "warning payload/type /priority: expected a whole number in 'priority', found the text '2': write 2 without quotes",
        ]
    );
    let problems =
        PayloadKind::Monitor.check_schema(&json!({ "type": "query alert", "query": null }), Origin::Exported);
    assert_eq!(problems[0].severity, Severity::Error, "a required field is null");
}

#[test]
fn numbers_of_more_than_64_bits_are_out_of_range() {
    let numbers = serde_json::from_str(r#"{ "avalanche_window": 1e30, "evaluation_delay": -99999999999999999999, "min_failure_duration": 7201.0, "renotify_interval": 1e30 }"#)
        .expect("JSON");
    assert_eq!(
        check(json!({ "options": Value::Object(numbers) })),
        [
            "payload/range /options/avalanche_window: 'avalanche_window' must be a number of 64 bits, found 1e+30: ",
            "payload/range /options/evaluation_delay: 'evaluation_delay' must be a number of 64 bits, found -1e+20: ",
            "payload/range /options/min_failure_duration: 'min_failure_duration' must be between 0 and 7200, found 7201.0: ",
            "payload/range /options/renotify_interval: 'renotify_interval' must be a number of 64 bits, found 1e+30: ",
        ]
    );
}

/// The problems of a widget: `warning` if it is one, rule, pointer from its definition, message.
fn widget(definition: Value) -> Vec<String> {
    let dashboard = json!({ "title": "t", "layout_type": "ordered", "widgets": [{ "definition": definition }] });
    PayloadKind::Dashboard
        .check_schema(&dashboard, Origin::Exported)
        .into_iter()
        .map(|p| {
            let severity = if p.severity == Severity::Warning {
                "warning "
            } else {
                ""
            };
            format!(
                "{severity}{} {}: {}",
                p.rule,
                p.path.trim_start_matches("/widgets/0/definition"),
                p.message
            )
        })
        .collect()
}

#[test]
fn a_request_must_ask_something() {
    for (kind, request) in [
        ("timeseries", json!({ "q": null, "display_type": "line" })),
        ("timeseries", json!({ "q": " " })),
        ("toplist", json!({ "queries": [] })),
        ("sunburst", json!({ "log_query": {} })),
    ] {
        let problems = widget(json!({ "type": kind, "requests": [request] }));
        assert!(
            problems
                .iter()
                .any(|p| p.starts_with("payload/no-query /requests/0: a request of a") && p.ends_with(" asks nothing")),
            "{kind}: {problems:?}"
        );
    }
    let formulas = json!({ "type": "query_value", "requests": [{ "formulas": [{ "formula": "a" }], "response_format": "scalar" }] });
    assert_eq!(
        widget(formulas),
        ["payload/no-query /requests/0: the formulas of a request of a query value have no queries"]
    );
    let newer = json!({ "type": "query_value", "requests": [{ "dataset": { "id": 1 } }] });
    assert_eq!(
        widget(newer),
        ["warning payload/unknown-field /requests/0/dataset: unknown field 'dataset' in a request of a query value"]
    );
    let search =
        json!({ "type": "timeseries", "requests": [{ "rum_query": { "index": "*", "search": { "query": "a:b" } } }] });
    assert_eq!(
        widget(search),
        ["payload/no-query /requests/0/rum_query: a search query computes nothing"]
    );
}

#[test]
fn half_a_host_map_may_ask_nothing() {
    let map = |requests: Value| widget(json!({ "type": "hostmap", "requests": requests }));
    assert_eq!(
        map(json!({ "fill": { "q": "avg:a{*} by {host}" }, "size": {} })),
        [""; 0]
    );
    assert_eq!(map(json!({ "size": { "q": "avg:a{*} by {host}" } })), [""; 0]);
    assert_eq!(
        map(json!({ "fill": {} })),
        ["payload/no-query /requests: the requests of a host map ask nothing"]
    );
}

#[test]
fn a_closed_object_takes_nothing_new() {
    let request = json!({ "request_type": "sankey", "query": { "data_source": "rum", "mode": "source", "query_string": "*", "colour": 1 } });
    assert_eq!(
        widget(json!({ "type": "sankey", "requests": [request], "shadow": true })),
        [
            "payload/unknown-field /requests/0/query/colour: unknown field 'colour' in a RUM query of a sankey",
            "payload/unknown-field /shadow: unknown field 'shadow' in a sankey widget",
        ]
    );
    let open = json!({ "type": "timeseries", "requests": [{ "q": "avg:a{*}" }], "shadow": true });
    assert_eq!(
        widget(open),
        ["warning payload/unknown-field /shadow: unknown field 'shadow' in a time series widget"]
    );
}
