//! Full window: with `require_full_window` an evaluation runs only if the first bucket of the window has data and at most three buckets are empty; a
//! window of 2 hours has buckets of 10 minutes (doc: `monitors/types/metric`, data window).

use serde_json::json;

use crate::scene::Scene;

/// `data` has one entry per ten minutes: `1` with points, `x` without.
#[track_caller]
fn check(data: &str, full: bool) {
    let values: Vec<&str> = data
        .split_whitespace()
        .map(|b| if b == "x" { "_x10" } else { "9x10" })
        .collect();
    let scene = Scene::metric("avg(last_2h):avg:m{*} > 5")
        .options(json!({ "require_full_window": true }))
        .gauge("a:b", &values.join(" "))
        .minutes(120, 120);
    scene.states(if full { "Alert@120m" } else { "" });
}

#[test]
fn a_full_window_has_data_in_the_first_bucket_and_at_most_three_empty_buckets() {
    check("1 1 1 1 1 1 1 1 1 1 1 1", true);
    check("x 1 1 1 1 1 1 1 1 1 1 1", false);
    check("1 1 x x x 1 1 1 1 1 1 1", true);
    check("1 x x x 1 1 1 1 x x 1 1", false);
}

#[test]
fn windows_in_minutes_have_one_minute_buckets() {
    let scene = |values: &str| {
        Scene::metric("avg(last_10m):avg:m{*} > 5")
            .options(json!({ "require_full_window": true }))
            .gauge("a:b", values)
            .minutes(10, 10)
    };
    scene("9 _x3 9x6").states("Alert@10m");
    scene("9 _x4 9x5").states("");
    scene("9 _x4 9x5").reason_at(10, "NotFull { empty: 4, buckets: 10, first_empty: false }");
}

#[test]
fn a_skipped_evaluation_keeps_the_state() {
    Scene::metric("avg(last_10m):avg:m{*} > 5")
        .options(json!({ "require_full_window": true }))
        .gauge("a:b", "9x20 _x5 0x20")
        .minutes(10, 44)
        .states("Alert@10m OK@35m");
}

#[test]
fn without_require_full_window_a_single_point_is_enough() {
    Scene::metric("avg(last_2h):avg:m{*} > 5")
        .gauge("a:b", "_x60 9")
        .minutes(62, 62)
        .states("Alert@62m");
}

#[test]
fn a_ratio_of_counts_is_full_where_either_operand_has_data() {
    let options = json!({ "require_full_window": true });
    Scene::metric("sum(last_10m):sum:a{*}.as_count() / sum:b{*}.as_count() > 0.5")
        .options(options)
        .count("a", "x:y", "_x4 9 _x5")
        .count("b", "x:y", "9x10")
        .minutes(10, 10)
        .value_at(10, "0.1");
}

#[test]
fn a_rolled_up_value_fills_every_bucket_it_covers() {
    // a window of 300 minutes has points of five minutes but full-window buckets of one minute
    let scene = |query: &str, values: &str, minutes| {
        Scene::metric(query)
            .options(json!({ "require_full_window": true }))
            .gauge("a:b", values)
            .minutes(minutes, minutes)
    };
    scene("avg(last_300m):avg:m{*} > 5", "9x300", 300).states("Alert@300m");
    scene("avg(last_300m):avg:m{*} > 5", "9x200 _x20 9x80", 300).states("");
    scene("avg(last_15m):avg:m{*}.rollup(avg, 300) > 5", "9x20", 20).states("Alert@20m");
}
