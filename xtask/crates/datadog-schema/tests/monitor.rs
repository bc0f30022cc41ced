//! Problems of monitors.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

/// The problems of a query alert with these options, thresholds, or other fields.
fn check(query: &str, fields: Value) -> Vec<String> {
    let mut monitor = json!({"name": "x", "type": "query alert", "query": query, "message": "m", "options": {}});
    for (name, value) in fields.as_object().expect("fields") {
        monitor[name] = value.clone();
    }
    support::check(PayloadKind::Monitor, &monitor)
}

fn options(query: &str, options: Value) -> Vec<String> {
    check(query, json!({ "options": options }))
}

fn thresholds(query: &str, thresholds: Value) -> Vec<String> {
    options(query, json!({ "thresholds": thresholds }))
}

const ABOVE: &str = "avg(last_5m):avg:load{*} by {host,env} > 200";

#[test]
fn the_alert_threshold_is_the_query_s() {
    assert_eq!(
        thresholds(
            ABOVE,
            json!({"critical": 200, "warning": 100, "critical_recovery": 90, "warning_recovery": 80})
        ),
        [""; 0]
    );
    assert_eq!(
        thresholds(ABOVE, json!({"critical": 90})),
        [
            "error monitor/threshold-mismatch /options/thresholds/critical: alert threshold (90.0) does not match that used in the query (200.0)"
        ]
    );
}

#[test]
fn warnings_come_before_alerts() {
    assert_eq!(
        thresholds("avg(last_5m):avg:load{*} > 20", json!({"critical": 20, "warning": 50})),
        [
            "error monitor/threshold-order /options/thresholds/warning: warning threshold (50.0) must be less than the alert threshold (20.0) with > comparison"
        ]
    );
    assert_eq!(
        thresholds("avg(last_5m):avg:load{*} <= 20", json!({"critical": 20, "warning": 20})),
        [
            "error monitor/threshold-order /options/thresholds/warning: warning threshold (20.0) must be greater than the alert threshold (20.0) with <= comparison"
        ]
    );
}

#[test]
fn recoveries_are_on_the_healthy_side() {
    assert_eq!(
        thresholds(
            "sum(last_5m):sum:a{*}.as_count() < 1",
            json!({"critical": 1, "critical_recovery": 1})
        ),
        [""; 0]
    );
    assert_eq!(
        thresholds(ABOVE, json!({"critical": 200, "critical_recovery": 201})),
        [
            "error monitor/threshold-order /options/thresholds/critical_recovery: alert recovery threshold (201.0) must be less than the alert threshold (200.0) with > comparison"
        ]
    );
    assert_eq!(
        thresholds(ABOVE, json!({"critical": 200, "warning": 100, "warning_recovery": 150})),
        [
            "error monitor/threshold-order /options/thresholds/warning_recovery: warning recovery threshold (150.0) must be less than the warning threshold (100.0) with > comparison"
        ]
    );
    assert_eq!(
        thresholds(ABOVE, json!({"critical": 200, "warning_recovery": 150})),
        [
            "warning monitor/threshold-order /options/thresholds/warning_recovery: warning_recovery is set without warning"
        ]
    );
}

#[test]
fn a_service_check_looks_at_enough_runs() {
    let query = "\"ntp.in_sync\".over(\"*\").by(\"host\").last(2).count_by_status()";
    let of_query = |query: &str| check(query, json!({"type": "service check"}));
    let check = |thresholds: Value| {
        check(
            query,
            json!({"type": "service check", "options": {"thresholds": thresholds}}),
        )
    };
    assert_eq!(check(json!({"critical": 2, "ok": 1})), [""; 0]);
    assert_eq!(
        check(json!({"critical": 1, "ok": 4})),
        [
            "error monitor/service-check /options/thresholds/ok: last(2) must be larger than or equal to the largest threshold, and ok is 4"
        ]
    );
    let ungrouped = "\"ntp.in_sync\".over(\"*\").last(2).count_by_status()";
    assert_eq!(
        of_query(ungrouped),
        ["error monitor/service-check /query: a service check needs its groups"]
    );
    assert_eq!(
        check(json!({"critical": 0.5})),
        [
            "error monitor/service-check /options/thresholds/critical: critical threshold 0.5 is not a number of check runs"
        ]
    );
}

#[test]
fn no_data_is_configured_once() {
    assert_eq!(
        options(ABOVE, json!({"on_missing_data": "resolve", "notify_no_data": false})),
        [""; 0]
    );
    assert_eq!(
        options(
            ABOVE,
            json!({"on_missing_data": "resolve", "notify_no_data": true, "no_data_timeframe": 10})
        ),
        [
            "error monitor/missing-data-conflict /options/notify_no_data: 'notify_no_data' conflicts with on_missing_data: 'resolve'; the API accepts only one of them",
            "error monitor/missing-data-conflict /options/no_data_timeframe: 'no_data_timeframe' conflicts with on_missing_data: 'resolve'; the API accepts only one of them",
        ]
    );
    assert_eq!(
        options(
            ABOVE,
            json!({"notify_no_data": true, "no_data_timeframe": 2880, "group_retention_duration": "1d"})
        ),
        [
            "error monitor/no-data-timeframe /options/no_data_timeframe: no_data_timeframe of 2880 minutes must not exceed group retention of 1d (1440 minutes)"
        ]
    );
    assert_eq!(
        options(ABOVE, json!({"group_retention_duration": "5d"})),
        [
            "error monitor/group-retention /options/group_retention_duration: group_retention_duration '5d' is not a duration between 1h and 72h [5d]"
        ]
    );
}

#[test]
fn delays_urgency_and_repetition() {
    assert_eq!(
        options(
            ABOVE,
            json!({"new_group_delay": 60, "new_host_delay": 300, "timeout_h": 24})
        ),
        [""; 0]
    );
    assert_eq!(
        options(
            ABOVE,
            json!({"new_group_delay": 60, "new_host_delay": 200, "timeout_h": 25, "renotify_statuses": ["alert"]})
        ),
        [
            "warning monitor/two-delays /options/new_host_delay: new_host_delay is ignored, because new_group_delay is set",
            "error monitor/timeout /options/timeout_h: timeout_h 25 is not between 0 and 24",
            "warning monitor/renotify /options/renotify_statuses: renotify_statuses without renotify_interval: the monitor never notifies again",
        ]
    );
    assert_eq!(check(ABOVE, json!({"priority": 0, "name": " "})).len(), 2);
    assert_eq!(
        options(ABOVE, json!({"evaluation_delay": -1})),
        ["error monitor/delay /options/evaluation_delay: evaluation_delay is negative; it must be a number of seconds"]
    );
}

#[test]
fn notifications_are_by_groups_of_the_query() {
    assert_eq!(options(ABOVE, json!({"notify_by": ["host"]})), [""; 0]);
    assert_eq!(options(ABOVE, json!({"notify_by": ["*"]})), [""; 0]);
    assert_eq!(
        options(ABOVE, json!({"notify_by": ["hots"]})),
        ["error monitor/notify-by /options/notify_by/0: notify_by 'hots' is not a group of the query [hots]"]
    );
    assert_eq!(
        options(ABOVE, json!({"notify_by": ["*", "env"]})),
        [
            "error monitor/notify-by /options/notify_by/0: '*' means one notification for all groups and cannot be combined with groups"
        ]
    );
}

#[test]
fn logs_have_limits() {
    let query = |by: &str, last: &str| {
        format!("logs(\"service:a\").index(\"*\").rollup(\"count\").by(\"{by}\").last(\"{last}\") > 5")
    };
    let check = |by: &str, last: &str| check(&query(by, last), json!({"type": "log alert"}));
    assert_eq!(check("a,b,c,d", "5m"), [""; 0]);
    assert_eq!(
        check("a,b,c,d,@e", "5m"),
        ["error monitor/groups /query: grouped by 5 facets; a monitor can group by at most 4 [@e]"]
    );
    assert_eq!(check("a", "3d").len(), 1);
}

#[test]
fn formulas_name_their_variables() {
    let logs = |name: &str| json!({"name": name, "data_source": "logs", "search": {"query": "service:a"}, "compute": {"aggregation": "count"}, "group_by": [{"facet": "host", "limit": 10}, {"facet": "service", "limit": 10}]});
    let check = |formula: &str, variables: Value, by: &str| {
        let fields = json!({"type": "log alert", "options": {"variables": variables, "notify_by": [by]}});
        check(&format!("formula(\"{formula}\").last(\"5m\") > 5"), fields)
    };
    assert_eq!(check("a / b * 100", json!([logs("a"), logs("b")]), "host"), [""; 0]);
    assert_eq!(
        check("a / c", json!([logs("a"), logs("b")]), "env"),
        [
            "error monitor/notify-by /options/notify_by/0: notify_by 'env' is not a group of the query [env]",
            "error query/unknown-name /query: the formula uses 'c', which is not a variable of the monitor [c]",
            "warning monitor/unused-variable /options/variables/1/name: the formula does not use 'b' [b]",
        ]
    );
    assert_eq!(
        check(
            "a",
            json!([{"name": "a", "data_source": "logs", "search": {"query": "service:("}, "compute": {"aggregation": "count"}}]),
            "host"
        )
        .len(),
        1
    );
}

#[test]
fn alerts_on_slos() {
    let monitor = |query: &str| json!({"name": "x", "type": "slo alert", "query": query, "message": "m"});
    let burn = monitor("burn_rate(\"abc\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4");
    assert_eq!(support::check(PayloadKind::Monitor, &burn), [""; 0]);
    assert_eq!(
        support::check(
            PayloadKind::Monitor,
            &monitor("error_budget(\"abc\").over(\"30d\") > 101")
        ),
        [
            "error monitor/error-budget /query: alert threshold (101.0) must be above 0 and at most 100 for error budget alerts [101]"
        ]
    );
}

#[test]
fn windows_outside_the_query() {
    let windows = json!({"threshold_windows": {"trigger_window": "last_15m", "recovery_window": "15m"}});
    assert_eq!(
        options(ABOVE, windows),
        [
            "error monitor/threshold-window /options/threshold_windows/recovery_window: '15m' is not a window [15m]",
            "warning monitor/threshold-window /options/threshold_windows: threshold windows are used only with anomalies(...), which the query does not call",
        ]
    );
    let schedule = json!({"scheduling_options": {"evaluation_window": {"day_starts": "4:00"}, "custom_schedule": {"recurrences": [{"rrule": "FREQ=DALY"}]}}});
    assert_eq!(
        options(ABOVE, schedule),
        [
            "error monitor/evaluation-window /options/scheduling_options/evaluation_window/day_starts: '4:00' is not a time of day [4:00]",
            "error monitor/evaluation-window /options/scheduling_options/evaluation_window: the evaluation window has a start, but the query has a rolling window",
            "error monitor/schedule /options/scheduling_options/custom_schedule/recurrences/0/rrule: 'DALY' is not a valid value of FREQ [FREQ=DALY]",
        ]
    );
}

#[test]
fn messages_name_groups_and_people() {
    let message = |text: &str| check(ABOVE, json!({ "message": text }));
    assert_eq!(
        message("{{#is_alert}}{{host.name}} of {{[env].name}}: {{value}}{{/is_alert}} @slack-{{env.name}} @a@b.org"),
        [""; 0]
    );
    assert_eq!(
        message("{{service.name}} {{valeu}} @slak-ops @ops@mail @slack-"),
        [
            "warning monitor/ungrouped-variable /message: {{service.name}} is empty: the query is not grouped by 'service' [service.name]",
            "warning monitor/unknown-variable /message: unknown variable 'valeu' [valeu]",
            "warning monitor/handle /message: '@slak-ops' does not start with a known integration [@slak-ops]",
            "warning monitor/handle /message: '@ops@mail' is not an email address: its domain has no full stop [@ops@mail]",
            "warning monitor/handle /message: '@slack' is incomplete: no channel or service follows [@slack]",
        ]
    );
    assert_eq!(
        options(
            ABOVE,
            json!({"renotify_interval": 10, "escalation_message": "{{#is_renotify}}again"})
        ),
        ["error monitor/message /options/escalation_message: unclosed block 'is_renotify' [{{#is_renotify}}]"]
    );
}

#[test]
fn every_problem_is_reported() {
    let monitor = json!({"type": "query alert", "query": "avg(last_5m):avg:a{* > 1", "nme": "x", "priority": 9, "tags": ["1"], "options": {"timeout_h": "x", "foo": 1}});
    let rules: Vec<_> = datadog_schema::validate::payload(PayloadKind::Monitor, &monitor)
        .iter()
        .map(|problem| problem.rule)
        .collect();
    assert_eq!(
        rules,
        [
            "payload/unknown-field",
            "payload/unknown-field",
            "payload/type",
            "monitor/query",
            "monitor/name",
            "monitor/priority",
            "tag/format"
        ]
    );
}

#[test]
fn a_type_modifier_that_another_one_follows_is_reported() {
    assert_eq!(
        check("avg(last_5m):sum:m{*}.as_count().as_rate() > 1", json!({})),
        ["warning query/type-modifiers /query: .as_count() has no effect, because .as_rate() follows it [.as_count()]"]
    );
}
