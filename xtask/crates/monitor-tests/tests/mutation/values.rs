use super::*;

#[test]
fn comparators_are_reversed_and_include_or_exclude_the_threshold() {
    let above = metric("avg(last_5m):avg:m{*} > 4", json!({}));
    queries(&above, MutantKind::Comparator, &["avg(last_5m):avg:m{*} < 4"]);
    queries(&above, MutantKind::Boundary, &["avg(last_5m):avg:m{*} >= 4"]);
    let equal = metric("avg(last_5m):avg:m{*} == 4", json!({}));
    queries(&equal, MutantKind::Comparator, &["avg(last_5m):avg:m{*} != 4"]);
    queries(&equal, MutantKind::Boundary, &[]);
}

#[test]
fn thresholds_move_with_their_recovery_in_query_and_options() {
    let thresholds =
        json!({ "thresholds": { "critical": 4, "critical_recovery": 3, "warning": 2, "warning_recovery": 1 } });
    let monitor = metric("avg(last_5m):avg:m{*} > 4", thresholds);
    changes(
        &monitor,
        MutantKind::Threshold,
        &[
            "critical threshold 4 is halved",
            "critical threshold 4 is doubled",
            "warning threshold 2 is halved",
            "warning threshold 2 is doubled",
        ],
    );
    let doubled = &of_kind(&monitor, MutantKind::Threshold)[1].monitor;
    assert_eq!(doubled.definition().query, "avg(last_5m):avg:m{*} > 8");
    let thresholds = doubled.thresholds();
    assert_eq!(
        (thresholds.critical, thresholds.critical_recovery),
        (Some(8.0), Some(6.0))
    );
    assert_eq!(
        (thresholds.warning, thresholds.warning_recovery),
        (Some(2.0), Some(1.0))
    );
}

#[test]
fn thresholds_that_cannot_be_halved_move_by_one() {
    let queries_of =
        |query: &str, expected: &[&str]| queries(&metric(query, json!({})), MutantKind::Threshold, expected);
    queries_of(
        "avg(last_5m):avg:m{*} < 1",
        &["avg(last_5m):avg:m{*} < 0", "avg(last_5m):avg:m{*} < 2"],
    );
    queries_of(
        "avg(last_5m):avg:m{*} > 0",
        &["avg(last_5m):avg:m{*} > -1", "avg(last_5m):avg:m{*} > 1"],
    );
    queries_of(
        "avg(last_5m):avg:m{*} > 0.5",
        &["avg(last_5m):avg:m{*} > 0.25", "avg(last_5m):avg:m{*} > 1"],
    );
    let recovery = metric(
        "avg(last_5m):avg:m{*} >= 1",
        json!({ "thresholds": { "critical": 1, "critical_recovery": 0.75 } }),
    );
    let moved = &of_kind(&recovery, MutantKind::Threshold)[0].monitor;
    assert_eq!(moved.thresholds().critical_recovery, Some(-0.25));
}

#[test]
fn a_recovery_threshold_is_dropped_unless_it_equals_the_threshold() {
    let with = |critical_recovery: f64| {
        let thresholds = json!({ "thresholds": { "critical": 4, "critical_recovery": critical_recovery, "warning": 2, "warning_recovery": 1 } });
        metric("avg(last_5m):avg:m{*} > 4", thresholds)
    };
    let warning = "warning recovery threshold 1 is dropped";
    changes(
        &with(3.0),
        MutantKind::Recovery,
        &["critical recovery threshold 3 is dropped", warning],
    );
    changes(&with(4.0), MutantKind::Recovery, &[warning]);
}

#[test]
fn thresholds_of_service_checks_are_numbers_of_runs() {
    let check = definition(
        "service check",
        "\"redis.can_connect\".over(\"env:prod\",\"service:redis\").by(\"host\").last(4).count_by_status()",
        "",
        json!({ "notify_no_data": true, "no_data_timeframe": 10, "thresholds": { "critical": 3, "warning": 1, "ok": 1 } }),
    );
    changes(
        &check,
        MutantKind::Threshold,
        &[
            "critical threshold 3 becomes 2",
            "critical threshold 3 becomes 4",
            "warning threshold 1 is doubled",
        ],
    );
    changes(&check, MutantKind::Recovery, &["ok threshold 1 becomes 2"]);
    changes(&check, MutantKind::Window, &[]);
    changes(
        &check,
        MutantKind::MissingData,
        &[
            "notify_no_data true becomes false",
            "no_data_timeframe 10 becomes 5",
            "no_data_timeframe 10 becomes 20",
        ],
    );
    queries(
        &check,
        MutantKind::Scope,
        &[
            "\"redis.can_connect\".over(\"service:redis\").by(\"host\").last(4).count_by_status()",
            "\"redis.can_connect\".over(\"env:other-prod\",\"service:redis\").by(\"host\").last(4).count_by_status()",
            "\"redis.can_connect\".over(\"env:prod\").by(\"host\").last(4).count_by_status()",
            "\"redis.can_connect\".over(\"env:prod\",\"service:other-redis\").by(\"host\").last(4).count_by_status()",
        ],
    );
    queries(
        &check,
        MutantKind::Grouping,
        &["\"redis.can_connect\".over(\"env:prod\",\"service:redis\").last(4).count_by_status()"],
    );
}

#[test]
fn a_recovery_threshold_is_dropped_if_a_number_of_events_can_tell() {
    let options = json!({ "thresholds": { "critical": 1, "critical_recovery": 0.8 } });
    let dropped = |query: &str, expected: &[&str]| {
        let monitor = definition("log alert", query, "", options.clone());
        changes(&monitor, MutantKind::Recovery, expected);
    };
    let one = ["critical recovery threshold 0.8 is dropped"];
    dropped("logs(\"a\").index(\"*\").rollup(\"count\").last(\"5m\") >= 1", &[]);
    // one event has left this threshold, and has not recovered
    dropped("logs(\"a\").index(\"*\").rollup(\"count\").last(\"5m\") > 1", &one);
    dropped(
        "logs(\"a\").index(\"*\").rollup(\"avg\", \"@duration\").last(\"5m\") >= 1",
        &one,
    );
}

#[test]
fn a_group_that_is_dropped_first_never_notifies_of_missing_data() {
    let by = |key: &str, options: Value| {
        let query = format!("\"db.up\".over(\"*\").by(\"{key}\").last(3).count_by_status()");
        let monitor = definition("service check", &query, "", options);
        let all = of_kind(&monitor, MutantKind::MissingData);
        all.into_iter().map(|mutant| mutant.change).collect::<Vec<_>>()
    };
    let inverted = ["notify_no_data false becomes true"];
    let thresholds = json!({ "critical": 2 });
    assert_eq!(
        by("db", json!({ "thresholds": thresholds, "notify_no_data": false })),
        [""; 0]
    );
    // a host is kept for two days
    assert_eq!(
        by("host", json!({ "thresholds": thresholds, "notify_no_data": false })),
        inverted
    );
    let sooner = json!({ "thresholds": thresholds, "notify_no_data": false, "no_data_timeframe": 60 });
    assert_eq!(by("db", sooner), inverted);
}

#[test]
fn missing_data_is_handled_differently_unless_the_result_is_equal() {
    let missing = |query: &str, mode: &str, expected: &[&str]| {
        let monitor = metric(query, json!({ "on_missing_data": mode }));
        let modes: Vec<String> = of_kind(&monitor, MutantKind::MissingData)
            .iter()
            .filter_map(|m| m.monitor.definition().options.on_missing_data.clone())
            .collect();
        assert_eq!(modes, expected, "{query} {mode}");
    };
    let (gauge, count) = ("avg(last_5m):avg:m{*} > 4", "sum(last_5m):sum:m{*}.as_count() > 4");
    missing(
        gauge,
        "resolve",
        &["default", "show_no_data", "show_and_notify_no_data"],
    );
    // a count without values is zero, which is healthy here
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
    let windows = |query: &str, expected: &[&str]| changes(&metric(query, json!({})), MutantKind::Window, expected);
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
    windows(
        "avg(current_1d):avg:m{*} > 4",
        &["window current_1d becomes current_1h"],
    );
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
fn slo_alerts_have_other_windows() {
    let burn = "burn_rate(\"x\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4";
    let burn = definition("slo alert", burn, "", json!({ "thresholds": { "critical": 14.4 } }));
    // the long window has at least an hour
    changes(
        &burn,
        MutantKind::Window,
        &[
            "long window 1h becomes 2h",
            "short window 5m becomes 3m",
            "short window 5m becomes 10m",
        ],
    );
    let budget = definition("slo alert", "error_budget(\"x\").over(\"30d\") > 75", "", json!({}));
    changes(&budget, MutantKind::Window, &["window 30d becomes 7d"]);
    changes(&budget, MutantKind::MissingData, &[]);
}

#[test]
fn aggregators_are_replaced() {
    let ratio = metric("sum(last_5m):sum:a{*}.as_count() / max:b{*}.as_count() > 4", json!({}));
    // arithmetic over counts must use sum; the API rejects others
    changes(&ratio, MutantKind::TimeAggregator, &[]);
    changes(
        &ratio,
        MutantKind::SpaceAggregator,
        &[
            "space aggregator sum of a becomes avg",
            "space aggregator sum of a becomes max",
            "space aggregator max of b becomes min",
            "space aggregator max of b becomes sum",
        ],
    );
    let percentile = metric("percentile(last_5m):p95:m{*} > 4", json!({}));
    queries(
        &percentile,
        MutantKind::SpaceAggregator,
        &["percentile(last_5m):p50:m{*} > 4"],
    );
    let measure = "logs(\"*\").index(\"*\").rollup(\"avg\", \"@duration\").last(\"5m\") > 4";
    let measure = definition("log alert", measure, "", json!({}));
    changes(&measure, MutantKind::TimeAggregator, &["rollup avg becomes max"]);
}

#[test]
fn a_monitor_with_given_verdicts_has_only_mutants_of_its_message() {
    let anomalies = "avg(last_4h):anomalies(avg:m{*}, 'basic', 2) >= 1";
    let monitor = definition("query alert", anomalies, "@slack-a", json!({}));
    let kinds: Vec<MutantKind> = mutants(&monitor)
        .expect("a monitor of this test")
        .iter()
        .map(|m| m.kind)
        .collect();
    assert_eq!(kinds, [MutantKind::Route; 3]);
}

#[test]
fn an_invalid_monitor_is_rejected() {
    let broken = Definition {
        kind: "query alert".to_owned(),
        query: "avg(last_5m):avg:m{*}".to_owned(),
        ..Definition::default()
    };
    assert!(mutants(&broken).is_err());
}

#[test]
fn every_mutant_can_run() {
    let monitor = metric(
        "avg(last_5m):avg:m{env:p} by {host} > 4",
        json!({ "thresholds": { "critical": 4 } }),
    );
    for mutant in mutants(&monitor).expect("a monitor of this test") {
        let outcome = mutant
            .monitor
            .run(&World::default(), Span { from: 0, to: 600 }, &Semantics::default());
        assert!(outcome.is_ok(), "{}: {outcome:?}", mutant.change);
        assert_eq!(
            Monitor::compile(mutant.monitor.definition().clone()).map(|_| ()),
            Ok(()),
            "{}",
            mutant.change
        );
    }
}
