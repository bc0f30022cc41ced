//! Functions: each function is applied where the documentation says, before or after space aggregation (doc: `dashboards/functions`).
//!
//! `src/metric/function/tests.rs` tests the effect of each function on points.

use serde_json::json;

use crate::scene::Scene;

fn value(query: &str, expected: &str) {
    Scene::metric(query)
        .options(json!({ "new_group_delay": 0 }))
        .gauge("host:a,env:x", "1 2 4 8 16")
        .gauge("host:b,env:x", "0x5")
        .gauge("host:c,env:y", "3x5")
        .minutes(5, 5)
        .value_at(5, expected);
}

#[test]
fn functions_can_count_or_aggregate_or_rank_groups() {
    value("avg(last_5m):count_nonzero(avg:m{*} by {host}) > 99", "2");
    value("avg(last_5m):count_not_null(avg:m{*} by {host}) > 99", "3");
    value("max(last_5m):sum(max:m{*} by {host,env}, {env}) > 99", "16 3");
    value("max(last_5m):max(max:m{*} by {host}, {host}) > 99", "16 0 3");
    value("max(last_5m):top(max:m{*} by {host}, 1, 'max', 'desc') > 99", "16 - -");
    value("max(last_5m):bottom5(max:m{*} by {host}) > 99", "16 0 3");
}

#[test]
fn functions_can_transform_the_points_of_a_window() {
    value("max(last_5m):diff(max:m{host:a}) > 99", "8");
    value("sum(last_5m):monotonic_diff(max:m{host:a}) > 99", "15");
    value("max(last_5m):per_minute(max:m{host:a}) > 99", "8");
    value("max(last_5m):cumsum(max:m{host:a}) > 99", "31");
    value("max(last_5m):hour_before(max:m{host:a}) > 99", "-");
    value("max(last_5m):clamp_max(max:m{host:a}, 7) > 99", "7");
    value("sum(last_5m):cutoff_min(max:m{host:a}, 4) > 99", "28");
    value("max(last_5m):moving_rollup(max:m{host:a}, 120, 'sum') > 99", "24");
    value("avg(last_5m):-max:m{host:c} > 99", "-3");
    value("max(last_5m):dt(max:m{*} by {host}) > 99", "60");
}

#[test]
fn differences_are_taken_before_space_aggregation() {
    // doc: dashboards/functions/rate: differences are taken before space aggregation
    Scene::metric("sum(last_5m):monotonic_diff(sum:m{*}) > 99")
        .gauge("host:a", "10 20 0 10 20")
        .gauge("host:b", "1 2 3 4 5")
        .minutes(5, 5)
        .value_at(5, "34");
}

#[test]
fn monotonic_diff_counts_what_a_cumulative_metric_adds() {
    // doc: dashboards/functions/rate: only a positive delta counts. A restart, from 40 to 0, is none.
    let counted = |gauge: &str, minutes: i64, expected: &str| {
        Scene::metric("sum(last_5m):monotonic_diff(sum:m{*}) > 99")
            .gauge("host:a", gauge)
            .minutes(minutes, minutes)
            .value_at(minutes, expected);
    };
    counted("10 20 30 40 0", 5, "30");
    counted("10 20 30 0 7", 5, "27");
    // no event is zero, not no data
    counted("40x5", 5, "0");
    // the first point of a window has no previous one: what it added is in the window before
    counted("0 100 100 100 100 100", 6, "0");
    counted("0 _ _ 100 100", 5, "100");
}

#[test]
fn exclude_null_drops_groups_with_na_tags() {
    Scene::metric("max(last_5m):exclude_null(max:m{*} by {host}) > 99")
        .options(json!({ "new_group_delay": 0 }))
        .gauge("host:a", "1x5")
        .gauge("host:N/A", "2x5")
        .minutes(5, 5)
        .value_at(5, "1");
}
