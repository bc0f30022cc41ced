//! Options of monitors that the API rejects because of the type, the query or its groups.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

const GROUPED: &str = "avg(last_5m):avg:load{*} by {host,env} > 200";
const SIMPLE: &str = "avg(last_5m):avg:load{*} > 200";
const LOGS: &str = "logs(\"a\").index(\"*\").rollup(\"count\").by(\"host\").last(\"5m\") > 1";

fn monitor(kind: &str, query: &str, options: Value) -> Vec<String> {
    let monitor = json!({"name": "x", "type": kind, "query": query, "message": "m", "options": options});
    support::check(PayloadKind::Monitor, &monitor)
}

fn options(query: &str, options: Value) -> Vec<String> {
    monitor("query alert", query, options)
}

#[test]
fn a_type_that_is_gone() {
    let query = "events(\"source:docker\").rollup(\"count\").last(\"5m\") > 0";
    assert_eq!(monitor("event-v2 alert", query, json!({})), [""; 0]);
    assert_eq!(
        monitor("event alert", query, json!({})),
        ["error monitor/type /type: monitors of type 'event alert' no longer exist [event alert]"]
    );
}

#[test]
fn missing_data_of_types_without_it() {
    let check = "\"ntp.in_sync\".over(\"*\").by(\"host\").last(2).count_by_status()";
    for (kind, query) in [
        ("service check", check),
        ("composite", "1 && 2"),
        ("slo alert", "error_budget(\"a\").over(\"7d\") > 75"),
    ] {
        assert_eq!(monitor(kind, query, json!({"on_missing_data": "default"})), [""; 0]);
        assert_eq!(
            monitor(kind, query, json!({"on_missing_data": "resolve"})),
            [format!(
                "error monitor/on-missing-data /options/on_missing_data: on_missing_data: 'resolve' is not available for a monitor of type '{kind}' [resolve]"
            )]
        );
    }
}

#[test]
fn missing_data_that_the_query_fills() {
    let conflict = [
        "error monitor/on-missing-data /options/on_missing_data: on_missing_data: 'resolve' conflicts with default_zero(...), which makes missing data zero [resolve]",
    ];
    let filled = "sum(last_5m):default_zero(sum:a{*}.as_count()) > 9";
    assert_eq!(options(filled, json!({"on_missing_data": "default"})), [""; 0]);
    assert_eq!(options(filled, json!({"on_missing_data": "resolve"})), conflict);
    let formula = |formula: &str, query: &str| {
        let variable = json!({"data_source": "metrics", "name": "a", "query": query, "aggregator": "avg"});
        let query = format!("formula(\"{formula}\").last(\"5m\") > 1");
        options(&query, json!({"on_missing_data": "resolve", "variables": [variable]}))
    };
    assert_eq!(formula("a", "avg:x.y{*}"), [""; 0]);
    assert_eq!(formula("default_zero(a)", "avg:x.y{*}"), conflict);
    assert_eq!(formula("a", "default_zero(avg:x.y{*})"), conflict);
}

#[test]
fn resolving_twice() {
    assert_eq!(
        options(GROUPED, json!({"on_missing_data": "resolve", "timeout_h": 0})),
        [""; 0]
    );
    assert_eq!(
        options(GROUPED, json!({"on_missing_data": "show_no_data", "timeout_h": 2})),
        [""; 0]
    );
    assert_eq!(
        options(GROUPED, json!({"on_missing_data": "resolve", "timeout_h": 2})),
        [
            "error monitor/on-missing-data /options/timeout_h: timeout_h conflicts with on_missing_data: 'resolve', which ends an alert as soon as data is missing"
        ]
    );
}

#[test]
fn delays_of_groups_need_groups() {
    assert_eq!(options(GROUPED, json!({"new_group_delay": 300})), [""; 0]);
    assert_eq!(options(SIMPLE, json!({"new_group_delay": 0})), [""; 0]);
    assert_eq!(
        options(SIMPLE, json!({"new_group_delay": 300})),
        [
            "error monitor/new-group-delay /options/new_group_delay: new_group_delay is only for monitors with groups, and the query is not grouped"
        ]
    );
    assert_eq!(
        monitor("composite", "1 && 2", json!({"new_group_delay": 60})),
        [
            "error monitor/new-group-delay /options/new_group_delay: new_group_delay is only for monitors with groups, and a composite cannot have it"
        ]
    );
    assert_eq!(
        options(SIMPLE, json!({"evaluation_delay": 86401})),
        [
            "error monitor/delay /options/evaluation_delay: evaluation_delay of 86401 seconds; it can be at most 86400, a day"
        ]
    );
}

#[test]
fn a_warning_has_an_alert() {
    let expected = |warning: &str| {
        [format!(
            "error monitor/no-alert-threshold /options/thresholds: the warning threshold ({warning}) has no alert threshold next to it"
        )]
    };
    assert_eq!(options(SIMPLE, json!({"thresholds": {}})), [""; 0]);
    assert_eq!(
        options(SIMPLE, json!({"thresholds": {"warning": 100}})),
        expected("100.0")
    );
    assert_eq!(
        monitor(
            "log alert",
            LOGS,
            json!({"thresholds": {"warning": 0.5, "critical": null}})
        ),
        expected("0.5")
    );
    assert_eq!(
        monitor(
            "slo alert",
            "error_budget(\"a\").over(\"7d\") > 75",
            json!({"thresholds": {"warning": 50}})
        ),
        expected("50.0")
    );
}

#[test]
fn the_current_month() {
    let formula = |kind: &str, source: &str| {
        let variable = match source {
            "metrics" => json!({"data_source": "metrics", "name": "a", "query": "avg:x{*}"}),
            _ => {
                json!({"data_source": "logs", "name": "a", "search": {"query": "x"}, "compute": {"aggregation": "count"}})
            }
        };
        monitor(
            kind,
            "formula(\"a\").current(\"1mo\") > 1",
            json!({
                "variables": [variable],
                "scheduling_options": {"evaluation_window": {"day_starts": "00:00", "month_starts": 1}},
            }),
        )
    };
    assert_eq!(formula("query alert", "metrics"), [""; 0]);
    assert_eq!(
        formula("log alert", "logs"),
        ["error monitor/query /query: only monitors of metrics have a cumulative window of a month [current(\"1mo\")]"]
    );
}

#[test]
fn notifications_are_by_some_of_the_groups() {
    let all = "error monitor/notify-by /options/notify_by: notify_by lists all groups of the query; it can only list some of them";
    assert_eq!(options(GROUPED, json!({"notify_by": ["host", "env"]})), [all]);
    assert_eq!(monitor("log alert", LOGS, json!({"notify_by": ["host"]})), [all]);
    assert_eq!(monitor("log alert", LOGS, json!({"notify_by": ["*"]})), [""; 0]);
    assert_eq!(
        options(SIMPLE, json!({"notify_by": ["*"]})),
        ["warning monitor/notify-by /options/notify_by/0: notify_by has no effect: the query is not grouped"]
    );
}

#[test]
fn thresholds_that_are_formulas() {
    let check = |thresholds: Value| {
        let variable =
            |name: &str| json!({"data_source": "metrics", "name": name, "query": "avg:x.y{*}", "aggregator": "avg"});
        let variables = json!([variable("a"), variable("b")]);
        options(
            "formula(\"a\").last(\"5m\") > 0",
            json!({"thresholds": thresholds, "variables": variables}),
        )
    };
    let unused = "warning monitor/unused-variable /options/variables/1/name: the formula does not use 'b' [b]";
    assert_eq!(check(json!({"critical": 0, "critical_query": "b"})), [""; 0]);
    assert_eq!(check(json!({"critical_query": "b", "warning": -1})), [""; 0]);
    assert_eq!(
        check(json!({"critical_query": "zz"})),
        [
            "error query/unknown-name /options/thresholds/critical_query: the formula uses 'zz', which is not a variable of the monitor [zz]",
            unused,
        ]
    );
    let broken = check(json!({"critical_query": "b * (2"}));
    assert!(
        broken[0].starts_with("error monitor/threshold-query /options/thresholds/critical_query: "),
        "{broken:?}"
    );
}

/// "Value of parameter 'data_source' for 'llm-observability alert' must be 'llm_observability' not 'spans'"
#[test]
fn variables_ask_the_source_of_the_type() {
    let check = |kind: &str, source: &str| {
        let variable = if source == "metrics" {
            json!({"data_source": source, "name": "a", "query": "avg:x{*}"})
        } else {
            json!({"data_source": source, "name": "a", "search": {"query": "x"}, "compute": {"aggregation": "count"}})
        };
        monitor(
            kind,
            "formula(\"a\").last(\"1h\") > 1",
            json!({"variables": [variable]}),
        )
    };
    for (kind, source, other) in [
        ("log alert", "logs", "rum"),
        ("rum alert", "rum", "logs"),
        ("trace-analytics alert", "spans", "logs"),
        ("event-v2 alert", "events", "logs"),
        ("audit alert", "audit", "logs"),
        ("ci-pipelines alert", "ci_pipelines", "ci_tests"),
        ("ci-tests alert", "ci_tests", "ci_pipelines"),
        ("database-monitoring alert", "database_queries", "spans"),
        ("network-performance alert", "network", "network_path"),
        ("network-path alert", "network_path", "network"),
        ("llm-observability alert", "llm_observability", "spans"),
        ("log alert", "logs", "metrics"),
    ] {
        assert_eq!(check(kind, source), [""; 0]);
        assert_eq!(
            check(kind, other),
            [format!(
                "error monitor/data-source /options/variables/0/data_source: the variables of a monitor of type '{kind}' ask '{source}', and this one '{other}' [{other}]"
            )]
        );
    }
    // A query of metrics may be joined with events, and error tracking has several sources.
    for (kind, source) in [("query alert", "logs"), ("error-tracking alert", "rum")] {
        assert_eq!(check(kind, source), [""; 0]);
    }
}
