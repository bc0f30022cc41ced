//! Downtimes and synthetic tests: their payloads, the environments that have them, and the findings of wrong ones.

mod support;

use serde_json::{Value, json};
use support::{builder, constructed, reported, with};

fn nightly() -> Value {
    json!({
        "reason": "the nightly batch fills the queue", "environments": ["prod"], "monitor": "backlog", "severity": "P3",
        "start": "2026-12-01T01:00:00", "duration": "2h", "rrule": "FREQ=DAILY", "timezone": "America/New_York",
    })
}

fn health() -> Value {
    json!({
        "symptom": "nobody reaches us", "impact": "nobody can work", "first_action": "open the page", "severity": "P1", "environments": ["prod"], "path": "/health",
        "locations": ["aws:us-east-1", "aws:us-west-2"], "every_s": 60, "failing_s": 120, "failing_locations": 2,
    })
}

#[test]
fn a_downtime_mutes_monitors_of_its_service() {
    let made = builder()
        .downtime("nightly", &constructed("downtime.recurring", nightly()))
        .expect("a downtime");
    assert_eq!(
        made.payload["data"]["attributes"],
        json!({
            "monitor_identifier": { "monitor_tags": ["env:prod", "service:scribe", "runbook:scribe/backlog", "severity:p3"] },
            "scope": "*",
            "message": "the nightly batch fills the queue https://git/blob/main/jsonnet/services/scribe/downtimes/nightly.libsonnet",
            "display_timezone": "America/New_York",
            "notify_end_states": ["alert", "no data", "warn"],
            "notify_end_types": ["canceled", "expired"],
            "mute_first_recovery_notification": true,
            "schedule": {
                "timezone": "America/New_York",
                "recurrences": [{ "start": "2026-12-01T01:00:00", "duration": "2h", "rrule": "FREQ=DAILY" }],
            },
        })
    );
    let once = json!({ "reason": "the move of the stores", "environments": ["prod"], "start": "2026-12-01T01:00:00Z", "end": "2026-12-01T02:00:00Z" });
    let made = builder()
        .downtime("move", &constructed("downtime.once", once))
        .expect("a downtime");
    let attributes = &made.payload["data"]["attributes"];
    assert_eq!(
        attributes["schedule"],
        json!({ "start": "2026-12-01T01:00:00Z", "end": "2026-12-01T02:00:00Z" })
    );
    assert_eq!(
        attributes["monitor_identifier"]["monitor_tags"],
        json!(["env:prod", "service:scribe"])
    );
}

#[test]
fn a_wrong_downtime_is_reported() {
    let check = |kind: &str, more: Value, expected: &str| {
        let value = constructed(&format!("downtime.{kind}"), with(nightly(), more));
        let findings = builder().downtime("nightly", &value).expect_err("findings");
        assert_eq!(reported(&findings), expected);
    };
    check(
        "recurring",
        json!({ "severity": "P9", "end": "x" }),
        "jsonnet/unknown-field at end: downtime 'scribe/nightly' has no field 'end' | use one of reason, environments, monitor, severity, mutes_p1_because, suppress, start, duration, rrule, timezone
monitor/unknown-severity at P9: unknown severity 'P9' | use one of P1, P3",
    );
    check(
        "recurring",
        json!({ "environments": ["pord"] }),
        "policy/unknown-environment at pord: unknown environment 'pord' | did you mean 'prod'?",
    );
    check(
        "recurring",
        json!({ "environments": [] }),
        "jsonnet/value at environments: downtime 'scribe/nightly': environments is empty | name an environment, or remove the file",
    );
}

/// What is not of this environment is left out; what names no environment is wrong everywhere, so that it is reported.
#[test]
fn an_object_is_of_the_environments_that_it_names() {
    let elsewhere = |names: Value| {
        let value = constructed("downtime.recurring", with(nightly(), json!({ "environments": names })));
        builder().is_elsewhere(&value)
    };
    assert!(elsewhere(json!(["dev"])));
    for names in [
        json!(["prod"]),
        json!(["dev", "prod"]),
        json!(["pord"]),
        json!([]),
        json!("dev"),
        Value::Null,
    ] {
        assert!(!elsewhere(names.clone()), "{names}");
    }
}

#[test]
fn a_synthetic_test_requests_the_public_host() {
    let made = builder()
        .synthetic("health", &constructed("synthetic.http", health()))
        .expect("a test");
    assert_eq!(made.request, "GET https://acme.example/health");
    let payload = &made.payload;
    assert_eq!(
        payload["config"],
        json!({
            "request": { "method": "GET", "url": "https://acme.example/health", "timeout": 30, "noSavingResponseBody": true },
            "assertions": [{ "type": "statusCode", "operator": "is", "target": 200 }],
        })
    );
    assert_eq!(
        payload["options"],
        json!({
            "tick_every": 60, "min_failure_duration": 120, "min_location_failed": 2, "retry": { "count": 2, "interval": 1000 },
            "monitor_name": "[P1] [prod] SCRIBE: nobody reaches us", "monitor_priority": 1, "monitor_options": { "renotify_interval": 30 },
        })
    );
    let message = payload["message"].as_str().expect("a text");
    assert!(
        message.starts_with("{{#is_alert}}Alert from outside: nobody reaches us.{{/is_alert}}{{#is_recovery}}"),
        "{message}"
    );
    assert!(message.contains("runbooks/scribe/health.md"), "{message}");
    assert!(
        message.ends_with(
            "{{#is_alert}}@pagerduty-ml{{/is_alert}}{{#is_recovery}}@pagerduty-ml{{/is_recovery}}\n@slack-ml-prod"
        ),
        "{message}"
    );
    let tls = with(health(), json!({ "path": null, "valid_days": 21 }));
    let made = builder()
        .synthetic("tls", &constructed("synthetic.tls", tls))
        .expect("a test");
    assert_eq!(made.payload["subtype"], "ssl");
    assert_eq!(
        made.payload["config"],
        json!({
            "request": { "host": "acme.example", "port": 443, "servername": "acme.example" },
            "assertions": [{ "type": "certificate", "operator": "isInMoreThan", "target": 21 }],
        })
    );
}

#[test]
fn a_wrong_synthetic_test_is_reported() {
    let check = |more: Value, expected: &str| {
        let value = constructed("synthetic.http", with(health(), more));
        let findings = builder().synthetic("health", &value).expect_err("findings");
        assert_eq!(reported(&findings), expected);
    };
    check(
        json!({ "path": "health", "every_s": 10 }),
        "synthetic/path at path: synthetic test 'scribe/health': path must begin with '/' | the host is that of the environment: write '/health'
jsonnet/range at every_s: synthetic test 'scribe/health': every_s must be 30 or more, not 10",
    );
    check(
        json!({ "failing_locations": 3 }),
        "synthetic/locations at failing_locations: synthetic test 'scribe/health': 3 locations cannot fail, it has 2 | name more locations, or let it fail in fewer",
    );
    check(
        json!({ "environments": ["dev", "prod"], "headers": { "cookie": "x" } }),
        "jsonnet/unknown-field at headers: synthetic test 'scribe/health' has no field 'headers' | use one of symptom, impact, first_action, severity, environments, locations, every_s, failing_s, failing_locations, suppress, path, status, contains",
    );
}

/// Nothing to request: the environment has no host for people outside.
#[test]
fn an_environment_without_a_host_has_no_synthetic_test() {
    let value = constructed("synthetic.http", with(health(), json!({ "environments": ["dev"] })));
    let findings = support::builder_in("dev")
        .synthetic("health", &value)
        .expect_err("findings");
    assert_eq!(
        reported(&findings),
        "synthetic/no-host at environments: synthetic test 'scribe/health': the environment 'dev' has no public_host | remove the environment, or set its public_host in policy/environments.libsonnet"
    );
}
