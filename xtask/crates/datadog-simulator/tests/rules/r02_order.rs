//! Order: time rollup, interpolation, space aggregation, functions, window aggregation, comparison; buckets stand on the epoch (doc: `metrics`, `dashboards/functions/rollup`).

use datadog_simulator::semantics::Bounds;
use datadog_simulator::world::MetricKind;

use crate::scene::Scene;

#[test]
fn time_before_space() {
    // per host the mean of the bucket, then the greatest of the hosts
    Scene::metric("avg(last_1m):max:m{*}.rollup(avg, 60) > 100")
        .series_every(30, MetricKind::Gauge, "m", "host:a", "0 10 0 10")
        .series_every(30, MetricKind::Gauge, "m", "host:b", "4 4 4 4")
        .value_at(1, "5");
}

#[test]
fn functions_after_space() {
    // |sum| and not the sum of |values|
    Scene::metric("avg(last_1m):abs(sum:m{*}) > 100")
        .gauge("host:a", "-5x10")
        .gauge("host:b", "3x10")
        .value_at(5, "2");
}

#[test]
fn rollups_stand_on_the_epoch() {
    // doc: monitors/guide/monitor-arithmetic-and-sparse-metrics: 1 _ 2 1 _ every 30 s from 11:00:00, with a 1 at 11:02:30 that is in the bucket of 11:02,
    // gives 1, 3, 1 for rollup(sum, 60). The page's window holds both ends.
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
fn a_bucket_that_has_not_ended_holds_what_has_arrived() {
    // doc: dashboards/functions/rollup, rollups in monitors: an incomplete interval is evaluated; a delay avoids it
    let five = |delay| {
        Scene::metric("min(last_5m):sum:m{*}.rollup(sum, 300) > 100")
            .options(serde_json::json!({ "evaluation_delay": delay }))
            .gauge("a:b", "1x30")
    };
    five(0).value_at(12, "2");
    five(300).value_at(15, "5");
}

#[test]
fn a_window_of_ten_minutes_has_ten_points() {
    let sum = || Scene::metric("sum(last_10m):sum:m{*} > 100").gauge("a:b", "1x30");
    sum().value_at(20, "10");
    sum().semantics(|s| s.bounds = Bounds::Closed).value_at(20, "11");
}

#[test]
fn the_aggregators_of_the_guide() {
    // doc: monitors/guide/monitor_aggregators: eleven values of ten minutes, both ends counted
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
