//! Distributions: a percentile is computed from all values of the window, not from the percentiles of its buckets
//! (doc: `metrics/distributions`, `monitors/types/metric`).

use datadog_simulator::world::Series;

use crate::scene::{Scene, tags_of};

fn scene(query: &str) -> Scene {
    let mut scene = Scene::metric(query).minutes(10, 10);
    // ten minutes with ten values each: together the values 1 to 100
    let flushes = (0..10).map(|m| (m * 60, (1..=10).map(|v| (m * 10 + v) as f64).collect()));
    scene
        .world
        .series
        .push(Series::distribution("d", tags_of("host:a"), 60, flushes));
    scene
}

#[test]
fn percentile_covers_all_values_of_the_window() {
    scene("percentile(last_10m):p95:d{*} > 1000").value_at(10, "95");
    scene("percentile(last_10m):p50:d{*} > 1000").value_at(10, "50");
}

#[test]
fn max_over_a_percentile_takes_the_greatest_percentile_of_the_buckets() {
    // the median of the last minute is 95, the greatest of the medians
    scene("max(last_10m):p50:d{*} > 1000").value_at(10, "95");
}

#[test]
fn values_of_all_series_are_merged() {
    let mut scene = scene("percentile(last_10m):p99:d{*} > 1000");
    scene.world.series.push(Series::distribution(
        "d",
        tags_of("host:b"),
        60,
        [(0, vec![1000.0; 100])],
    ));
    scene.value_at(10, "1000");
}

#[test]
fn avg_max_sum_and_count_use_every_value() {
    scene("avg(last_10m):avg:d{*} > 1000").value_at(10, "50.5");
    scene("max(last_10m):max:d{*} > 1000").value_at(10, "100");
    scene("sum(last_10m):sum:d{*} > 9000").value_at(10, "5050");
    scene("sum(last_10m):count:d{*}.as_count() > 9000").value_at(10, "100");
}

#[test]
fn count_with_a_bound_counts_the_matching_values() {
    scene("sum(last_10m):count(v: v<=25):d{*}.as_count() > 9000").value_at(10, "25");
    scene("sum(last_10m):count(v: v<=25):d{*}.as_count() / count:d{*}.as_count() > 9000").value_at(10, "0.25");
}

#[test]
fn a_percentile_requires_a_distribution() {
    let scene = Scene::metric("avg(last_5m):p95:m{*} > 5").gauge("a:b", "1x10");
    assert_eq!(
        scene.error(),
        "'p95:m{*}' needs a distribution, but metric 'm' is not one"
    );
}
