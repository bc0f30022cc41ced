//! SLO alerts: a burn rate alerts if the burn rate of both windows is at or above the threshold; an error budget alert compares the consumed percentage
//! (doc: `service_level_objectives/burn_rate`, `service_level_objectives/error_budget`).

use datadog_simulator::slo::{burn_rate, burn_rate_max, error_budget};
use datadog_simulator::world::Slo;
use serde_json::{Value, json};

use crate::scene::Scene;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn burn_rates_match_the_documented_examples() {
    // with a target of 99.9 %, an error rate of 0.01 is a burn rate of 10
    assert!(close(burn_rate(0.01, 99.9), 10.0));
    // with a target of 96 %, the maximum burn rate is 25
    assert!(close(burn_rate_max(96.0), 25.0));
    assert!(close(error_budget(99.9), 0.001));
}

fn with_slo(query: &str, slo: &Value) -> Scene {
    let mut scene = Scene::new("slo alert", query);
    scene
        .world
        .slos
        .insert("abc".to_owned(), Slo::from_payload(slo).expect("an SLO of this test"));
    scene
}

fn metric_slo() -> Value {
    json!({
        "name": "requests succeed", "type": "metric",
        "query": { "numerator": "sum:hits{code:ok}.as_count()", "denominator": "sum:hits{*}.as_count()" },
        "thresholds": [{ "timeframe": "7d", "target": 99 }, { "timeframe": "30d", "target": 90 }],
    })
}

const BURN: &str = r#"burn_rate("abc").over("7d").long_window("1h").short_window("5m") > 14.4"#;

#[test]
fn both_windows_must_burn_too_fast() {
    // From minute 60 on 20 % of the events fail: a burn rate of 20. The long window reaches 14.4 when 14.4 % of its events are bad: after 44 minutes.
    let scene = with_slo(BURN, &metric_slo())
        .count("hits", "code:ok", "100x60 80x60 100x60")
        .count("hits", "code:bad", "0x60 20x60 0x60")
        .minutes(0, 180);
    // when the failures end, the short window recovers first
    scene.states("OK@1m Alert@104m OK@122m");
}

#[test]
fn a_threshold_above_the_maximum_burn_rate_is_refused() {
    let query = BURN.replace("7d", "30d");
    assert_eq!(
        with_slo(&query, &metric_slo()).error(),
        "Alert threshold (14.4) must be in range 0 to 10.0 for burn rate alerts"
    );
}

#[test]
fn an_slo_without_a_target_for_the_window_is_refused() {
    let query = BURN.replace("7d", "90d");
    assert_eq!(
        with_slo(&query, &metric_slo()).error(),
        "SLO 'requests succeed' has no target over 90d"
    );
}

#[test]
fn an_error_budget_alert_compares_the_consumed_percentage() {
    // 0.5 % of the events in 7 days are bad: half of the error budget of 1 %
    let scene = with_slo(r#"error_budget("abc").over("7d") > 75"#, &metric_slo())
        .count("hits", "code:ok", "199x120")
        .count("hits", "code:bad", "1x120")
        .minutes(120, 120);
    scene.value_at(120, "50");
    scene.states("OK@120m");
}

#[test]
fn good_and_bad_events_can_be_formulas() {
    let slo = json!({
        "name": "requests succeed", "type": "metric", "thresholds": [{ "timeframe": "7d", "target": 99 }],
        "sli_specification": { "count": {
            "good_events_formula": { "formula": "q1" }, "bad_events_formula": { "formula": "q2" },
            "queries": [
                { "data_source": "metrics", "name": "q1", "query": "sum:hits{code:ok}.as_count()" },
                { "data_source": "metrics", "name": "q2", "query": "sum:hits{code:bad}.as_count()" },
            ] } },
    });
    with_slo(r#"error_budget("abc").over("7d") > 75"#, &slo)
        .count("hits", "code:ok", "199x120")
        .count("hits", "code:bad", "1x120")
        .minutes(120, 120)
        .value_at(120, "50");
}

#[test]
fn a_time_slice_slo_counts_good_slices() {
    // slices of five minutes; the latency is above the threshold in 3 of 12
    let slo = json!({
        "name": "fast", "type": "time_slice", "thresholds": [{ "timeframe": "7d", "target": 90 }],
        "sli_specification": { "time_slice": {
            "query": { "formulas": [{ "formula": "q" }], "queries": [{ "data_source": "metrics", "name": "q", "query": "avg:latency{*}" }] },
            "comparator": "<", "threshold": 5, "query_interval_seconds": 300 } },
    });
    let scene = with_slo(
        r#"burn_rate("abc").over("7d").long_window("1h").short_window("30m") > 2"#,
        &slo,
    )
    .series(
        datadog_simulator::world::MetricKind::Gauge,
        "latency",
        "a:b",
        "1x45 9x15",
    )
    .minutes(60, 60);
    // long window: 0.25 / 0.1, short window: 0.5 / 0.1
    scene.value_at(60, "2.5");
}

#[test]
fn a_monitor_slo_counts_the_time_without_alerts() {
    let slo = json!({ "name": "up", "type": "monitor", "monitor_ids": [7], "thresholds": [{ "timeframe": "7d", "target": 90 }] });
    let mut scene = with_slo(
        r#"burn_rate("abc").over("7d").long_window("1h").short_window("30m") > 2"#,
        &slo,
    )
    .gauge("a:b", "0x60 9x30 0x30")
    .minutes(90, 90);
    scene
        .world
        .monitors
        .insert(7, Scene::metric("avg(last_1m):avg:m{*} > 5").monitor());
    // the monitor alerts from minute 61 to 90: 29 minutes of 60 in the long window, 29 of 30 in the short one
    scene.value_at(90, "4.833333");
}

#[test]
fn a_missing_slo_is_refused() {
    assert_eq!(
        Scene::new("slo alert", BURN).error(),
        "monitor 'a monitor' refers to SLO 'abc', which is not supplied"
    );
}

#[test]
fn a_burn_rate_equal_to_the_threshold_alerts() {
    // the target is 90 % and half of the events fail: a burn rate of 5
    let half = |threshold: &str| {
        with_slo(&BURN.replace("7d", "30d").replace("14.4", threshold), &metric_slo())
            .count("hits", "code:ok", "5x60")
            .count("hits", "code:bad", "5x60")
            .minutes(60, 60)
    };
    half("5").states("Alert@60m");
    half("5.001").states("OK@60m");
}

#[test]
fn a_threshold_equal_to_the_maximum_burn_rate_can_alert() {
    let all = |target: f64, threshold: &str| {
        let mut slo = metric_slo();
        slo["thresholds"][0]["target"] = json!(target);
        with_slo(&BURN.replace("14.4", threshold), &slo)
            .count("hits", "code:ok", "0x60")
            .count("hits", "code:bad", "7x60")
            .minutes(60, 60)
    };
    // computed in floating point, the burn rate is slightly above or below these thresholds
    for (target, threshold) in [
        (99.9, "1000"),
        (99.5, "200"),
        (99.8, "500"),
        (99.95, "2000"),
        (99.6, "250"),
        (98.6, "71.42857142857142"),
    ] {
        all(target, threshold).states("Alert@60m");
    }
}

#[test]
fn a_target_without_an_error_budget_is_refused() {
    let slo = |target: f64| {
        let mut slo = metric_slo();
        slo["thresholds"][0]["target"] = json!(target);
        with_slo(BURN, &slo).error()
    };
    assert_eq!(
        slo(100.0),
        "SLO 'requests succeed' has the target 100: it must be above 0 and below 100"
    );
    assert_eq!(
        slo(0.0),
        "SLO 'requests succeed' has the target 0: it must be above 0 and below 100"
    );
}
