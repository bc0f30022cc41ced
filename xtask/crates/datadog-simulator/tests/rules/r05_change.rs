//! Change: `change` takes the difference between each point and the point one shift earlier, `pct_change` that difference in percent; the window is
//! aggregated afterwards (doc: `monitors/types/change-alert`, `dashboards/functions/timeshift`).

use crate::scene::Scene;

#[test]
fn change_is_computed_per_point_and_then_aggregated() {
    Scene::metric("change(avg(last_5m),last_5m):avg:m{*} > 9")
        .gauge("a:b", "1x5 4x5")
        .minutes(10, 10)
        .value_at(10, "3");
    Scene::metric("change(sum(last_5m),last_5m):avg:m{*} > 99")
        .gauge("a:b", "1x5 4x5")
        .minutes(10, 10)
        .value_at(10, "15");
}

#[test]
fn pct_change_from_2_to_4_is_100() {
    // doc: monitors/types/metric, definitions
    Scene::metric("pct_change(avg(last_5m),last_5m):avg:m{*} > 900")
        .gauge("a:b", "2x5 4x5")
        .minutes(10, 10)
        .value_at(10, "100");
}

#[test]
fn pct_change_can_be_negative() {
    Scene::metric("pct_change(avg(last_5m),last_30m):avg:m{*} < -50")
        .gauge("a:b", "10x60 4x30")
        .minutes(55, 70)
        .states("OK@55m Alert@65m");
}

#[test]
fn as_count_sums_both_windows_before_it_compares_them() {
    // doc: monitors/types/change-alert, note: with as_count() each operand is summed over the window first
    Scene::metric("pct_change(sum(last_5m),last_5m):sum:c{*}.as_count() > 900")
        .count("c", "a:b", "1 0 0 0 1 2 0 0 0 2")
        .minutes(10, 10)
        .value_at(10, "100");
    // without as_count() the change is taken per bucket; x/0 is dropped, which leaves 100 + 100
    Scene::metric("pct_change(sum(last_5m),last_5m):sum:m{*} > 900")
        .gauge("a:b", "1 0 0 0 1 2 0 0 0 2")
        .minutes(10, 10)
        .value_at(10, "200");
}

#[test]
fn month_before_shifts_by_28_days() {
    let day = 24 * 60;
    let values = format!("7x60 _x{} 1x60", 28 * day - 60);
    Scene::metric("avg(last_5m):month_before(avg:m{*}) > 99")
        .gauge("a:b", &values)
        .minutes(28 * day + 10, 28 * day + 10)
        .value_at(28 * day + 10, "7");
    Scene::metric("avg(last_5m):timeshift(avg:m{*}, -600) > 99")
        .gauge("a:b", "7x10 1x10")
        .minutes(20, 20)
        .value_at(20, "7");
}
