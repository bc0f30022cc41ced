//! What is wrong wherever it comes from, and what only is in what somebody wrote: values, options and nulls of exported payloads.

use datadog_schema::payload::{PayloadKind, Severity};
use serde_json::{Value, json};

/// The severity, rule and pointer of each problem.
fn found(kind: PayloadKind, payload: &Value) -> Vec<String> {
    let line = |problem: datadog_schema::payload::Problem| {
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!("{severity} {} {}", problem.rule, problem.path)
    };
    datadog_schema::validate::exported(kind, payload)
        .into_iter()
        .map(line)
        .collect()
}

/// A monitor with these fields.
fn monitor(fields: Value) -> Value {
    merged(
        json!({"name": "x", "type": "query alert", "query": "avg(last_5m):avg:load{*} > 200", "message": "m @slack-a"}),
        fields,
    )
}

fn merged(mut object: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().expect("fields") {
        object[name] = value.clone();
    }
    object
}

fn event_variable(name: &str, source: &str) -> Value {
    json!({"data_source": source, "name": name, "search": {"query": "a"}, "indexes": ["*"], "compute": {"aggregation": "count"}, "group_by": []})
}

/// The same as the API returns it.
fn answer(fields: Value) -> Value {
    merged(
        monitor(fields),
        json!({"id": 1, "created": "2022-01-24T23:14:00.254650+00:00"}),
    )
}

fn slo(fields: Value) -> Value {
    merged(
        json!({"name": "x", "thresholds": [{"timeframe": "30d", "target": 99}]}),
        fields,
    )
}

fn time_slice(fields: Value) -> Value {
    let query = json!({"formulas": [{"formula": "a"}], "queries": [{"data_source": "metrics", "name": "a", "query": "avg:a{*}"}]});
    let condition = merged(json!({"comparator": ">", "threshold": 5, "query": query}), fields);
    slo(json!({"type": "time_slice", "sli_specification": {"time_slice": condition}}))
}

fn correction(fields: Value) -> Value {
    let attributes = merged(
        json!({"category": "Other", "start": 10, "end": 20, "slo_id": "0123456789abcdef0123456789abcdef"}),
        fields,
    );
    json!({"data": {"type": "correction", "attributes": attributes}})
}

fn downtime(fields: Value) -> Value {
    let attributes = merged(
        json!({"scope": "env:prod", "monitor_identifier": {"monitor_id": 1}}),
        fields,
    );
    json!({"data": {"type": "downtime", "attributes": attributes}})
}

fn dashboard(fields: Value) -> Value {
    let widgets = json!([{"definition": {"type": "note", "content": "x"}}]);
    merged(
        json!({"title": "t", "layout_type": "ordered", "widgets": widgets}),
        fields,
    )
}

fn widget(kind: &str) -> Value {
    dashboard(json!({"widgets": [{"definition": {"type": kind, "requests": []}}]}))
}

#[test]
fn values_that_are_never_newer_are_errors() {
    let value = |path: &str| format!("error payload/value {path}");
    for (kind, payload, expected) in [
        (
            PayloadKind::Slo,
            slo(json!({"type": "monitor", "monitor_ids": [1], "thresholds": [{"timeframe": "14d", "target": 99}]})),
            value("/thresholds/0/timeframe"),
        ),
        (
            PayloadKind::Slo,
            time_slice(json!({"comparator": "=="})),
            value("/sli_specification/time_slice/comparator"),
        ),
        (
            PayloadKind::Slo,
            time_slice(json!({"comparator": "gt"})),
            value("/sli_specification/time_slice/comparator"),
        ),
        (
            PayloadKind::Slo,
            time_slice(json!({"query_interval_seconds": 120})),
            value("/sli_specification/time_slice/query_interval_seconds"),
        ),
        (
            PayloadKind::Slo,
            correction(json!({"category": "Maintenance"})),
            value("/data/attributes/category"),
        ),
        (
            PayloadKind::Slo,
            correction(json!({"category": "Holiday"})),
            value("/data/attributes/category"),
        ),
        (
            PayloadKind::Downtime,
            downtime(json!({"notify_end_states": ["okay"]})),
            value("/data/attributes/notify_end_states/0"),
        ),
        (
            PayloadKind::Downtime,
            downtime(json!({"notify_end_types": ["done"]})),
            value("/data/attributes/notify_end_types/0"),
        ),
        (
            PayloadKind::Downtime,
            json!({"scope": ["env:prod"], "notify_end_states": ["ok"]}),
            value("/notify_end_states/0"),
        ),
        (
            PayloadKind::Downtime,
            downtime(json!({"monitor_identifier": {"x": 1}})),
            "error payload/missing-field /data/attributes/monitor_identifier".to_owned(),
        ),
        (
            PayloadKind::Monitor,
            monitor(json!({"options": {"renotify_interval": 5, "renotify_statuses": ["ok"]}})),
            value("/options/renotify_statuses/0"),
        ),
        (PayloadKind::Monitor, monitor(json!({"type": "metric"})), value("/type")),
        (
            PayloadKind::Monitor,
            monitor(json!({"options": {"on_missing_data": "show_and_notify"}})),
            value("/options/on_missing_data"),
        ),
        (
            PayloadKind::Downtime,
            downtime(json!({"monitor_identifier": {"monitor_id": 1, "monitor_tags": ["team:a"]}})),
            "error payload/excluded-field /data/attributes/monitor_identifier".to_owned(),
        ),
        (
            PayloadKind::Dashboard,
            dashboard(json!({"layout_type": "grid"})),
            value("/layout_type"),
        ),
        (
            PayloadKind::Dashboard,
            widget("slo_summary"),
            value("/widgets/0/definition/type"),
        ),
        (
            PayloadKind::Dashboard,
            widget("pie"),
            value("/widgets/0/definition/type"),
        ),
        (
            PayloadKind::Dashboard,
            dashboard(json!({"reflow_type": "none"})),
            value("/reflow_type"),
        ),
        (
            PayloadKind::Dashboard,
            dashboard(
                json!({"widgets": [{"definition": {"type": "free_text", "text": "x", "text_align": "justify"}}]}),
            ),
            value("/widgets/0/definition/text_align"),
        ),
    ] {
        assert_eq!(found(kind, &payload).first(), Some(&expected), "{payload}");
    }
    // These may be: types of monitors and of widgets have been added every year.
    assert_eq!(
        found(PayloadKind::Dashboard, &widget("hologram")),
        ["warning payload/value /widgets/0/definition/type"]
    );
    assert_eq!(
        found(PayloadKind::Monitor, &monitor(json!({"type": "quantum alert"}))),
        ["warning payload/value /type"]
    );
}

#[test]
fn the_advice_names_the_value_that_is_meant() {
    let help = |kind, payload: &Value| {
        let problems = datadog_schema::validate::exported(kind, payload);
        problems
            .into_iter()
            .next()
            .and_then(|problem| problem.help)
            .unwrap_or_default()
    };
    assert_eq!(
        help(PayloadKind::Monitor, &monitor(json!({"type": "metric"}))),
        "did you mean 'metric alert'?"
    );
    assert_eq!(
        help(PayloadKind::Dashboard, &widget("pie_chart")),
        "did you mean 'sunburst'?"
    );
    assert_eq!(
        help(PayloadKind::Slo, &correction(json!({"category": "maintenance"}))),
        "did you mean 'Scheduled Maintenance'?"
    );
}

#[test]
fn the_advice_names_the_option_that_is_meant() {
    let help = |option: &str| {
        let payload = monitor(json!({"options": {option: 5}}));
        let problems = datadog_schema::validate::exported(PayloadKind::Monitor, &payload);
        problems
            .into_iter()
            .next()
            .and_then(|problem| problem.help)
            .unwrap_or_default()
    };
    assert_eq!(help("timeout_hours"), "did you mean 'timeout_h'?");
    assert_eq!(
        help("mute_until"),
        "the API rejects requests with other fields here: remove it"
    );
}

/// "If the request contains an invalid monitor option", it is rejected (doc: api/v1/monitors). What the API returned may have a newer one.
#[test]
fn options_that_somebody_wrote_are_known() {
    for option in [
        "mute_until",
        "severity",
        "runbook_url",
        "critical",
        "renotify_states",
        "foo",
    ] {
        let path = format!("/options/{option}");
        let written = monitor(json!({"options": {option: 5}}));
        assert_eq!(
            found(PayloadKind::Monitor, &written),
            [format!("error payload/unknown-field {path}")]
        );
        let misspelt = option == "renotify_states";
        let answer = merged(written, json!({"id": 1, "created": "2026-01-01"}));
        let severity = if misspelt { "error" } else { "warning" };
        assert_eq!(
            found(PayloadKind::Monitor, &answer),
            [format!("{severity} payload/unknown-field {path}")]
        );
    }
    // Fields outside of the options are ignored by the API.
    assert_eq!(
        found(PayloadKind::Monitor, &monitor(json!({"severity": 1}))),
        ["warning payload/unknown-field /severity"]
    );
}

#[test]
fn the_lock_is_rejected_and_old_monitors_have_it() {
    let locked = monitor(json!({"options": {"locked": true}}));
    assert_eq!(
        found(PayloadKind::Monitor, &locked),
        ["error monitor/locked /options/locked"]
    );
    let answer = merged(locked, json!({"id": 1}));
    assert_eq!(
        found(PayloadKind::Monitor, &answer),
        ["warning monitor/locked /options/locked"]
    );
    assert_eq!(
        found(PayloadKind::Monitor, &monitor(json!({"options": {"locked": false}}))),
        [""; 0]
    );
}

#[test]
fn roles_are_identifiers() {
    let roles = |roles: Value| found(PayloadKind::Monitor, &monitor(json!({"restricted_roles": roles})));
    for right in [json!([]), json!(null), json!(["fe3b010c-2992-11f1-a88e-da7ad0900002"])] {
        assert_eq!(roles(right), [""; 0]);
    }
    for wrong in [
        "admin",
        "Datadog Admin Role",
        "",
        "fe3b010c29921 1f1",
        "fe3b010c-2992-11f1-a88e-da7ad090000g",
    ] {
        let role = "fe3b010c-2992-11f1-a88e-da7ad0900002";
        assert_eq!(
            roles(json!([role, wrong])),
            ["error monitor/restricted-role /restricted_roles/1"],
            "{wrong}"
        );
    }
}

#[test]
fn nulls_that_the_api_rejects() {
    let free = json!({"layout_type": "free", "reflow_type": null, "widgets": []});
    assert_eq!(
        found(PayloadKind::Dashboard, &dashboard(json!({"reflow_type": null}))),
        ["error payload/null /reflow_type"]
    );
    assert_eq!(
        found(PayloadKind::Dashboard, &dashboard(free)),
        ["warning payload/null /reflow_type"]
    );
    let note = json!({"definition": {"type": "note", "content": "x"}, "id": null});
    let group = json!({"definition": {"type": "group", "layout_type": "ordered", "widgets": [note]}});
    assert_eq!(
        found(PayloadKind::Dashboard, &dashboard(json!({"widgets": [note, group]}))),
        [
            "error payload/null /widgets/0/id",
            "error payload/null /widgets/1/definition/widgets/0/id"
        ]
    );
    assert_eq!(
        found(PayloadKind::Monitor, &monitor(json!({"tags": null}))),
        ["warning payload/null /tags"]
    );
}

#[test]
fn a_correction_ends_or_repeats() {
    let corrections = |fields: Value| found(PayloadKind::Slo, &correction(fields));
    assert_eq!(corrections(json!({})), [""; 0]);
    assert_eq!(
        corrections(json!({"end": null, "rrule": "FREQ=DAILY", "duration": 60})),
        [""; 0]
    );
    assert_eq!(
        corrections(json!({"end": null, "rrule": null, "duration": null})),
        ["error slo/correction /data/attributes/start"]
    );
}

#[test]
fn queries_of_slos_without_a_scope() {
    let query = |numerator: &str| {
        let query = json!({"numerator": numerator, "denominator": "(sum:a.ok + sum:a.failed)"});
        found(PayloadKind::Slo, &slo(json!({"type": "metric", "query": query})))
    };
    let (numerator, denominator) = ("query/metric /query/numerator", "query/metric /query/denominator");
    assert_eq!(
        query("sum:a.ok"),
        [format!("warning {numerator}"), format!("warning {denominator}")]
    );
    assert_eq!(
        query("sum:a.ok{"),
        [format!("error {numerator}"), format!("warning {denominator}")]
    );
}

#[test]
fn a_brace_too_many_in_a_message() {
    let message = |text: &str| found(PayloadKind::Monitor, &monitor(json!({"message": text})));
    assert_eq!(message("{{value}}} @slack-a"), ["warning monitor/extra-brace /message"]);
    assert_eq!(message("{\"value\": {{value}}} @slack-a"), [""; 0]);
}

#[test]
fn missing_data_of_log_alerts_that_the_query_fills() {
    for (kind, source, severity) in [
        ("log alert", "logs", "warning"),
        ("rum alert", "rum", "warning"),
        ("query alert", "logs", "error"),
        ("metric alert", "logs", "error"),
    ] {
        let variable = |name: &str| event_variable(name, source);
        for mode in ["resolve", "show_no_data", "show_and_notify_no_data"] {
            let payload = monitor(json!({
                "type": kind, "query": "formula(\"default_zero(a) / b\").last(\"5m\") > 0.5",
                "options": {"on_missing_data": mode, "variables": [variable("a"), variable("b")]},
            }));
            assert_eq!(
                found(PayloadKind::Monitor, &payload),
                [format!("{severity} monitor/on-missing-data /options/on_missing_data")],
                "{kind} {mode}"
            );
        }
    }
}

/// What the API rejects today and returned in answers: monitors that Datadog made itself (Terraform provider, pull request 1288), and monitors of the time when it ignored
/// `on_missing_data` (grosser/kennel, pull request 355).
#[test]
fn what_the_api_rejects_since_it_became_stricter() {
    for (fields, rule) in [
        (
            json!({"type": "service check", "query": "\"ntp.in_sync\".over(\"*\").last(2).count_by_status()"}),
            "monitor/service-check /query",
        ),
        (
            json!({"options": {"on_missing_data": "default", "notify_no_data": true}}),
            "monitor/missing-data-conflict /options/notify_no_data",
        ),
        (
            json!({"options": {"on_missing_data": "show_no_data", "no_data_timeframe": 20}}),
            "monitor/missing-data-conflict /options/no_data_timeframe",
        ),
    ] {
        assert_eq!(
            found(PayloadKind::Monitor, &monitor(fields.clone())),
            [format!("error {rule}")]
        );
        assert_eq!(
            found(PayloadKind::Monitor, &answer(fields)),
            [format!("warning {rule}")]
        );
    }
}

#[test]
fn notify_no_data_decides_where_the_newer_option_is_its_default() {
    let never = "warning monitor/never-sent /message";
    let found = |mode: &str, older: bool| {
        let options = json!({"on_missing_data": mode, "notify_no_data": older});
        let message = "{{#is_no_data}}a{{/is_no_data}} @slack-a";
        found(
            PayloadKind::Monitor,
            &answer(json!({"message": message, "options": options})),
        )
    };
    assert_eq!(found("default", false), [never]);
    assert_eq!(found("show_and_notify_no_data", false), [""; 0]);
    let conflict = "warning monitor/missing-data-conflict /options/notify_no_data";
    assert_eq!(found("default", true), [conflict]);
    assert_eq!(found("show_no_data", true), [conflict, never]);
}

#[test]
fn templates_that_the_api_accepts_and_that_do_nothing() {
    for text in [
        "{{is_alert}} a @slack-a",
        "{{#is_alert}}a{{/is_alert}} {{is_recovery}} @slack-a",
        "{{#is_alert}}a {{#is_recovery}}b{{/is_recovery}}{{/is_alert}} @slack-a",
        "{{^is_alert}}{{#is_alert}}a{{/is_alert}}{{/is_alert}} @slack-a",
    ] {
        let payload = monitor(json!({"message": text}));
        assert_eq!(
            found(PayloadKind::Monitor, &payload),
            ["warning monitor/message /message"],
            "{text}"
        );
        let written = datadog_schema::validate::payload(PayloadKind::Monitor, &payload);
        assert_eq!(written.first().map(|problem| problem.severity), Some(Severity::Error));
    }
    // The API rejects these.
    for text in ["{{#is_alert}}a @slack-a", "{{#is_alert}}a{{/is_alert @slack-a"] {
        let problems = found(PayloadKind::Monitor, &monitor(json!({"message": text})));
        assert_eq!(problems[0], "error monitor/message /message", "{text}");
    }
}

/// Without a field that is unknown, an object is of no shape that only Datadog knows.
#[test]
fn the_field_that_distinguishes_shapes_is_missing() {
    let count = |fields: Value| {
        let queries = json!([{"data_source": "metrics", "name": "a", "query": "sum:a{*}.as_count()"}]);
        let count = merged(
            json!({"queries": queries, "good_events_formula": {"formula": "a"}}),
            fields,
        );
        found(
            PayloadKind::Slo,
            &slo(json!({"type": "metric", "sli_specification": {"count": count}})),
        )
    };
    let formula = json!({"formula": "a"});
    let path = "/sli_specification/count";
    assert_eq!(count(json!({"total_events_formula": formula})), [""; 0]);
    assert_eq!(count(json!({})), [format!("error payload/missing-field {path}")]);
    assert_eq!(
        count(json!({"total_events_formula": formula, "bad_events_formula": formula})),
        [format!("error payload/excluded-field {path}")]
    );
    let query = |fields: Value| {
        let query = merged(json!({"name": "a"}), fields);
        let request = json!({"response_format": "timeseries", "queries": [query]});
        let widgets = json!([{"definition": {"type": "timeseries", "requests": [request]}}]);
        found(PayloadKind::Dashboard, &dashboard(json!({ "widgets": widgets })))
    };
    let path = "/widgets/0/definition/requests/0/queries/0";
    assert_eq!(
        query(json!({"query": "avg:a{*}"})),
        [format!("error payload/missing-field {path}")]
    );
    assert_eq!(
        query(json!({"hologram": 1})),
        [format!("warning payload/missing-field {path}")]
    );
}

/// "[{'style': {'palette': 'dog_classic'}}] is not valid under any of the given schemas" (Terraform provider, issue 2243). How data is shown asks for none, whichever
/// widget has such a field.
#[test]
fn requests_that_only_say_how_data_is_shown() {
    for kind in [
        "change",
        "distribution",
        "heatmap",
        "query_table",
        "query_value",
        "sankey",
        "sunburst",
        "timeseries",
        "topology_map",
        "toplist",
        "treemap",
    ] {
        for shown in [
            json!({"style": {"palette": "dog_classic"}}),
            json!({"style": {"palette": "dog_classic"}, "display_type": "line"}),
            json!({"queries": []}),
            json!({"formulas": [{"formula": "a"}], "response_format": "scalar"}),
        ] {
            let payload = dashboard(json!({"widgets": [{"definition": {"type": kind, "requests": [shown]}}]}));
            let problems = found(PayloadKind::Dashboard, &payload);
            let path = "/widgets/0/definition/requests/0";
            let errors: Vec<_> = problems.iter().filter(|problem| problem.starts_with("error")).collect();
            assert!(
                matches!(errors.as_slice(), [error] if error.starts_with("error payload/") && error.contains(path)),
                "{payload}: {problems:?}"
            );
        }
        let newer = json!({"type": kind, "requests": [{"quantum_query": {"query": "a"}}]});
        let payload = dashboard(json!({"widgets": [{"definition": newer}]}));
        let problems = found(PayloadKind::Dashboard, &payload);
        assert!(
            problems.iter().all(|problem| problem.starts_with("warning")),
            "{payload}: {problems:?}"
        );
    }
}
