//! The payloads of monitors, and the findings of wrong ones.

mod support;

use serde_json::{Value, json};
use support::{catalog_with_message, constructed, monitor, reported, signal, with};

fn args() -> Value {
    json!({
        "symptom": "jobs are failing", "impact": "nobody is well", "first_action": "see which queue grows", "severity": "P1", "no_data": "resolve", "window": "10m", "alert": 5,
        "signal": signal("ratio", json!({ "title": "Jobs that fail", "bad": "jobs.failed", "of": "jobs.total", "by": ["queue"] })),
    })
}

/// The query and the thresholds of a monitor, or its findings.
fn built(name: &str, value: &Value) -> String {
    match monitor(name, value) {
        Ok(monitor) => format!(
            "{}\n{}",
            monitor.payload["query"].as_str().unwrap_or_default(),
            monitor.payload["options"]["thresholds"]
        ),
        Err(findings) => reported(&findings),
    }
}

fn check(kind: &str, more: Value, expected: &str) {
    let value = constructed(&format!("monitor.{kind}"), with(args(), more));
    assert_eq!(built("failures", &value), expected);
}

#[test]
fn a_signal_is_asked_over_the_window() {
    check(
        "threshold",
        json!({ "warn": 2.5 }),
        "sum(last_10m):100 * sum:acme.jobs.failed{env:prod,service:scribe} by {queue}.as_count() / sum:acme.jobs.total{env:prod,service:scribe} by {queue}.as_count() > 5
{\"critical\":5,\"critical_recovery\":4,\"warning\":2.5,\"warning_recovery\":2}",
    );
    let age = signal(
        "gauge",
        json!({ "title": "Age", "metric": "jobs.age", "space_aggregation": "max", "where": { "store": ["a", "b"] }, "of_service": false }),
    );
    check(
        "growth",
        json!({ "signal": age, "comparison": "below", "alert": 0.3, "by": ["queue"] }),
        "change(avg(last_5m),last_10m):max:acme.jobs.age{env:prod AND store IN (a,b)} by {queue} < 0.3
{\"critical\":0.3,\"critical_recovery\":0.36}",
    );
    let slow = signal(
        "over_limit",
        json!({ "title": "Slow jobs", "metric": "jobs.duration", "limit": 0.5 }),
    );
    check(
        "threshold",
        json!({ "signal": slow, "min_bad": 3 }),
        "sum(last_10m):100 * count(v: v>0.5):acme.jobs.duration{env:prod,service:scribe}.as_count() / (count:acme.jobs.duration{env:prod,service:scribe}.as_count() + 38) > 5
{\"critical\":5,\"critical_recovery\":4}",
    );
    let restarts = signal(
        "count",
        json!({ "title": "Restarts", "metric": "jobs.restarts", "by": ["queue"] }),
    );
    check(
        "threshold",
        json!({ "signal": restarts }),
        "sum(last_10m):monotonic_diff(sum:acme.jobs.restarts{env:prod,service:scribe} by {queue}) > 5
{\"critical\":5,\"critical_recovery\":4}",
    );
    let stalled = signal(
        "stalled",
        json!({ "title": "Stalled", "waiting": "jobs.age", "taken": "jobs.restarts", "by": ["queue"] }),
    );
    check(
        "threshold",
        json!({ "signal": stalled }),
        "min(last_10m):sum:acme.jobs.age{env:prod,service:scribe} by {queue} / (1 + 1000000 * monotonic_diff(sum:acme.jobs.restarts{env:prod,service:scribe} by {queue})) > 5
{\"critical\":5,\"critical_recovery\":4}",
    );
    let lines = signal("logs", json!({ "title": "Errors", "search": "\"time out\"" }));
    check(
        "logs",
        json!({ "signal": lines }),
        "logs(\"env:prod service:scribe \\\"time out\\\"\").index(\"*\").rollup(\"count\").last(\"10m\") > 5
{\"critical\":5,\"critical_recovery\":4}",
    );
    let answers = signal(
        "check",
        json!({ "title": "Answers", "check": "redis.can_connect", "by": ["host"] }),
    );
    check(
        "check",
        json!({ "signal": answers, "window": null }),
        "\"redis.can_connect\".over(\"env:prod\",\"service:scribe\").by(\"host\").last(6).count_by_status()
{\"critical\":5,\"ok\":1,\"warning\":5}",
    );
}

/// The options and the texts of a monitor that notifies for fewer tags than it groups by.
#[test]
fn one_notification_is_for_several_groups() {
    let of = |by: Value, notify_by: Value| {
        constructed(
            "monitor.threshold",
            with(args(), json!({ "by": by, "notify_by": notify_by })),
        )
    };
    let parts = |notify_by: Value| {
        let built = monitor("failures", &of(json!(["queue", "store"]), notify_by)).expect("a monitor");
        let message = built.payload["message"].as_str().expect("a text").to_owned();
        let lines = message
            .lines()
            .filter(|line| line.starts_with("**Where") || line.starts_with("**Groups"));
        let lines: Vec<&str> = lines.collect();
        format!(
            "{}\n{}\n{}",
            built.payload["options"]["notify_by"],
            built.payload["name"].as_str().expect("a text"),
            lines.join("\n")
        )
    };
    assert_eq!(
        parts(Value::Null),
        "null\n[P1] [prod] SCRIBE: jobs are failing ({{queue.name}}, {{store.name}})\n**Where:** SCRIBE (`service:scribe`) in prod, queue {{queue.name}}, store {{store.name}}."
    );
    assert_eq!(
        parts(json!(["store"])),
        "[\"store\"]\n[P1] [prod] SCRIBE: jobs are failing ({{store.name}})\n**Where:** SCRIBE (`service:scribe`) in prod, store {{store.name}}.\n**Groups:** each queue that alerts."
    );
    assert_eq!(
        parts(json!([])),
        "[\"*\"]\n[P1] [prod] SCRIBE: jobs are failing\n**Where:** SCRIBE (`service:scribe`) in prod.\n**Groups:** each queue, store that alerts."
    );
    let refused = |by: Value, notify_by: Value, expected: &str| {
        assert_eq!(built("failures", &of(by, notify_by)), expected);
    };
    refused(
        json!(["queue"]),
        json!(["store", "queu"]),
        "monitor/notify-by at store: monitor 'scribe/failures': notify_by 'store' is none of the groups | use one of queue
monitor/notify-by at queu: monitor 'scribe/failures': notify_by 'queu' is none of the groups | did you mean 'queue'?",
    );
    refused(
        json!(["queue"]),
        json!(["queue"]),
        "monitor/notify-by at notify_by: monitor 'scribe/failures': notify_by names every group | remove notify_by: without it, each group notifies",
    );
    refused(
        json!(["queue", "store"]),
        json!(["queue", "queue"]),
        "monitor/notify-by at notify_by: monitor 'scribe/failures': notify_by has a tag twice | name each tag once",
    );
    refused(
        json!([]),
        json!([]),
        "monitor/notify-by at notify_by: monitor 'scribe/failures': notify_by needs groups, and the monitor has none | remove notify_by, or group by a tag with by",
    );
    refused(
        json!(["queue"]),
        json!("queue"),
        "jsonnet/type at queue: monitor 'scribe/failures': notify_by must be a list, not a string",
    );
}

/// An event of Audit Trail: without those of the organisation's programs, without a recovery, and with a link to the events instead of to logs.
#[test]
fn an_event_of_the_account_alerts_once() {
    let of = |more: Value| {
        let args = json!({ "symptom": "a key was made", "impact": "it reads all", "first_action": "see who made it", "severity": "P1", "no_data": "last", "window": "15m", "search": "@action:\"made\"" });
        constructed("monitor.audit", with(args, more))
    };
    let made = monitor("failures", &of(json!({}))).expect("a monitor");
    assert_eq!(
        made.payload["query"],
        "audits(\"@action:\\\"made\\\" -@usr.email:(ci@acme.example OR tf@acme.example)\").rollup(\"count\").last(\"15m\") >= 1"
    );
    assert_eq!(made.payload["options"]["thresholds"], json!({ "critical": 1 }));
    assert_eq!(made.payload["options"]["renotify_interval"], 0);
    let message = made.payload["message"].as_str().expect("a text");
    assert!(
        message.starts_with("{{#is_alert}}Alert: a key was made: {{value}} events."),
        "{message}"
    );
    assert!(
        message.ends_with("@pagerduty-ml\n@slack-ml-prod{{/is_alert}}"),
        "{message}"
    );
    assert!(message.contains("**Where:** org."), "{message}");
    assert!(
        message.contains("https://app/audit-trail?query=%40action%3A%22made%22%20-%40usr.email"),
        "{message}"
    );
    let all = of(json!({ "of_programs": true }));
    assert_eq!(
        built("failures", &all),
        "audits(\"@action:\\\"made\\\"\").rollup(\"count\").last(\"15m\") >= 1\n{\"critical\":1}"
    );
    assert_eq!(
        built("failures", &of(json!({ "by": ["@usr.email"] }))),
        "jsonnet/unknown-field at by: monitor 'scribe/failures' has no field 'by' | use one of symptom, impact, first_action, severity, no_data, suppress, search, window, of_programs"
    );
}

#[test]
fn every_mistake_of_a_monitor_is_reported_at_once() {
    check(
        "threshold",
        json!({
            "symptom": null, "symptm": "jobs fail", "severity": "P4", "no_data": "resolv", "warn": 5, "recover": 6, "by": "queue",
            "signal": signal("gauge", json!({ "title": "Age", "metric": "jobs.aeg", "space_aggregation": "mean" })),
        }),
        "jsonnet/unknown-field at symptm: monitor 'scribe/failures' has no field 'symptm' | did you mean 'symptom'?
monitor/unknown-severity at P4: unknown severity 'P4' | use one of P1, P3
monitor/unknown-no-data at resolv: monitor 'scribe/failures': unknown no_data 'resolv' | did you mean 'resolve'? no_data is what to do on no data: set healthy ('resolve'), keep the last status, or evaluate as zero where events are counted ('last'), show NO DATA ('show') or page ('notify')
signal/unknown-space at mean: unknown way to combine series 'mean' | use one of avg, max, min, sum
metric/unknown at jobs.aeg: unknown metric 'jobs.aeg' | did you mean 'jobs.age'? or declare it in jsonnet/policy/metrics/custom.libsonnet
jsonnet/type at queue: monitor 'scribe/failures': by must be a list, not a string
monitor/threshold-order at warn: monitor 'scribe/failures': warn (5) must be on the healthy side of alert (5) | with this comparison warn is smaller than alert
monitor/threshold-order at recover: monitor 'scribe/failures': recover (6) is on the alerting side of alert (5) | recovery must be on the healthy side of alert",
    );
}

/// The value of a rate reads as one.
#[test]
fn the_unit_of_a_rate_says_what_it_is_counted_per() {
    let rate = signal("gauge", json!({ "title": "Rate", "metric": "jobs.rate" }));
    let value = constructed("monitor.threshold", with(args(), json!({ "signal": rate })));
    let built = monitor("failures", &value).expect("a monitor");
    let message = built.payload["message"].as_str().expect("a text");
    assert!(message.contains("{{value}} jobs a second"), "{message}");
}

/// A level that only rises, and events of what counts none.
#[test]
fn a_signal_suits_its_metric() {
    let of = |kind: &str, fields: serde_json::Value| json!({ "signal": signal(kind, with(json!({ "title": "t" }), fields)) });
    let cumulative = |kind: &str| {
        format!(
            "metric/cumulative at jobs.restarts: signal {kind}: acme.jobs.restarts only rises until its sender starts again, so its level says nothing \
             | count what is added to it: ctx.signal.count({{ metric }})"
        )
    };
    check(
        "threshold",
        of("gauge", json!({ "metric": "jobs.restarts" })),
        &cumulative("gauge"),
    );
    check(
        "threshold",
        of("share", json!({ "part": "jobs.age", "whole": "jobs.restarts" })),
        &cumulative("share"),
    );
    check(
        "threshold",
        of("count", json!({ "metric": "jobs.age" })),
        "metric/not-a-counter at jobs.age: signal count: acme.jobs.age is a gauge, which counts no events | use ctx.signal.gauge for a level; a gauge that only rises is declared with cumulative: true",
    );
    check(
        "threshold",
        of("stalled", json!({ "waiting": "jobs.restarts", "taken": "jobs.age" })),
        &format!(
            "{}\nmetric/not-cumulative at jobs.age: signal stalled: acme.jobs.age is not declared as cumulative | use a gauge that only rises; it is declared with cumulative: true",
            cumulative("stalled")
        ),
    );
    check(
        "threshold",
        of("over_limit", json!({ "metric": "jobs.total", "limit": 1 })),
        "metric/not-a-distribution at jobs.total: signal over_limit: acme.jobs.total is a count, not a distribution",
    );
    for (kind, field) in [("over_limit", "limit"), ("percentile", "percentile")] {
        let expected = format!(
            "metric/no-percentiles at jobs.size: signal {kind}: percentiles of acme.jobs.size are not switched on, so Datadog answers nothing \
             | add percentiles: true to it in jsonnet/policy/metrics/custom.libsonnet"
        );
        check(
            "threshold",
            of(kind, json!({ "metric": "jobs.size", field: 95 })),
            &expected,
        );
    }
}

#[test]
fn a_constructor_suits_its_signal() {
    let lines = signal("logs", json!({ "title": "Errors", "search": "" }));
    check(
        "threshold",
        json!({ "signal": lines }),
        "monitor/signal-kind at signal: monitor 'scribe/failures': the signal 'Errors' is a logs signal | use ctx.monitor.logs",
    );
    check(
        "threshold",
        json!({ "signal": "jobs.total" }),
        "jsonnet/type at signal: monitor 'scribe/failures': signal must be a signal, not a string | use ctx.signals.<archetype>.<signal>, or ctx.signal.<kind>({ ... })",
    );
    check(
        "threshold",
        json!({ "by": ["queu"] }),
        "metric/unknown-tag at queu: metric 'acme.jobs.failed' has no tag 'queu' | did you mean 'queue'? or declare it in jsonnet/policy/tags.libsonnet and with the metric in jsonnet/policy/metrics/custom.libsonnet
metric/unknown-tag at queu: metric 'acme.jobs.total' has no tag 'queu' | did you mean 'queue'? or declare it in jsonnet/policy/tags.libsonnet and with the metric in jsonnet/policy/metrics/custom.libsonnet",
    );
}

/// A finding about a tuned field is in the declaration, one about an archetype's signal in its file.
#[test]
fn the_file_that_says_it_is_blamed() {
    let tuned = constructed(
        "monitor.threshold",
        with(args(), json!({ "alert": 7, "warn": 8, "sevrity": "P1" })),
    );
    assert_eq!(
        built("tuned", &tuned),
        "jsonnet/unknown-field at sevrity in services/scribe/service.libsonnet: tune of monitor 'scribe/tuned' has no field 'sevrity' | did you mean 'severity'?
monitor/threshold-order at alert in services/scribe/service.libsonnet: monitor 'scribe/tuned': warn (8) must be on the healthy side of alert (7) in prod | the monitor's own file sets warn to 8: tune warn too, or choose another alert; with this comparison warn is smaller than alert",
    );
    let of_archetype = with(
        signal("count", json!({ "title": "Jobs", "metric": "job.total" })),
        json!({ "archetype": "worker" }),
    );
    check(
        "threshold",
        json!({ "signal": of_archetype }),
        "metric/unknown at job.total in lib/archetype/worker/signals.libsonnet: unknown metric 'job.total' | did you mean 'jobs.total'? or declare it in jsonnet/policy/metrics/custom.libsonnet",
    );
}

#[test]
fn what_is_added_to_an_answer_is_refused() {
    let added = with(constructed("monitor.threshold", args()), json!({ "severity": "P3" }));
    assert_eq!(
        built("failures", &added),
        "jsonnet/unknown-field at severity: the field 'severity' was added to the value that ctx.monitor.threshold returns | write it among the arguments of the constructor",
    );
    let no_object = built("failures", &constructed("slo.events", args()));
    assert!(
        no_object.starts_with("jsonnet/no-object: the file of monitor 'scribe/failures' does not return a monitor"),
        "{no_object}"
    );
}

#[test]
fn a_message_says_what_is_wrong_and_who_is_notified() {
    let value = constructed("monitor.threshold", with(args(), json!({ "no_data": "notify" })));
    let made = monitor("failures", &value).unwrap_or_else(|findings| panic!("{}", reported(&findings)));
    assert_eq!(
        made.payload["message"].as_str().unwrap_or_default(),
        "{{#is_alert}}Alert: jobs are failing: {{value}} % (window 10m, alert above {{threshold}} %).{{/is_alert}}\
{{#is_no_data}}No data: cannot tell whether jobs are failing.{{/is_no_data}}\
{{#is_recovery}}Recovered: jobs are failing. Now {{value}} %.{{/is_recovery}}\
{{#is_renotify}}
{{#is_alert}}Still alerting: jobs are failing.{{/is_alert}}{{#is_no_data}}Still no data: jobs are failing.{{/is_no_data}}{{/is_renotify}}

**First:** see which queue grows (https://git/blob/main/runbooks/scribe/failures.md#first-command).
**Impact:** nobody is well.
**Where:** SCRIBE (`service:scribe`) in prod, queue {{queue.name}}.
[Runbook](https://git/blob/main/runbooks/scribe/failures.md) | [Dashboard](https://app/dashboard/lists?q=Acme%20%2F%20SCRIBE) | \
[Logs](https://app/logs?query=env%3Aprod%20service%3Ascribe&live=true) | [Traces](https://app/apm/traces?query=env%3Aprod%20service%3Ascribe)
**Owner:** ML, P1.
{{#is_alert}}@pagerduty-ml{{/is_alert}}{{#is_recovery}}@pagerduty-ml{{/is_recovery}}\
{{#is_no_data}}@pagerduty-ml{{/is_no_data}}
@slack-ml-prod"
    );
    assert_eq!(made.notifies, ["pagerduty-ml", "slack-ml-prod"]);
}

fn message(more: Value) -> String {
    let value = constructed("monitor.threshold", with(args(), more));
    let made = monitor("failures", &value).unwrap_or_else(|findings| panic!("{}", reported(&findings)));
    made.payload["message"].as_str().unwrap_or_default().to_owned()
}

/// As the threshold is large or small, with the numbers of the query.
#[test]
fn a_message_has_the_units_of_people() {
    let age = signal("gauge", json!({ "title": "Age", "metric": "jobs.age" }));
    let first_line = |alert: u32| {
        let text = message(json!({ "signal": age, "alert": alert }));
        text.lines().next().unwrap_or_default().to_owned()
    };
    let line = first_line(900);
    assert!(
        line.contains(
            r#"Alert: jobs are failing: {{eval "round(value/60, 1)"}} min (window 10m, alert above {{eval "round(threshold/60, 1)"}} min)."#
        ),
        "{line}"
    );
    let line = first_line(90);
    assert!(
        line.contains("{{value}} s (window 10m, alert above {{threshold}} s)"),
        "{line}"
    );
}

#[test]
fn a_message_says_that_added_successes_lower_the_value() {
    let text = message(json!({ "min_bad": 3 }));
    assert!(
        text.contains("jobs are failing: at least {{value}} % (window"),
        "{text}"
    );
}

#[test]
fn the_name_has_the_groups_and_no_title_twice() {
    let name = |more: Value| {
        let value = constructed("monitor.threshold", with(args(), more));
        let made = monitor("failures", &value).unwrap_or_else(|findings| panic!("{}", reported(&findings)));
        made.payload["name"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(name(json!({})), "[P1] [prod] SCRIBE: jobs are failing ({{queue.name}})");
    assert_eq!(name(json!({ "by": [] })), "[P1] [prod] SCRIBE: jobs are failing");
    assert_eq!(
        name(json!({ "by": [], "symptom": "SCRIBE is down" })),
        "[P1] [prod] SCRIBE is down"
    );
    assert_eq!(
        name(json!({ "by": [], "symptom": "SCRIBES are down" })),
        "[P1] [prod] SCRIBE: SCRIBES are down"
    );
}

#[test]
fn values_have_the_form_of_their_field() {
    check(
        "threshold",
        json!({ "window": "10hello", "impact": "", "evaluation_delay_s": -5 }),
        "jsonnet/value at impact: monitor 'scribe/failures': impact must not be empty | write a part of a sentence: 'jobs are failing'
jsonnet/value at 10hello: monitor 'scribe/failures': window must be a duration, not '10hello' | write a number and one of m, h, d and w, without a space: '10m', '1h', '2d'
jsonnet/value at -5: monitor 'scribe/failures': evaluation_delay_s must be a number of seconds, not -5 | write 900 for 15 minutes",
    );
    check(
        "threshold",
        json!({ "window": "1 h", "alert": "5" }),
        "jsonnet/value at 1 h: monitor 'scribe/failures': window must be a duration, not '1 h' | write a number and one of m, h, d and w, without a space: '10m', '1h', '2d'
jsonnet/type at 5: monitor 'scribe/failures': alert must be a number, not a string",
    );
    check(
        "threshold",
        json!({ "no_data": 5 }),
        "monitor/unknown-no-data at 5: monitor 'scribe/failures': no_data must be a string, not a number | no_data is what to do on no data: set healthy ('resolve'), keep the last status, or evaluate as zero where events are counted ('last'), show NO DATA ('show') or page ('notify')",
    );
    check(
        "threshold",
        json!({ "alert": 0.03 }),
        "monitor/percent at alert: monitor 'scribe/failures': alert is 0.03 %, which looks like a fraction | write 3 for 3 %; for less than 0.1 % alert on the number of bad events: ctx.signal.count",
    );
    let own = json!({ "signal": null, "alert": null, "bad": "jobs.failed", "of": "jobs.total", "alert_percent": 300 });
    check(
        "ratio",
        own,
        "jsonnet/value at 300: monitor 'scribe/failures': alert_percent must be a percentage from 0 to 100, not 300 | write 3 for 3 %",
    );
}

#[test]
fn texts_of_the_policy_are_checked() {
    let check = |name: &str, text: Value, expected: &str| {
        assert_eq!(
            reported(&constructors::check_messages(&catalog_with_message(name, text))),
            expected
        );
    };
    check("alert", json!("<<symptom>>"), "");
    check(
        "alert",
        json!("<<symptm>>: <<reading>>, <<symptom"),
        "policy/placeholder at symptm in policy/messages.libsonnet: unknown placeholder <<symptm>> in the message 'alert' | did you mean 'symptom'?
policy/placeholder at reading in policy/messages.libsonnet: unknown placeholder <<reading>> in the message 'alert' | use one of comparison, threshold, unit, value, warn_threshold, window, dashboard_url, env, headline, impact, logs_url, runbook_url, service, service_title, severity, symptom, team, time_zone, traces_url
policy/placeholder at alert in policy/messages.libsonnet: a placeholder in the message 'alert' is not closed | write it as <<name>>
policy/placeholder at alert in policy/messages.libsonnet: the message 'alert' lacks <<symptom>> | without it the alert would not say what is wrong or where",
    );
    check(
        "alrt",
        json!("<<symptom>>"),
        "policy/unknown-message at alrt in policy/messages.libsonnet: messages has no text 'alrt' | did you mean 'alert'?",
    );
    check(
        "body",
        Value::Null,
        "policy/missing-message in policy/messages.libsonnet: messages lacks the text 'body' | add 'body' with <<first_action>> and <<impact>> and <<where>> and <<links>>",
    );
    check(
        "groups_not_in_name",
        json!(["queu"]),
        "policy/unknown-tag at queu in policy/messages.libsonnet: groups_not_in_name has the unknown tag 'queu' | did you mean 'queue'? or declare it in jsonnet/policy/tags.libsonnet",
    );
}

/// Every placeholder that a text may have gets a value in some monitor.
#[test]
fn every_placeholder_is_filled_in() {
    let value = constructed("monitor.threshold", with(args(), json!({ "min_bad": 3, "warn": 2 })));
    let made = monitor("failures", &value).unwrap_or_else(|findings| panic!("{}", reported(&findings)));
    for text in ["name", "message"] {
        let text = made.payload[text].as_str().unwrap_or_default();
        assert!(!text.contains("<<") && !text.is_empty(), "{text}");
    }
    let message = made.payload["message"].as_str().unwrap_or_default();
    assert!(message.contains("\n**Minimum:** 3 bad, 38 assumed.\n"), "{message}");
}

#[test]
fn few_events_page_nobody() {
    check(
        "threshold",
        json!({ "min_bad": 3 }),
        "sum(last_10m):100 * sum:acme.jobs.failed{env:prod,service:scribe} by {queue}.as_count() / (sum:acme.jobs.total{env:prod,service:scribe} by {queue}.as_count() + 38) > 5
{\"critical\":5,\"critical_recovery\":4}",
    );
    let own = json!({ "signal": null, "alert": null, "bad": "jobs.failed", "of": "jobs.total", "alert_percent": 2, "comparison": "at_least", "min_bad": 2 });
    check(
        "ratio",
        own,
        "sum(last_10m):100 * sum:acme.jobs.failed{env:prod,service:scribe}.as_count() / (sum:acme.jobs.total{env:prod,service:scribe}.as_count() + 50) >= 2
{\"critical\":2,\"critical_recovery\":1.6}",
    );
}

#[test]
fn an_impossible_minimum_is_reported() {
    let reported = |more: Value, expected: &str| check("threshold", more, expected);
    reported(
        json!({ "min_bad": 2.5 }),
        "monitor/min-bad at min_bad: monitor 'scribe/failures': min_bad cannot be 2.5 | set the fewest bad events that alert: a whole number from 1 to 100000",
    );
    reported(
        json!({ "min_bad": 3, "comparison": "below" }),
        "monitor/min-bad at min_bad: monitor 'scribe/failures': min_bad does not fit a comparison where less is worse | remove it",
    );
    reported(
        json!({ "min_bad": 3, "alert": 0 }),
        "monitor/min-bad at min_bad: monitor 'scribe/failures': min_bad does not fit an alert threshold of 0 % | to alert on any bad event, alert on their number with ctx.signal.count",
    );
    let jobs = signal("count", json!({ "title": "Jobs", "metric": "jobs.total" }));
    reported(
        json!({ "min_bad": 3, "signal": jobs }),
        "monitor/min-bad at min_bad: monitor 'scribe/failures': min_bad needs a ratio of bad events, but this is a count signal | remove it, or use ctx.signal.ratio({ bad, of }) or ctx.signal.over_limit({ metric, limit })",
    );
    let good = signal(
        "ratio",
        json!({ "title": "Jobs", "good": "jobs.failed", "of": "jobs.total" }),
    );
    reported(
        json!({ "min_bad": 3, "signal": good, "comparison": "below" }),
        "monitor/min-bad at min_bad: monitor 'scribe/failures': min_bad needs a ratio of bad events, but this one counts good events | remove it, or use ctx.signal.ratio({ bad, of }) or ctx.signal.over_limit({ metric, limit })",
    );
}
