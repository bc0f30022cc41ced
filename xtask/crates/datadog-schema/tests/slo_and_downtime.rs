//! Problems of SLOs and downtimes.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

fn slo(fields: Value) -> Vec<String> {
    let mut slo = json!({
        "name": "x", "type": "metric", "thresholds": [{"timeframe": "30d", "target": 99.0}],
        "query": {"numerator": "sum:a{*}.as_count()", "denominator": "sum:b{*}.as_count()"},
    });
    for (name, value) in fields.as_object().expect("fields") {
        slo[name] = value.clone();
    }
    support::check(PayloadKind::Slo, &slo)
}

#[test]
fn targets() {
    assert_eq!(slo(json!({})), [""; 0]);
    let two = json!([{"timeframe": "7d", "target": 100.0}, {"timeframe": "7d", "target": 99.0, "warning": 99.0}]);
    assert_eq!(
        slo(json!({ "thresholds": two })),
        [
            "error slo/target /thresholds/0/target: target 100 must be a percentage above 0 and below 100",
            "error slo/timeframe /thresholds/1/timeframe: two targets have the window '7d' [7d]",
            "error slo/warning /thresholds/1/warning: warning 99.0 must be greater than the target 99.0",
        ]
    );
    assert_eq!(
        slo(json!({"thresholds": []})),
        ["error slo/no-target /thresholds: the SLO has no target"]
    );
}

#[test]
fn kinds() {
    let without_query = |kind: &str| slo(json!({"type": kind, "query": null}));
    assert!(without_query("metric").contains(&"error slo/type : an SLO of type 'metric' needs 'query'".to_owned()));
    assert!(
        without_query("monitor").contains(&"error slo/type : an SLO of type 'monitor' needs 'monitor_ids'".to_owned())
    );
    assert!(
        without_query("time_slice")
            .contains(&"error slo/type : an SLO of type 'time_slice' needs 'sli_specification'".to_owned())
    );
}

#[test]
fn queries_and_tags() {
    assert_eq!(
        slo(json!({"query": {"numerator": "sum:a{*", "denominator": "sum:b{*}.as_count()"}, "tags": ["Env:prod"]})),
        [
            "error tag/upper-case /tags/0: tag 'Env:prod' has upper-case letters, which the API rejects for SLOs [E]",
            "error query/metric /query/numerator: expected '}' to close the scope, found the end []",
        ]
    );
    let slice = json!({"time_slice": {"comparator": ">", "threshold": 1, "query": {
        "formulas": [{"formula": "q2"}], "queries": [{"name": "q1", "data_source": "metrics", "query": "avg:a{*}"}]}}});
    let time_slice = json!({"name": "x", "type": "time_slice", "thresholds": [{"timeframe": "7d", "target": 99.0}], "sli_specification": slice});
    assert_eq!(
        support::check(PayloadKind::Slo, &time_slice),
        [
            "error query/unknown-name /sli_specification/time_slice/query/formulas/0/formula: the formula uses 'q2', which is not a query of the SLI [q2]"
        ]
    );
}

#[test]
fn latencies_are_counted_within_a_limit() {
    let query =
        |numerator: &str| slo(json!({"query": {"numerator": numerator, "denominator": "count:web.latency{*}"}}));
    for counted in [
        "count(v: v<0.1):web.latency{*}",
        "count(v:v>=100):web.latency{*}.as_count()",
        "count:web.latency{*} - count(v: v>1):web.latency{*}",
        "count(v: v<=1):web.latency{service:x AND (path:a OR NOT path:*b*)}",
        "default_zero(count(v: v<=1):web.latency{*})",
    ] {
        assert_eq!(query(counted), [""; 0], "{counted}");
    }
    assert_eq!(
        query("p95:web.latency{*}"),
        [
            "error slo/aggregator /query/numerator: aggregator 'p95' cannot count the events of an SLO; 'sum' does, or 'count' of a distribution [p95]"
        ]
    );
}

#[test]
fn corrections() {
    let correction = json!({"data": {"type": "correction", "attributes": {"category": "Other", "start": 10, "end": 5, "rrule": "FREQ=DAILY;COUNT=x"}}});
    assert_eq!(
        support::check(PayloadKind::Slo, &correction),
        [
            "error slo/correction /data/attributes/end: the correction ends at 5, before it starts at 10",
            "error slo/correction /data/attributes/rrule: 'x' is not a valid value of COUNT [COUNT=x]",
            "error slo/correction /data/attributes/rrule: a recurring correction needs 'duration'",
        ]
    );
}

#[test]
fn rules_of_corrections() {
    let correction = |rule: &str| {
        let attributes = json!({"category": "Other", "start": 10, "rrule": rule, "duration": 3600});
        support::check(
            PayloadKind::Slo,
            &json!({"data": {"type": "correction", "attributes": attributes}}),
        )
    };
    assert_eq!(correction("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=3"), [""; 0]);
    assert_eq!(
        correction("FREQ=MONTHLY;BYMONTHDAY=1"),
        [
            "error slo/correction /data/attributes/rrule: 'BYMONTHDAY' is not supported in the rule of a correction [FREQ=MONTHLY;BYMONTHDAY=1]"
        ]
    );
}

#[test]
fn the_primary_target_is_one_of_the_targets() {
    let thresholds =
        json!([{"timeframe": "7d", "target": 99.0}, {"timeframe": "30d", "target": 99.9, "warning": 99.95}]);
    let primary = |timeframe: &str, target: f64, warning: Value| {
        slo(
            json!({"thresholds": thresholds, "timeframe": timeframe, "target_threshold": target, "warning_threshold": warning}),
        )
    };
    assert_eq!(primary("30d", 99.9, json!(99.95)), [""; 0]);
    assert_eq!(slo(json!({"thresholds": thresholds, "timeframe": "7d"})), [""; 0]);
    assert_eq!(
        primary("90d", 99.9, json!(99.95)),
        [
            "error slo/primary /timeframe: the primary timeframe '90d' is not among the thresholds, which have 7d, 30d [90d]"
        ]
    );
    assert_eq!(
        primary("30d", 99.0, json!(99.5)),
        [
            "error slo/primary /target_threshold: target_threshold 99 must equal that of the threshold of '30d', which is 99.9",
            "error slo/primary /warning_threshold: warning_threshold 99.5 must equal that of the threshold of '30d', which is 99.95",
        ]
    );
    assert_eq!(
        primary("7d", 99.0, json!(99.5)),
        ["error slo/primary /warning_threshold: warning_threshold 99.5 is set, but the threshold of '7d' has none"]
    );
}

#[test]
fn monitor_slos_have_limits() {
    let of = |monitors: usize, groups: usize| {
        let monitors: Vec<_> = (1..=monitors).collect();
        let groups: Vec<_> = (0..groups).map(|n| format!("env:{n}")).collect();
        support::check(
            PayloadKind::Slo,
            &json!({"name": "x", "type": "monitor", "thresholds": [{"timeframe": "30d", "target": 99.0}], "monitor_ids": monitors, "groups": groups}),
        )
    };
    assert_eq!(of(20, 0), [""; 0]);
    assert_eq!(of(1, 20), [""; 0]);
    assert_eq!(
        of(21, 0),
        ["error slo/limit /monitor_ids: 21 monitors; an SLO can have at most 20"]
    );
    assert_eq!(
        of(1, 21),
        ["error slo/limit /groups: 21 groups; an SLO can have at most 20"]
    );
}

#[test]
fn downtimes_of_version_2() {
    let check = |attributes: Value| {
        support::check(
            PayloadKind::Downtime,
            &json!({"data": {"type": "downtime", "attributes": attributes}}),
        )
    };
    let tags = json!({"monitor_tags": ["team:a"]});
    assert_eq!(
        check(json!({"monitor_identifier": tags, "scope": "env:(a OR b)", "schedule": {"start": null}})),
        [""; 0]
    );
    assert_eq!(
        check(
            json!({"monitor_identifier": {"monitor_id": 1, "monitor_tags": ["a"]}, "scope": "env:(a", "schedule": {"start": "2050-01-02T03:04:05Z", "end": "2050-01-01T03:04:05Z"}})
        ),
        [
            "error payload/excluded-field /data/attributes/monitor_identifier: 'monitor_id' and 'monitor_tags' exclude each other in a monitor identifier",
            "error downtime/scope /data/attributes/scope: expected OR or ')', found the end []",
            "error downtime/order /data/attributes/schedule/end: the downtime ends at 2050-01-01T03:04:05Z, before it starts at 2050-01-02T03:04:05Z",
        ]
    );
    let recurring = json!({"recurrences": [{"duration": "1x", "rrule": "INTERVAL=1"}], "timezone": "UTC"});
    assert_eq!(
        check(json!({"monitor_identifier": tags, "scope": "*", "schedule": recurring})),
        [
            "error downtime/rrule /data/attributes/schedule/recurrences/0/rrule: the recurrence rule has no FREQ [INTERVAL=1]",
            "error downtime/duration /data/attributes/schedule/recurrences/0/duration: '1x' is not a duration [1x]",
        ]
    );
    assert_eq!(
        check(json!({"monitor_identifier": {}, "scope": ""})),
        [
            "error payload/missing-field /data/attributes/monitor_identifier: field 'monitor_id' or 'monitor_tags' is missing in a monitor identifier",
            "error downtime/scope /data/attributes/scope: the scope is empty []",
        ]
    );
}

#[test]
fn downtimes_of_version_1() {
    let recurrence =
        json!({"type": "wekks", "period": 0, "week_days": ["Mon"], "until_date": 1, "until_occurrences": 2});
    assert_eq!(
        support::check(
            PayloadKind::Downtime,
            &json!({"scope": ["env:prod"], "start": 2, "end": 1, "recurrence": recurrence})
        ),
        [
            "error downtime/order /end: the downtime ends at 1, before it starts at 2",
            "error downtime/recurrence /recurrence/type: unknown type 'wekks' of a recurrence; use one of days, weeks, months, years, rrule",
            "error downtime/recurrence /recurrence/period: the period of a recurrence must be at least 1",
            "error downtime/recurrence /recurrence/until_date: until_date conflicts with until_occurrences; the API accepts only one of them",
            "error downtime/recurrence /recurrence/week_days: week_days is accepted only for recurrences of type 'weeks'",
        ]
    );
    assert_eq!(
        support::check(PayloadKind::Downtime, &json!({})),
        ["error downtime/scope : the downtime has neither a scope nor monitors"]
    );
}

#[test]
fn events_are_summed_and_groups_are_of_one_monitor() {
    let query = json!({"numerator": "avg:a{*}.as_count()", "denominator": "sum:b{*}.as_count() + max:c{*}"});
    assert_eq!(
        slo(json!({"query": query})),
        [
            "error slo/aggregator /query/numerator: aggregator 'avg' cannot count the events of an SLO; 'sum' does, or 'count' of a distribution [avg]",
            "error slo/aggregator /query/denominator: aggregator 'max' cannot count the events of an SLO; 'sum' does, or 'count' of a distribution [max]",
        ]
    );
    let within_a_limit =
        json!({"numerator": "count(v: v<=0.5):a{*}.as_count()", "denominator": "count:a{*}.as_count()"});
    assert_eq!(slo(json!({"query": within_a_limit})), [""; 0]);
    let of_monitors =
        |ids: Value| slo(json!({"type": "monitor", "query": null, "monitor_ids": ids, "groups": ["host:a"]}));
    let expected =
        "error slo/groups /groups: groups of 2 monitors; groups can be chosen for one monitor only".to_owned();
    assert!(of_monitors(json!([1, 2])).contains(&expected));
    assert!(!of_monitors(json!([1])).contains(&expected));
}

#[test]
fn time_zones_exist() {
    let downtime = |zone: &str| {
        let attributes = json!({"scope": "*", "monitor_identifier": {"monitor_tags": ["*"]}, "display_timezone": zone});
        support::check(
            PayloadKind::Downtime,
            &json!({"data": {"type": "downtime", "attributes": attributes}}),
        )
    };
    assert_eq!(
        downtime("Europe/Berlinn"),
        [
            "error payload/time-zone /data/attributes/display_timezone: unknown time zone 'Europe/Berlinn' in 'display_timezone'"
        ]
    );
    assert_eq!(downtime("Europe/Berlin"), [""; 0]);
}
