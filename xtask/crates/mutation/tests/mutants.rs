//! Which mutants a monitor has, and which it has not.

use mutation::{Kind, Mutant, mutants};
use serde_json::{Value, json};
use simulate::{Definition, Monitor, Semantics, Span, World};

fn definition(kind: &str, query: &str, message: &str, options: Value) -> Definition {
    let payload = json!({ "type": kind, "name": "a monitor", "message": message, "query": query, "options": options });
    Definition::from_payload(&payload).expect("a payload of this test")
}

fn metric(query: &str, options: Value) -> Definition {
    definition("query alert", query, "", options)
}

fn of_kind(definition: &Definition, kind: Kind) -> Vec<Mutant> {
    let all = mutants(definition).expect("a monitor of this test");
    all.into_iter().filter(|mutant| mutant.kind == kind).collect()
}

/// The queries of the mutants of a kind.
#[track_caller]
fn queries(definition: &Definition, kind: Kind, expected: &[&str]) {
    let queries: Vec<String> = of_kind(definition, kind).iter().map(|m| m.monitor.definition().query.clone()).collect();
    assert_eq!(queries, expected);
}

/// What the mutants of a kind change.
#[track_caller]
fn changes(definition: &Definition, kind: Kind, expected: &[&str]) {
    let changes: Vec<String> = of_kind(definition, kind).into_iter().map(|m| m.change).collect();
    assert_eq!(changes, expected);
}

/// The messages of the mutants of a kind.
#[track_caller]
fn messages(definition: &Definition, kind: Kind, expected: &[&str]) {
    let messages: Vec<String> = of_kind(definition, kind).iter().map(|m| m.monitor.definition().message.clone()).collect();
    assert_eq!(messages, expected);
}

#[test]
fn comparators_are_turned_and_moved_by_the_threshold_itself() {
    let above = metric("avg(last_5m):avg:m{*} > 4", json!({}));
    queries(&above, Kind::Comparator, &["avg(last_5m):avg:m{*} < 4"]);
    queries(&above, Kind::Boundary, &["avg(last_5m):avg:m{*} >= 4"]);
    let equal = metric("avg(last_5m):avg:m{*} == 4", json!({}));
    queries(&equal, Kind::Comparator, &["avg(last_5m):avg:m{*} != 4"]);
    queries(&equal, Kind::Boundary, &[]);
}

#[test]
fn thresholds_move_with_their_recovery_in_the_query_and_the_options() {
    let thresholds = json!({ "thresholds": { "critical": 4, "critical_recovery": 3, "warning": 2, "warning_recovery": 1 } });
    let monitor = metric("avg(last_5m):avg:m{*} > 4", thresholds);
    changes(
        &monitor,
        Kind::Threshold,
        &[
            "critical threshold 4 is halved",
            "critical threshold 4 is doubled",
            "warning threshold 2 is halved",
            "warning threshold 2 is doubled",
        ],
    );
    let doubled = &of_kind(&monitor, Kind::Threshold)[1].monitor;
    assert_eq!(doubled.definition().query, "avg(last_5m):avg:m{*} > 8");
    let thresholds = doubled.thresholds();
    assert_eq!((thresholds.critical, thresholds.critical_recovery), (Some(8.0), Some(6.0)));
    assert_eq!((thresholds.warning, thresholds.warning_recovery), (Some(2.0), Some(1.0)));
}

#[test]
fn thresholds_that_halving_would_not_move_are_moved_by_one() {
    let queries_of = |query: &str, expected: &[&str]| queries(&metric(query, json!({})), Kind::Threshold, expected);
    queries_of("avg(last_5m):avg:m{*} < 1", &["avg(last_5m):avg:m{*} < 0", "avg(last_5m):avg:m{*} < 2"]);
    queries_of("avg(last_5m):avg:m{*} > 0", &["avg(last_5m):avg:m{*} > -1", "avg(last_5m):avg:m{*} > 1"]);
    queries_of("avg(last_5m):avg:m{*} > 0.5", &["avg(last_5m):avg:m{*} > 0.25", "avg(last_5m):avg:m{*} > 1"]);
    let recovery = metric(
        "avg(last_5m):avg:m{*} >= 1",
        json!({ "thresholds": { "critical": 1, "critical_recovery": 0.75 } }),
    );
    let moved = &of_kind(&recovery, Kind::Threshold)[0].monitor;
    assert_eq!(moved.thresholds().critical_recovery, Some(-0.25));
}

#[test]
fn a_recovery_threshold_is_dropped_where_it_says_something() {
    let with = |critical_recovery: f64| {
        let thresholds = json!({ "thresholds": { "critical": 4, "critical_recovery": critical_recovery, "warning": 2, "warning_recovery": 1 } });
        metric("avg(last_5m):avg:m{*} > 4", thresholds)
    };
    let warning = "warning recovery threshold 1 is dropped";
    changes(&with(3.0), Kind::Recovery, &["critical recovery threshold 3 is dropped", warning]);
    changes(&with(4.0), Kind::Recovery, &[warning]);
}

#[test]
fn checks_count_runs() {
    let check = definition(
        "service check",
        "\"redis.can_connect\".over(\"env:prod\",\"service:redis\").by(\"host\").last(4).count_by_status()",
        "",
        json!({ "notify_no_data": true, "no_data_timeframe": 10, "thresholds": { "critical": 3, "warning": 1, "ok": 1 } }),
    );
    changes(
        &check,
        Kind::Threshold,
        &[
            "critical threshold 3 becomes 2",
            "critical threshold 3 becomes 4",
            "warning threshold 1 is doubled",
        ],
    );
    changes(&check, Kind::Recovery, &["ok threshold 1 becomes 2"]);
    changes(&check, Kind::Window, &[]);
    changes(
        &check,
        Kind::MissingData,
        &[
            "notify_no_data true becomes false",
            "no_data_timeframe 10 becomes 5",
            "no_data_timeframe 10 becomes 20",
        ],
    );
    queries(
        &check,
        Kind::Scope,
        &[
            "\"redis.can_connect\".over(\"service:redis\").by(\"host\").last(4).count_by_status()",
            "\"redis.can_connect\".over(\"env:other-prod\",\"service:redis\").by(\"host\").last(4).count_by_status()",
            "\"redis.can_connect\".over(\"env:prod\").by(\"host\").last(4).count_by_status()",
            "\"redis.can_connect\".over(\"env:prod\",\"service:other-redis\").by(\"host\").last(4).count_by_status()",
        ],
    );
    queries(
        &check,
        Kind::Grouping,
        &["\"redis.can_connect\".over(\"env:prod\",\"service:redis\").last(4).count_by_status()"],
    );
}

#[test]
fn each_filter_of_each_metric_is_dropped_and_changed() {
    let ratio = metric("sum(last_5m):sum:a{env:p,!x:y}.as_count() / sum:b{*}.as_count() > 4", json!({}));
    queries(
        &ratio,
        Kind::Scope,
        &[
            "sum(last_5m):sum:a{!x:y}.as_count() / sum:b{*}.as_count() > 4",
            "sum(last_5m):sum:a{env:other-p,!x:y}.as_count() / sum:b{*}.as_count() > 4",
            "sum(last_5m):sum:a{env:p}.as_count() / sum:b{*}.as_count() > 4",
            "sum(last_5m):sum:a{env:p,!x:other-y}.as_count() / sum:b{*}.as_count() > 4",
        ],
    );
    let only = metric("avg(last_5m):avg:m{env:p} > 4", json!({}));
    queries(&only, Kind::Scope, &["avg(last_5m):avg:m{*} > 4", "avg(last_5m):avg:m{env:other-p} > 4"]);
    let functional = metric("avg(last_5m):avg:m{env:p AND (a IN (x, y) OR b:c)} > 4", json!({}));
    queries(
        &functional,
        Kind::Scope,
        &[
            "avg(last_5m):avg:m{a IN (x, y) OR b:c} > 4",
            "avg(last_5m):avg:m{env:other-p AND (a IN (x, y) OR b:c)} > 4",
            "avg(last_5m):avg:m{env:p AND b:c} > 4",
            "avg(last_5m):avg:m{env:p AND (a IN (y) OR b:c)} > 4",
            "avg(last_5m):avg:m{env:p AND (a IN (x) OR b:c)} > 4",
            "avg(last_5m):avg:m{env:p AND a IN (x, y)} > 4",
            "avg(last_5m):avg:m{env:p AND (a IN (x, y) OR b:other-c)} > 4",
        ],
    );
}

#[test]
fn each_filter_of_a_search_is_dropped_and_changed() {
    let logs = definition(
        "log alert",
        "logs(\"env:p -(a OR b)\").index(\"*\").rollup(\"count\").last(\"5m\") > 4",
        "",
        json!({}),
    );
    let searches: Vec<String> = of_kind(&logs, Kind::Scope)
        .iter()
        .map(|m| {
            m.monitor
                .definition()
                .query
                .split("\").index")
                .next()
                .unwrap_or_default()
                .trim_start_matches("logs(\"")
                .to_owned()
        })
        .collect();
    assert_eq!(
        searches,
        [
            "-(a OR b)",
            "env:other-p -(a OR b)",
            "env:p",
            "env:p -b",
            "env:p -(other-a OR b)",
            "env:p -a",
            "env:p -(a OR other-b)"
        ]
    );
}

#[test]
fn variables_of_formulas_are_changed_in_their_place() {
    let formula = definition(
        "query alert",
        "formula(\"a / b\").last(\"10m\") > 4",
        "",
        json!({ "variables": [
            { "name": "a", "data_source": "metrics", "query": "sum:a{env:p} by {host}" },
            { "name": "b", "data_source": "metrics", "query": "sum:b{env:p} by {host}" },
        ] }),
    );
    let second: Vec<String> = of_kind(&formula, Kind::Scope)
        .iter()
        .map(|m| m.monitor.definition().options.variables[1]["query"].to_string())
        .collect();
    let same = "\"sum:b{env:p} by {host}\"";
    assert_eq!(second, [same, same, "\"sum:b{*} by {host}\"", "\"sum:b{env:other-p} by {host}\""]);
    queries(
        &formula,
        Kind::Window,
        &["formula(\"a / b\").last(\"5m\") > 4", "formula(\"a / b\").last(\"20m\") > 4"],
    );
    let grouped = &of_kind(&formula, Kind::Grouping)[0].monitor;
    assert!(grouped.group_keys().is_empty());
}

#[test]
fn silence_is_treated_otherwise_where_that_is_another_thing() {
    let missing = |query: &str, mode: &str, expected: &[&str]| {
        let monitor = metric(query, json!({ "on_missing_data": mode }));
        let modes: Vec<String> = of_kind(&monitor, Kind::MissingData)
            .iter()
            .filter_map(|m| m.monitor.definition().options.on_missing_data.clone())
            .collect();
        assert_eq!(modes, expected, "{query} {mode}");
    };
    let (gauge, count) = ("avg(last_5m):avg:m{*} > 4", "sum(last_5m):sum:m{*}.as_count() > 4");
    missing(gauge, "resolve", &["default", "show_no_data", "show_and_notify_no_data"]);
    // a count without values is zero, which is fine here
    missing(count, "resolve", &["show_no_data", "show_and_notify_no_data"]);
    missing(count, "default", &["show_no_data", "show_and_notify_no_data"]);
    missing(
        "sum(last_5m):sum:m{*}.as_count() < 4",
        "default",
        &["show_no_data", "show_and_notify_no_data", "resolve"],
    );
}

#[test]
fn windows_are_halved_and_doubled() {
    let windows = |query: &str, expected: &[&str]| changes(&metric(query, json!({})), Kind::Window, expected);
    windows(
        "avg(last_5m):avg:m{*} > 4",
        &["window last_5m becomes last_3m", "window last_5m becomes last_10m"],
    );
    windows("avg(last_1m):avg:m{*} > 4", &["window last_1m becomes last_2m"]);
    windows(
        "avg(last_1h):avg:m{*} > 4",
        &["window last_1h becomes last_30m", "window last_1h becomes last_2h"],
    );
    windows("avg(last_1mo):avg:m{*} > 4", &["window last_1mo becomes last_15d"]);
    windows("avg(current_1d):avg:m{*} > 4", &["window current_1d becomes current_1h"]);
    windows(
        "change(avg(last_5m),last_30m):avg:m{*} > 4",
        &[
            "window last_5m becomes last_3m",
            "window last_5m becomes last_10m",
            "comparison with last_30m becomes one with last_15m",
            "comparison with last_30m becomes one with last_60m",
        ],
    );
}

#[test]
fn slo_alerts() {
    let burn = "burn_rate(\"x\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4";
    let burn = definition("slo alert", burn, "", json!({ "thresholds": { "critical": 14.4 } }));
    // the long window has at least an hour
    changes(
        &burn,
        Kind::Window,
        &["long window 1h becomes 2h", "short window 5m becomes 3m", "short window 5m becomes 10m"],
    );
    let budget = definition("slo alert", "error_budget(\"x\").over(\"30d\") > 75", "", json!({}));
    changes(&budget, Kind::Window, &["window 30d becomes 7d"]);
    changes(&budget, Kind::MissingData, &[]);
}

#[test]
fn aggregators_become_others() {
    let ratio = metric("sum(last_5m):sum:a{*}.as_count() / max:b{*}.as_count() > 4", json!({}));
    // arithmetic over counts is summed, or refused
    changes(&ratio, Kind::TimeAggregator, &[]);
    changes(
        &ratio,
        Kind::SpaceAggregator,
        &[
            "space aggregator sum of a becomes avg",
            "space aggregator sum of a becomes max",
            "space aggregator max of b becomes min",
            "space aggregator max of b becomes sum",
        ],
    );
    let percentile = metric("percentile(last_5m):p95:m{*} > 4", json!({}));
    queries(&percentile, Kind::SpaceAggregator, &["percentile(last_5m):p50:m{*} > 4"]);
    let measure = "logs(\"*\").index(\"*\").rollup(\"avg\", \"@duration\").last(\"5m\") > 4";
    let measure = definition("log alert", measure, "", json!({}));
    changes(&measure, Kind::TimeAggregator, &["rollup avg becomes max"]);
}

#[test]
fn group_keys_are_dropped_from_all_metrics() {
    let ratio = metric("sum(last_5m):sum:a{*} by {x,y}.as_count() / sum:b{*} by {x,y}.as_count() > 4", json!({}));
    queries(
        &ratio,
        Kind::Grouping,
        &[
            "sum(last_5m):sum:a{*} by {y}.as_count() / sum:b{*} by {y}.as_count() > 4",
            "sum(last_5m):sum:a{*} by {x}.as_count() / sum:b{*} by {x}.as_count() > 4",
        ],
    );
}

#[test]
fn routes_are_dropped_replaced_and_told_always() {
    let message = "{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-a.";
    let warns = json!({ "thresholds": { "critical": 4, "warning": 2 } });
    let monitor = definition("query alert", "avg(last_5m):avg:m{*} > 4", message, warns);
    messages(
        &monitor,
        Kind::Route,
        &[
            "{{#is_alert}}{{/is_alert}} @slack-a.",
            "{{#is_alert}}@pagerduty-a{{/is_alert}} .",
            "{{#is_alert}}@pagerduty-another-team{{/is_alert}} @slack-a.",
            "{{#is_alert}}{{/is_alert}} @slack-a.\n@pagerduty-a",
            "{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-another-team.",
        ],
    );
}

#[test]
fn what_reaches_the_same_people_is_no_mutant() {
    // without warnings and no data, alerts and their recovery are all there is
    let message = "{{#is_alert}}@pagerduty-a{{/is_alert}}{{#is_alert_recovery}}@pagerduty-a{{/is_alert_recovery}}{{#is_warning}}@slack-a{{/is_warning}}";
    let with = |thresholds: Value| {
        definition(
            "query alert",
            "avg(last_5m):avg:m{*} > 4",
            message,
            json!({ "on_missing_data": "resolve", "thresholds": thresholds }),
        )
    };
    changes(
        &with(json!({ "critical": 4 })),
        Kind::Route,
        &[
            "@pagerduty-a, told by {{#is_alert}}, is dropped",
            "@pagerduty-a, told by {{#is_alert_recovery}}, is dropped",
            "@pagerduty-a becomes @pagerduty-another-team",
            "@slack-a is told always",
        ],
    );
    let warned = of_kind(&with(json!({ "critical": 4, "warning": 2 })), Kind::Route);
    assert!(warned.iter().any(|m| m.change == "@pagerduty-a is told always"));
    assert!(warned.iter().any(|m| m.change == "@slack-a, told by {{#is_warning}}, is dropped"));
}

#[test]
fn a_pager_is_added_where_there_is_none() {
    let staging = definition("query alert", "avg(last_5m):avg:m{*} > 4", "@slack-{{host.name}}", json!({}));
    messages(
        &staging,
        Kind::Route,
        &["", "@slack-another-team", "@slack-{{host.name}}\n@pagerduty-another-team"],
    );
}

#[test]
fn conditionals_are_dropped_with_and_without_their_words() {
    let message = "{{#is_alert}}bad{{else}}good{{/is_alert}}{{#is_no_data}}quiet{{/is_no_data}}{{#is_alert}}@pagerduty-a{{/is_alert}}";
    let monitor = definition("query alert", "avg(last_5m):avg:m{*} > 4", message, json!({}));
    // nothing tells of no data here, so that its words are never said; but they would be, without the conditional
    messages(
        &monitor,
        Kind::Conditional,
        &[
            "bad{{#is_no_data}}quiet{{/is_no_data}}{{#is_alert}}@pagerduty-a{{/is_alert}}",
            "{{#is_no_data}}quiet{{/is_no_data}}{{#is_alert}}@pagerduty-a{{/is_alert}}",
            "{{#is_alert}}bad{{else}}good{{/is_alert}}quiet{{#is_alert}}@pagerduty-a{{/is_alert}}",
        ],
    );
}

#[test]
fn where_a_message_depends_on_values_nothing_is_left_out() {
    let message = "{{#is_match \"host.name\" \"db\"}}@slack-db{{/is_match}}{{^is_match \"host.name\" \"db\"}}@slack-db{{/is_match}}";
    let monitor = definition("query alert", "avg(last_5m):avg:m{*} by {host} > 4", message, json!({}));
    assert!(of_kind(&monitor, Kind::Route).iter().any(|m| m.change == "@slack-db is told always"));
}

#[test]
fn what_runs_on_verdicts_has_mutants_of_its_message_alone() {
    let anomalies = "avg(last_4h):anomalies(avg:m{*}, 'basic', 2) >= 1";
    let monitor = definition("query alert", anomalies, "@slack-a", json!({}));
    let kinds: Vec<Kind> = mutants(&monitor).expect("a monitor of this test").iter().map(|m| m.kind).collect();
    assert_eq!(kinds, [Kind::Route; 3]);
}

#[test]
fn a_broken_monitor_is_refused() {
    let broken = Definition {
        kind: "query alert".to_owned(),
        query: "avg(last_5m):avg:m{*}".to_owned(),
        ..Definition::default()
    };
    assert!(mutants(&broken).is_err());
}

#[test]
fn mutants_run() {
    let monitor = metric("avg(last_5m):avg:m{env:p} by {host} > 4", json!({ "thresholds": { "critical": 4 } }));
    for mutant in mutants(&monitor).expect("a monitor of this test") {
        let outcome = mutant.monitor.run(&World::default(), Span { from: 0, to: 600 }, &Semantics::default());
        assert!(outcome.is_ok(), "{}: {outcome:?}", mutant.change);
        assert_eq!(Monitor::compile(mutant.monitor.definition().clone()).map(|_| ()), Ok(()), "{}", mutant.change);
    }
}
