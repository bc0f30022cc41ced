//! Interpolation: a gap in a gauge is filled for up to 300 seconds in buckets where another series reports; `fill` extends that to at most 600 seconds
//! (doc: `dashboards/functions/interpolation`, `metrics/guide/interpolation-the-fill-modifier-explained`).

use datadog_simulator::semantics::{FillAt, Interpolated};
use datadog_simulator::world::MetricKind;

use crate::scene::Scene;

#[test]
fn a_series_is_interpolated_where_another_series_reports() {
    // doc: metrics/guide/interpolation-the-fill-modifier-explained: 15 at 3:00:00 and 25 at 3:00:30 give 18.3 at 3:00:10; with the 10 of host b it is 28.3
    let scene = Scene::metric("max(last_1m):sum:net{*}.rollup(avg, 10) > 99")
        .series_every(10, MetricKind::Gauge, "net", "host:a", "15 _ _ 25")
        .series_every(10, MetricKind::Gauge, "net", "host:b", "_ 10 _ _ 40");
    // at 3:00:40 host a keeps its 25: the sum is 65
    scene.minutes(1, 1).value_at(1, "65");
    let scene = Scene::metric("min(last_1m):sum:net{*}.rollup(avg, 10) > 99")
        .series_every(10, MetricKind::Gauge, "net", "host:a", "_ 15 _ _ 25")
        .series_every(10, MetricKind::Gauge, "net", "host:b", "_ _ 10 _ _ 40 40");
    // the minimum is 15, where only host a reports; the interpolated 28.3 is greater
    scene.minutes(1, 1).value_at(1, "15");
}

#[test]
fn interpolated_values_are_aggregated_with_the_other_series() {
    let scene = Scene::metric("sum(last_1m):sum:net{*}.rollup(avg, 10) > 99")
        .series_every(10, MetricKind::Gauge, "net", "host:a", "15 _ _ 25")
        .series_every(10, MetricKind::Gauge, "net", "host:b", "_ 10 _ _");
    // 15, then 18.333 + 10, then at 3:00:30 25 + 10, where host b keeps its last value
    scene.minutes(1, 1).value_at(1, "78.333333");
}

#[test]
fn a_gap_in_the_only_series_is_not_filled() {
    // doc: metrics/guide/interpolation-the-fill-modifier-explained: without a second series there is nothing to align
    let scene = |fill_at| {
        Scene::metric("sum(last_5m):sum:m{*} > 99")
            .semantics(|s| s.fill_at = fill_at)
            .gauge("a:b", "1 _ _ 1 1")
            .minutes(5, 5)
    };
    scene(FillAt::ReportedBuckets).value_at(5, "3");
    scene(FillAt::EveryBucket).value_at(5, "5");
}

#[test]
fn fill_last_repeats_the_last_value() {
    // doc: monitors/guide/monitor-arithmetic-and-sparse-metrics: (1)/1 + 1/1 + 0/1 + 0/1 + 1/1 + 1/1 + 1/1 = 5. The page has seven points because its
    // window includes both ends; the value in parentheses comes from before the window.
    let minutes = |at: [(i64, f64); 4]| {
        let mut values = vec!["_".to_owned(); 45];
        for (minute, v) in at {
            values[minute as usize] = v.to_string();
        }
        values.join(" ")
    };
    let norm = minutes([(10, 1.0), (20, 0.0), (30, 1.0), (40, 1.0)]);
    let offset = minutes([(5, 1.0), (15, 1.0), (25, 1.0), (35, 1.0)]);
    let scene = |fill: &str| {
        Scene::metric(&format!(
            "sum(last_30m):sum:m{{timer:norm}}{fill} / sum:m{{timer:offset}}{fill} > 99"
        ))
        .semantics(|s| s.bounds = datadog_simulator::semantics::Bounds::Closed)
        .gauge("timer:norm", &norm)
        .gauge("timer:offset", &offset)
        .minutes(40, 40)
    };
    scene(".fill(last, 900)").value_at(40, "5");
    // without interpolation the two metrics never share a bucket: every division is dropped
    scene(".fill(null)").value_at(40, "-");
}

#[test]
fn gaps_are_filled_for_300_seconds_and_at_most_600() {
    // host b reports every minute, host a only at minute 0
    let scene = |fill: &str, max| {
        Scene::metric(&format!("max(last_1m):sum:m{{*}}{fill} > 99"))
            .semantics(|s| s.fill_max_s = max)
            .gauge("host:a", "10")
            .gauge("host:b", "1x30")
    };
    scene("", 600).value_at(6, "11");
    scene("", 600).value_at(7, "1");
    scene(".fill(last, 900)", 600).value_at(11, "11");
    scene(".fill(last, 900)", 600).value_at(12, "1");
    scene(".fill(last, 900)", 900).value_at(16, "11");
    scene(".fill(last, 900)", 900).value_at(17, "1");
}

#[test]
fn counts_are_not_interpolated_by_default() {
    // doc: monitors/guide/monitor-arithmetic-and-sparse-metrics: only gauges; metrics/guide/interpolation-the-fill-modifier-explained: every type
    let scene = |types| {
        Scene::metric("max(last_1m):sum:c{*} > 99")
            .semantics(|s| s.interpolated = types)
            .count("c", "host:a", "10")
            .count("c", "host:b", "1x10")
    };
    scene(Interpolated::Gauges).value_at(3, "1");
    scene(Interpolated::AllTypes).value_at(3, "11");
}

#[test]
fn default_zero_fills_what_interpolation_leaves_empty() {
    // doc: dashboards/functions/interpolation: 0 until 17:44, 1 from 17:45 to 17:50, then 0. Here the point is at minute 15. The query on that page
    // interpolates every bucket.
    let scene = |query: &str| {
        Scene::metric(query)
            .semantics(|s| s.fill_at = FillAt::EveryBucket)
            .gauge("a:b", "_x15 1")
            .minutes(30, 30)
    };
    scene("sum(last_30m):default_zero(avg:m{*}) > 99").value_at(30, "6");
    scene("min(last_30m):default_zero(avg:m{*}) > 99").value_at(30, "0");
}

#[test]
fn default_zero_leaves_an_empty_window_empty() {
    Scene::metric("avg(last_5m):default_zero(avg:m{*}) > 99")
        .gauge("a:b", "1x5")
        .minutes(30, 30)
        .value_at(30, "-");
}
