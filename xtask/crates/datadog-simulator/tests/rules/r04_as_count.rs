//! Counts: arithmetic with `as_count` first sums each operand over the window and does not interpolate; `as_rate` divides by the interval
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
fn as_count_divides_the_sums_and_as_rate_sums_the_quotients() {
    errors_and_total("sum(last_5m):sum:requests.error{*}.as_rate() / sum:requests.total{*}.as_rate() > 9")
        .value_at(5, "3");
    errors_and_total("sum(last_5m):sum:requests.error{*}.as_count() / sum:requests.total{*}.as_count() > 9")
        .value_at(5, "0.6");
}

#[test]
fn sparse_counts_are_summed_before_they_are_divided() {
    // doc: monitors/guide/monitor-arithmetic-and-sparse-metrics: A = (10, 10, 10), B = (0, 1, missing); per bucket the result is 10, with as_count it is
    // 30
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
fn an_error_rate_alert_recovers_at_its_recovery_threshold() {
    Scene::metric("sum(last_10m):100 * sum:failed{*}.as_count() / sum:total{*}.as_count() >= 20")
        .options(serde_json::json!({ "thresholds": { "critical": 20, "critical_recovery": 2 } }))
        .count("failed", "a:b", "0x11 5x16 0x31")
        .count("total", "a:b", "25x58")
        .states("OK@1m Alert@21m OK@37m");
}

#[test]
fn one_as_count_operand_makes_every_operand_sum_first() {
    Scene::metric("sum(last_3m):sum:a{*} / sum:b{*}.as_count() > 99")
        .count("a", "x:y", "10x3")
        .count("b", "x:y", "0 1 _")
        .minutes(3, 3)
        .value_at(3, "30");
}

#[test]
fn without_arithmetic_as_count_sums_the_window() {
    Scene::metric("sum(last_5m):sum:requests.error{*}.as_count() > 99")
        .count("requests.error", "a:b", "1 2 3 4 5")
        .value_at(5, "15");
}

#[test]
fn arithmetic_with_as_count_requires_sum() {
    let error = Scene::metric("avg(last_5m):sum:a{*}.as_count() / sum:b{*}.as_count() > 9").error();
    assert_eq!(error, "arithmetic with as_count() must aggregate the window by sum");
}

#[test]
fn as_count_multiplies_a_rate_by_its_flush_interval() {
    Scene::metric("sum(last_1m):sum:r{*}.as_count() > 99")
        .series_every(10, MetricKind::Rate, "r", "a:b", "0.5x30")
        .value_at(2, "30");
}

#[test]
fn as_rate_divides_a_count_by_the_bucket_width() {
    Scene::metric("avg(last_1m):sum:c{*}.as_rate() > 99")
        .count("c", "a:b", "120x10")
        .value_at(5, "2");
}

#[test]
fn a_missing_count_is_zero_if_the_other_operand_has_a_value() {
    // doc: dashboards/functions/interpolation: "always aligned as 0"
    let scene = || {
        Scene::metric("sum(last_5m):100 * sum:failed{*} by {queue}.as_count() / sum:total{*} by {queue}.as_count() > 5")
            .count("failed", "queue:a", "1x10")
            .count("total", "queue:a", "10x10")
            .count("total", "queue:b", "10x10")
    };
    scene().value_at(5, "10 0");
    // doc: monitors/guide/monitor-arithmetic-and-sparse-metrics: a group with a missing operand is dropped
    scene()
        .semantics(|s| s.count_alignment = CountAlignment::Null)
        .value_at(5, "10");
}

/// A ten-minute window with little traffic: `total` are all jobs, `failed` the failed ones, each with one value per minute.
fn night(divisor: &str, failed: &str, total: &str) -> Scene {
    Scene::metric(&format!(
        "sum(last_10m):100 * sum:failed{{*}}.as_count() / {divisor} > 5"
    ))
    .count("failed", "a:b", failed)
    .count("total", "a:b", total)
    .minutes(10, 10)
}

#[test]
fn a_number_added_to_a_count_is_added_once_per_window() {
    // doc: monitors/guide/as-count-in-monitor-evaluations: each operand is aggregated over the window before the arithmetic
    let assumed = "(sum:total{*}.as_count() + 38)";
    night(assumed, "_x4 1 _x5", "_x2 1 _ 1 _x5").value_at(10, "2.5");
    night(assumed, "_x2 1 _ 1 _x5", "_x2 1 _ 1 _x5").value_at(10, "5");
    night(assumed, "_x2 1 _ 2 _x5", "_x2 1 _ 2 _x5").value_at(10, "7.317073");
    // without jobs there is no error rate, whatever number is added
    night(assumed, "_x10", "_x10").value_at(10, "-");
}

#[test]
fn clamp_min_applies_to_every_bucket() {
    // 2 of 20 jobs fail. Each of the ten buckets is raised to 20, which makes 200; a bucket without a value gets the bound too.
    night("clamp_min(sum:total{*}.as_count(), 20)", "1 _x8 1", "2x10").value_at(10, "1");
    night("clamp_min(sum:total{*}.as_count(), 20)", "1 _x9", "2 _x9").value_at(10, "0.5");
    night("(sum:total{*}.as_count() + 38)", "1 _x8 1", "2x10").value_at(10, "3.448276");
}
