//! What the API rejects in downtimes: scopes, times, time zones, tags, recurrences.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};
use support::check;

/// The problems of a downtime of version 2 with these attributes.
fn v2(attributes: Value) -> Vec<String> {
    let mut all = json!({"monitor_identifier": {"monitor_tags": ["team:a"]}, "scope": "env:prod"});
    for (name, value) in attributes.as_object().expect("attributes") {
        all[name] = value.clone();
    }
    check(
        PayloadKind::Downtime,
        &json!({"data": {"type": "downtime", "attributes": all}}),
    )
}

fn v1(fields: Value) -> Vec<String> {
    let mut all = json!({"scope": ["env:prod"]});
    for (name, value) in fields.as_object().expect("fields") {
        all[name] = value.clone();
    }
    check(PayloadKind::Downtime, &all)
}

#[test]
fn scopes_of_version_2() {
    assert_eq!(v2(json!({"scope": "service:web AND env:(dev OR staging)"})), [""; 0]);
    assert_eq!(
        v2(json!({"scope": "service:A OR host:X"})),
        ["error downtime/scope /data/attributes/scope: OR between tags is not supported [OR]"]
    );
    assert_eq!(
        v2(json!({"scope": "en&v:prod"})),
        ["error downtime/scope /data/attributes/scope: '&' cannot be in the key of a tag [&]"]
    );
}

#[test]
fn scopes_of_version_1() {
    for scope in [
        json!(["*"]),
        json!(["env:dev,env:prod", "host:a"]),
        json!(["(env:prod AND host:a)"]),
    ] {
        assert_eq!(v1(json!({ "scope": scope })), [""; 0]);
    }
    assert_eq!(
        v1(json!({"scope": ["env:prod, staging", "host:"]})),
        [
            "error downtime/scope /scope/0: 'staging' has no key [staging]",
            "error downtime/scope /scope/1: 'host:' has no value [host:]",
        ]
    );
    assert_eq!(
        v1(json!({"scope": []})),
        ["error downtime/scope /scope: the scope is empty"]
    );
    assert_eq!(
        v1(json!({"scope": ["host:a?"]})),
        ["error downtime/scope /scope/0: '?' is not a wildcard in the scope of a downtime [a?]"]
    );
}

#[test]
fn one_time_schedules_are_in_utc() {
    let schedule = |start: &str, end: Value| v2(json!({"schedule": {"start": start, "end": end}}));
    assert_eq!(schedule("2030-01-01T10:00:00+00:00", json!(null)), [""; 0]);
    assert_eq!(
        schedule("2030-13-01T10:00:00Z", json!("2030-01-01T10:00:00+02:00")),
        [
            "error downtime/time /data/attributes/schedule/start: '2030-13-01T10:00:00Z' has no month 13 [2030-13-01T10:00:00Z]",
            "error downtime/time /data/attributes/schedule/end: the UTC offset of '2030-01-01T10:00:00+02:00' must be zero [2030-01-01T10:00:00+02:00]",
        ]
    );
    // Times are compared, not texts.
    assert_eq!(
        schedule("2030-01-01T10:00Z", json!("2030-01-01T09:59:59+00:00")),
        [
            "error downtime/order /data/attributes/schedule/end: the downtime ends at 2030-01-01T09:59:59+00:00, before it starts at 2030-01-01T10:00Z"
        ]
    );
}

#[test]
fn recurring_schedules_have_one_time_zone() {
    let recurring = |zone: &str, display: Value, start: &str| {
        let recurrence = json!({"start": start, "duration": "1h", "rrule": "FREQ=DAILY"});
        v2(json!({"display_timezone": display, "schedule": {"timezone": zone, "recurrences": [recurrence]}}))
    };
    let start = "2050-01-02T03:04:05";
    assert_eq!(recurring("Europe/Paris", json!("Europe/Paris"), start), [""; 0]);
    assert_eq!(recurring("UTC", json!(null), "2050-01-02T03:04"), [""; 0]);
    assert_eq!(
        recurring("Europe/Paris", json!("UTC"), start),
        [
            "error downtime/time-zone /data/attributes/schedule/timezone: timezone 'Europe/Paris' must equal display_timezone, which is 'UTC' [Europe/Paris]"
        ]
    );
    assert_eq!(
        recurring("Europe/Paris", json!(null), start),
        [
            "warning downtime/time-zone /data/attributes/schedule/timezone: timezone 'Europe/Paris' must equal display_timezone, which is not set; its default is 'UTC' [Europe/Paris]"
        ]
    );
    assert_eq!(
        recurring("UTC", json!(null), "2050-01-02T03:04:05Z"),
        [
            "error downtime/time /data/attributes/schedule/recurrences/0/start: '2050-01-02T03:04:05Z' has a UTC offset; the start of a recurrence is in the schedule's time zone [2050-01-02T03:04:05Z]"
        ]
    );
}

#[test]
fn durations_have_documented_units() {
    let lasting = |duration: &str| {
        let recurrence = json!({"duration": duration, "rrule": "FREQ=DAILY"});
        v2(json!({"schedule": {"recurrences": [recurrence]}})).len()
    };
    assert_eq!(["30m", "2h", "1d", "1w"].map(lasting), [0; 4]);
    assert_eq!(["30s", "h", "0h", "1mo"].map(lasting), [1; 4]);
}

#[test]
fn tags_of_monitors_have_limits() {
    let tags = |tags: Value| v2(json!({"monitor_identifier": {"monitor_tags": tags}}));
    let many: Vec<_> = (0..33).map(|n| format!("team:{n}")).collect();
    assert_eq!(tags(json!(many[..32])), [""; 0]);
    assert_eq!(
        tags(json!(many)),
        [
            "error downtime/tags /data/attributes/monitor_identifier/monitor_tags: 33 monitor tags; a downtime can have at most 32"
        ]
    );
    assert_eq!(tags(json!(["a".repeat(256)])), [""; 0]);
    assert_eq!(
        v1(json!({"monitor_tags": ["a", "a".repeat(257)]})),
        ["error downtime/tags /monitor_tags/1: a monitor tag of 257 characters; it can have at most 256"]
    );
}

#[test]
fn recurrences_of_version_1() {
    let recurring = |recurrence: Value| v1(json!({ "recurrence": recurrence }));
    for right in [
        json!({"type": "weeks", "period": 1, "week_days": ["Mon"], "until_date": 5}),
        json!({"type": "rrule", "rrule": "FREQ=MONTHLY;BYSETPOS=3;BYDAY=WE"}),
    ] {
        assert_eq!(recurring(right), [""; 0]);
    }
    assert_eq!(
        recurring(json!({"rrule": "FREQ=DAILY"})),
        ["error downtime/recurrence /recurrence/rrule: 'rrule' needs type 'rrule', and no type is set"]
    );
    assert_eq!(
        recurring(json!({"type": "days", "period": 1, "rrule": "FREQ=DAILY"})),
        ["error downtime/recurrence /recurrence/rrule: 'rrule' needs type 'rrule', and the type is 'days'"]
    );
    assert_eq!(
        recurring(json!({"type": "days"})),
        ["error downtime/recurrence /recurrence: a recurrence of type 'days' has no 'period'"]
    );
    assert_eq!(
        recurring(json!({"type": "rrule"})),
        ["error downtime/recurrence /recurrence: a recurrence of type 'rrule' has no 'rrule'"]
    );
    assert_eq!(
        recurring(json!({"period": 1})),
        ["error downtime/recurrence /recurrence: the recurrence has no type"]
    );
}
