//! Change: `change` is the difference of each point to the one before the shift, `pct_change` that difference in percent; the window is aggregated afterwards
//! (doc: `monitors/types/change-alert`, `dashboards/functions/timeshift`).

use crate::scene::Scene;

#[test]
fn the_change_of_each_point_is_aggregated() {
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
fn a_previous_two_and_a_current_four_are_a_hundred_percent() {
    // doc: monitors/types/metric, definitions
    Scene::metric("pct_change(avg(last_5m),last_5m):avg:m{*} > 900")
        .gauge("a:b", "2x5 4x5")
        .minutes(10, 10)
        .value_at(10, "100");
}

#[test]
fn a_change_may_be_negative() {
    Scene::metric("pct_change(avg(last_5m),last_30m):avg:m{*} < -50")
        .gauge("a:b", "10x60 4x30")
        .minutes(55, 70)
        .states("OK@55m Alert@65m");
}

#[test]
fn counts_are_summed_before_they_are_compared() {
    // doc: monitors/types/change-alert, note: as_count() switches to the count-style path
    Scene::metric("pct_change(sum(last_5m),last_5m):sum:c{*}.as_count() > 900")
        .count("c", "a:b", "1 0 0 0 1 2 0 0 0 2")
        .minutes(10, 10)
        .value_at(10, "100");
    // per bucket, where x/0 drops out: 100 + 100
    Scene::metric("pct_change(sum(last_5m),last_5m):sum:m{*} > 900")
        .gauge("a:b", "1 0 0 0 1 2 0 0 0 2")
        .minutes(10, 10)
        .value_at(10, "200");
}

#[test]
fn a_month_before_is_28_days() {
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
