//! Parts of messages that the API accepts and that never work.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

fn of(query: &str, message: &str, options: Value) -> Vec<String> {
    let kind = if query.starts_with("logs") {
        "log alert"
    } else {
        "query alert"
    };
    let monitor = json!({"name": "x", "type": kind, "query": query, "message": message, "options": options});
    support::check(PayloadKind::Monitor, &monitor)
}

const GROUPED: &str = "avg(last_5m):avg:load{*} by {cluster,pod} > 200";

fn message(message: &str, options: Value) -> Vec<String> {
    of(GROUPED, message, options)
}

#[test]
fn parts_that_are_never_sent() {
    let warns = json!({"thresholds": {"critical": 200, "warning": 100}});
    let notifies = json!({"on_missing_data": "show_and_notify_no_data"});
    let never = |tag: &str, why: &str| {
        vec![format!(
            "warning monitor/never-sent /message: the text of {tag} is never sent: {why} [{tag}]"
        )]
    };
    for (text, options, tag, why) in [
        (
            "{{#is_warning}}a{{/is_warning}}",
            warns,
            "{{#is_warning}}",
            "the monitor has no warning threshold",
        ),
        (
            "{{#is_no_data}}a{{/is_no_data}}",
            notifies,
            "{{#is_no_data}}",
            "the monitor does not notify on missing data",
        ),
        (
            "{{#is_renotify}}a{{/is_renotify}}",
            json!({"renotify_interval": 60}),
            "{{#is_renotify}}",
            "the monitor does not notify again",
        ),
    ] {
        assert_eq!(message(text, options), [""; 0]);
        assert_eq!(message(text, json!({})), never(tag, why));
    }
    assert_eq!(
        message("{{#is_unknown}}a{{/is_unknown}}", json!({})),
        never("{{#is_unknown}}", "only service checks have the status UNKNOWN")
    );
    assert_eq!(
        message(
            "{{#is_warning}}{{#is_renotify}}a{{/is_renotify}}{{/is_warning}}",
            json!({"thresholds": {"critical": 200, "warning": 100}, "renotify_interval": 60})
        ),
        never("{{#is_renotify}}", "renotify_statuses does not have its status")
    );
}

#[test]
fn parts_that_are_sent() {
    for text in [
        "{{#is_alert}}a{{else}}b{{/is_alert}}{{^is_warning}}c{{/is_warning}}{{^is_no_data}}d{{/is_no_data}}{{^is_renotify}}e{{/is_renotify}}",
        "{{#is_recovery}}a{{/is_recovery}}{{#is_alert_recovery}}a{{/is_alert_recovery}}",
        "{{#is_match \"cluster.name\" \"a\"}}b{{else}}c{{/is_match}}",
    ] {
        assert_eq!(message(text, json!({})), [""; 0], "{text}");
    }
    let query = "\"ntp.in_sync\".over(\"*\").by(\"host\").last(2).count_by_status()";
    let monitor = json!({"name": "x", "type": "service check", "query": query, "message": "{{#is_warning}}a{{/is_warning}}{{#is_unknown}}a{{/is_unknown}}"});
    assert_eq!(support::check(PayloadKind::Monitor, &monitor), [""; 0]);
    let composite = json!({"name": "x", "type": "composite", "query": "1 && 2", "message": "{{#is_warning}}a{{/is_warning}}{{#is_no_data}}a{{/is_no_data}}"});
    assert_eq!(support::check(PayloadKind::Monitor, &composite), [""; 0]);
}

#[test]
fn only_the_outermost_part_is_reported() {
    let text = "{{#is_warning}}a{{#is_match \"pod.name\" \"b\"}}c{{/is_match}}{{/is_warning}}";
    assert_eq!(message(text, json!({})).len(), 1);
}

#[test]
fn pages_of_warnings() {
    let warns = || json!({"thresholds": {"critical": 200, "warning": 100}});
    let text = "{{#is_match \"pod.name\" \"a\"}}@pagerduty-x{{/is_match}} @slack-a";
    assert_eq!(message(text, json!({})), [""; 0]);
    assert_eq!(
        message(text, warns()),
        [
            "warning monitor/paged-warning /message: '@pagerduty-x' is paged for warnings too: it is outside of conditions, and the monitor has a warning threshold [@pagerduty-x]"
        ]
    );
    assert_eq!(message("{{#is_alert}}@pagerduty-x{{/is_alert}}", warns()), [""; 0]);
}

#[test]
fn variables_of_groups_that_are_folded() {
    let text = "{{cluster.name}} {{pod.name}}";
    assert_eq!(message(text, json!({})), [""; 0]);
    let folded = |group: &str| {
        format!(
            "warning monitor/folded-variable /message: {{{{{group}.name}}}} is empty: notify_by leaves '{group}' out, so one notification is for several of them [{group}.name]"
        )
    };
    assert_eq!(message(text, json!({"notify_by": ["cluster"]})), [folded("pod")]);
    assert_eq!(
        message(text, json!({"notify_by": ["*"]})),
        [folded("cluster"), folded("pod")]
    );
}

#[test]
fn keys_with_full_stops_and_groups_without_name() {
    let logs = |text: &str| {
        let query = "logs(\"a\").index(\"*\").rollup(\"count\").by(\"@http.status_code,host\").last(\"5m\") > 1";
        of(query, text, json!({}))
    };
    assert_eq!(
        logs("{{[@http.status_code].name}} {{log.attributes.a.b}} {{host.ip}}"),
        [""; 0]
    );
    assert_eq!(
        logs("{{@http.status_code.name}}"),
        [
            "warning monitor/unbracketed-variable /message: {{@http.status_code.name}} is empty: the key '@http.status_code' has a full stop and no brackets [@http.status_code.name]"
        ]
    );
    assert_eq!(
        logs("{{#is_match \"host\" \"web\"}}a{{/is_match}}"),
        [
            "warning monitor/unnamed-variable /message: 'host' never matches: the value of a group is in 'host.name' [host]",
        ]
    );
}

#[test]
fn templates_of_other_systems() {
    assert_eq!(
        message("docker ps --format '{{.ID}}\t{{ include \"x\" . }}'", json!({})),
        [
            "warning monitor/foreign-template /message: '{{.ID}}' is a template of another system, which Datadog does not fill in [{{.ID}}]",
            "warning monitor/foreign-template /message: '{{ include \"x\" . }}' is a template of another system, which Datadog does not fill in [{{ include \"x\" . }}]",
        ]
    );
}
