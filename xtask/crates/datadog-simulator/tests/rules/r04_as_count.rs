//! Counts: arithmetic over `as_count` sums each operand over the window first and does not interpolate; `as_rate` divides by the interval
//! (doc: `monitors/guide/as-count-in-monitor-evaluations`, `metrics/custom_metrics/type_modifiers`).

use datadog_simulator::semantics::CountAlignment;
use datadog_simulator::world::MetricKind;

use crate::scene::Scene;

fn errors_and_total(query: &str) -> Scene {
    Scene::metric(query)
        .count("requests.error", "a:b", "1 2 3 4 5")
        .count("requests.total", "a:b", "5x5")
        .minutes(5, 5)
}

#[test]
fn the_error_rate_of_the_guide() {
    errors_and_total("sum(last_5m):sum:requests.error{*}.as_rate() / sum:requests.total{*}.as_rate() > 9")
        .value_at(5, "3");
    errors_and_total("sum(last_5m):sum:requests.error{*}.as_count() / sum:requests.total{*}.as_count() > 9")
        .value_at(5, "0.6");
}

#[test]
fn the_sparse_case() {
    // A = (10, 10, 10), B = (0, 1, missing): classic 10 (doc: monitors/guide/monitor-arithmetic-and-sparse-metrics), as_count 30
    let scene = |modifier: &str| {
        Scene::metric(&format!(
            "sum(last_3m):sum:a{{*}}{modifier} / sum:b{{*}}{modifier} > 99"
        ))
        .count("a", "x:y", "10x3")
        .count("b", "x:y", "0 1 _")
        .minutes(3, 3)
    };
    scene(".as_rate()").value_at(3, "10");
    scene("").value_at(3, "10");
    scene(".as_count()").value_at(3, "30");
}

#[test]
fn a_fifth_of_the_jobs_fails_for_ten_minutes() {
    Scene::metric("sum(last_10m):100 * sum:failed{*}.as_count() / sum:total{*}.as_count() >= 20")
        .options(serde_json::json!({ "thresholds": { "critical": 20, "critical_recovery": 2 } }))
        .count("failed", "a:b", "0x11 5x16 0x31")
        .count("total", "a:b", "25x58")
        .states("OK@1m Alert@21m OK@37m");
}

#[test]
fn one_as_count_is_enough_for_the_other_path() {
    Scene::metric("sum(last_3m):sum:a{*} / sum:b{*}.as_count() > 99")
        .count("a", "x:y", "10x3")
        .count("b", "x:y", "0 1 _")
        .minutes(3, 3)
        .value_at(3, "30");
}

#[test]
fn without_arithmetic_the_window_is_summed() {
    Scene::metric("sum(last_5m):sum:requests.error{*}.as_count() > 99")
        .count("requests.error", "a:b", "1 2 3 4 5")
        .value_at(5, "15");
}

#[test]
fn only_sum_aggregates_counts_in_arithmetic() {
    let error = Scene::metric("avg(last_5m):sum:a{*}.as_count() / sum:b{*}.as_count() > 9").error();
    assert_eq!(
        error,
        "arithmetic with as_count() is aggregated over the window by another aggregator than sum"
    );
}

#[test]
fn a_rate_becomes_a_count_by_its_interval() {
    Scene::metric("sum(last_1m):sum:r{*}.as_count() > 99")
        .series_every(10, MetricKind::Rate, "r", "a:b", "0.5x30")
        .value_at(2, "30");
}

#[test]
fn a_count_becomes_a_rate_by_the_bucket() {
    Scene::metric("avg(last_1m):sum:c{*}.as_rate() > 99")
        .count("c", "a:b", "120x10")
        .value_at(5, "2");
}

#[test]
fn a_missing_count_is_zero_beside_one_that_is_there() {
    // doc: dashboards/functions/interpolation: "always aligned as 0"
    let scene = || {
        Scene::metric("sum(last_5m):100 * sum:failed{*} by {queue}.as_count() / sum:total{*} by {queue}.as_count() > 5")
            .count("failed", "queue:a", "1x10")
            .count("total", "queue:a", "10x10")
            .count("total", "queue:b", "10x10")
    };
    scene().value_at(5, "10 0");
    // monitors/guide/monitor-arithmetic-and-sparse-metrics: what is missing drops out
    scene()
        .semantics(|s| s.count_alignment = CountAlignment::Null)
        .value_at(5, "10");
}

/// Ten minutes at night: jobs that were done, and of them that failed.
fn night(divisor: &str, failed: &str, total: &str) -> Scene {
    Scene::metric(&format!(
        "sum(last_10m):100 * sum:failed{{*}}.as_count() / {divisor} > 5"
    ))
    .count("failed", "a:b", failed)
    .count("total", "a:b", total)
    .minutes(10, 10)
}

#[test]
fn a_number_added_to_a_count_is_added_once_a_window() {
    // the guide: each operand is aggregated over the window before the arithmetic
    let assumed = "(sum:total{*}.as_count() + 38)";
    night(assumed, "_x4 1 _x5", "_x2 1 _ 1 _x5").value_at(10, "2.5");
    night(assumed, "_x2 1 _ 1 _x5", "_x2 1 _ 1 _x5").value_at(10, "5");
    night(assumed, "_x2 1 _ 2 _x5", "_x2 1 _ 2 _x5").value_at(10, "7.317073");
    // without jobs there is no share, whatever is assumed
    night(assumed, "_x10", "_x10").value_at(10, "-");
}

#[test]
fn a_bound_by_a_function_is_one_of_every_bucket() {
    // 2 of 20 jobs, one of them a minute or two: ten buckets of at least 20 are 200, and where there is no value the bound stands too
    night("clamp_min(sum:total{*}.as_count(), 20)", "1 _x8 1", "2x10").value_at(10, "1");
    night("clamp_min(sum:total{*}.as_count(), 20)", "1 _x9", "2 _x9").value_at(10, "0.5");
    night("(sum:total{*}.as_count() + 38)", "1 _x8 1", "2x10").value_at(10, "3.448276");
}
