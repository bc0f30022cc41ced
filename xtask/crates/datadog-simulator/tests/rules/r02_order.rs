//! Order: the steps of an evaluation are time rollup, interpolation, space aggregation, functions, window aggregation, comparison; buckets are aligned to
//! the epoch (doc: `metrics`, `dashboards/functions/rollup`).

use datadog_simulator::semantics::Bounds;
use datadog_simulator::world::MetricKind;

use crate::scene::Scene;

#[test]
fn time_aggregation_comes_before_space_aggregation() {
    // first the mean of the bucket per host, then the maximum over the hosts
    Scene::metric("avg(last_1m):max:m{*}.rollup(avg, 60) > 100")
        .series_every(30, MetricKind::Gauge, "m", "host:a", "0 10 0 10")
        .series_every(30, MetricKind::Gauge, "m", "host:b", "4 4 4 4")
        .value_at(1, "5");
}

#[test]
fn functions_come_after_space_aggregation() {
    // abs of the sum, not the sum of abs
    Scene::metric("avg(last_1m):abs(sum:m{*}) > 100")
        .gauge("host:a", "-5x10")
        .gauge("host:b", "3x10")
        .value_at(5, "2");
}

#[test]
fn rollup_buckets_are_aligned_to_the_epoch() {
    // doc: monitors/guide/monitor-arithmetic-and-sparse-metrics: 1 _ 2 1 _ every 30 s from 11:00:00, and a 1 at 11:02:30, which is in the bucket of 11:02.
    // rollup(sum, 60) gives 1, 3, 1. The window on that page includes both ends.
    let scene = |query: &str| {
        Scene::metric(query)
            .options(serde_json::json!({ "evaluation_delay": 60 }))
            .semantics(|s| s.bounds = Bounds::Closed)
            .series_every(30, MetricKind::Gauge, "m", "a:b", "1 _ 2 1 _ 1")
    };
    scene("max(last_2m):sum:m{*}.rollup(sum, 60) > 100").value_at(3, "3");
    scene("sum(last_2m):sum:m{*}.rollup(sum, 60) > 100").value_at(3, "5");
    scene("min(last_2m):sum:m{*}.rollup(sum, 60) > 100").value_at(3, "1");
}

#[test]
fn an_incomplete_bucket_aggregates_the_points_received_so_far() {
    // doc: dashboards/functions/rollup, rollups in monitors: an incomplete interval is evaluated; an evaluation delay avoids that
    let five = |delay| {
        Scene::metric("min(last_5m):sum:m{*}.rollup(sum, 300) > 100")
            .options(serde_json::json!({ "evaluation_delay": delay }))
            .gauge("a:b", "1x30")
    };
    five(0).value_at(12, "2");
    five(300).value_at(15, "5");
}

#[test]
fn a_10_minute_window_has_10_one_minute_points() {
    let sum = || Scene::metric("sum(last_10m):sum:m{*} > 100").gauge("a:b", "1x30");
    sum().value_at(20, "10");
    sum().semantics(|s| s.bounds = Bounds::Closed).value_at(20, "11");
}

#[test]
fn window_aggregators_match_the_documented_examples() {
    // doc: monitors/guide/monitor_aggregators: eleven values in ten minutes, because the window includes both ends
    let values = "10 15 12 8 11 14 13 25 37 45 50";
    let scene = |query: &str| {
        Scene::metric(query)
            .semantics(|s| s.bounds = Bounds::Closed)
            .gauge("a:b", values)
            .minutes(10, 10)
    };
    scene("sum(last_10m):avg:m{*} > 250").value_at(10, "240");
    scene("sum(last_10m):avg:m{*} > 250").states("OK@10m");
    scene("max(last_10m):avg:m{*} > 40").states("Alert@10m");
    scene("max(last_10m):avg:m{*} > 50").states("OK@10m");
    scene("avg(last_10m):avg:m{*} > 30").states("OK@10m");
}
