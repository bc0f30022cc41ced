//! Tests the effect of each function on points. `tests/rules/r23_functions.rs` tests whether it is applied before or after space aggregation.

use datadog_query::formula;
use datadog_query::function::SIGNATURES;
use datadog_query::metric::Context;

use super::*;
use crate::time::Grid;

const GAP: f64 = f64::NAN;

/// Compiles `call`, a call with the query `q`.
fn node_of(call: &str) -> Result<Node> {
    let formula = formula::parse(call, Context::Dashboard).unwrap_or_else(|e| panic!("{call}: {e}"));
    let Expr::Call(call) = &formula else {
        panic!("{call} is not a call");
    };
    node(call, vec![Node::Leaf(0)])
}

#[track_caller]
fn check(call: &str, row: &[f64], expected: &[f64]) {
    let grid = Grid {
        start: 0,
        step_s: 60,
        len: row.len(),
    };
    let Ok(Node::Row(function, _)) = node_of(call) else {
        panic!("{call} is not a function of one group's buckets");
    };
    let mut out = row.to_vec();
    function.apply(&mut out, &grid, &mut Vec::new());
    assert_eq!(format!("{out:?}"), format!("{expected:?}"), "{call}");
}

#[test]
fn every_function_is_evaluated_unless_its_model_is_private_or_monitors_cannot_use_it() {
    let refused: Vec<&str> = SIGNATURES
        .iter()
        .filter(|signature| node_of(&signature.example("q", "host")).is_err())
        .map(|signature| signature.name)
        .collect();
    let expected = [
        "autosmooth",
        "robust_trend",
        "piecewise_constant",
        "anomalies",
        "outliers",
        "forecast",
    ];
    assert_eq!(refused, expected);
}

#[test]
fn abs_log_and_cumsum_change_each_value() {
    check("abs(q)", &[-1.0, GAP, 2.0], &[1.0, GAP, 2.0]);
    check("log2(q)", &[8.0, 0.0, -1.0], &[3.0, GAP, GAP]);
    check("log10(q)", &[1000.0], &[3.0]);
    check("cumsum(q)", &[1.0, GAP, 1.0, 1.0], &[1.0, GAP, 2.0, 3.0]);
}

#[test]
fn integral_sums_each_value_times_the_seconds_since_the_previous_point() {
    check("integral(q)", &[1.0, 1.0, GAP, 2.0], &[0.0, 60.0, GAP, 300.0]);
}

#[test]
fn rates_compare_a_point_with_the_previous_one() {
    check("diff(q)", &[1.0, 4.0, GAP, 2.0], &[GAP, 3.0, GAP, -2.0]);
    check("monotonic_diff(q)", &[1.0, 4.0, 0.0, 2.0], &[GAP, 3.0, GAP, 2.0]);
    check("per_second(q)", &[0.0, 60.0, GAP, 180.0], &[GAP, 1.0, GAP, 1.0]);
    check("per_minute(q)", &[0.0, 60.0], &[GAP, 60.0]);
    check("per_hour(q)", &[0.0, 1.0], &[GAP, 60.0]);
    check("throughput(q)", &[120.0], &[2.0]);
    check("dt(q)", &[5.0, GAP, 5.0], &[GAP, GAP, 120.0]);
}

#[test]
fn smoothing_averages_the_last_points() {
    // span 3: the newest point has the weight 2 / (3 + 1)
    check("ewma_3(q)", &[10.0, 20.0, GAP, 30.0], &[10.0, 15.0, GAP, 22.5]);
    check("median_3(q)", &[1.0, 9.0, 2.0, 3.0], &[1.0, 5.0, 2.0, 3.0]);
    check("rollingavg_5(q)", &[1.0, 2.0, 3.0], &[1.0, 1.5, 2.0]);
    check(
        "moving_rollup(q, 120, 'sum')",
        &[1.0, 2.0, 3.0, GAP],
        &[1.0, 3.0, 5.0, 3.0],
    );
}

#[test]
fn rollup_buckets_are_aligned_to_the_epoch() {
    check("rollup(q, 'sum', 120)", &[1.0, 2.0, 3.0], &[3.0, GAP, 3.0]);
    check("reduce(q, 'max')", &[1.0, GAP, 3.0], &[3.0, GAP, 3.0]);
}

#[test]
fn clamp_fills_empty_buckets_and_cutoff_drops_values() {
    // doc: dashboards/functions/exclusion: both clamp functions put the threshold into empty buckets
    check("clamp_min(q, 2)", &[1.0, 3.0, GAP], &[2.0, 3.0, 2.0]);
    check("clamp_max(q, 2)", &[1.0, 3.0, GAP], &[1.0, 2.0, 2.0]);
    check("clamp_min(q, 2)", &[GAP, GAP], &[GAP, GAP]);
    // doc: dashboards/functions/exclusion: cutoff keeps values equal to the threshold
    check("cutoff_min(q, 2)", &[1.0, 2.0, 3.0], &[GAP, 2.0, 3.0]);
    check("cutoff_max(q, 2)", &[1.0, 2.0, 3.0], &[1.0, 2.0, GAP]);
}

#[test]
fn default_zero_leaves_an_empty_window_empty() {
    check("default_zero(q)", &[GAP, 1.0, GAP], &[0.0, 1.0, 0.0]);
    check("default_zero(q)", &[GAP, GAP], &[GAP, GAP]);
}

#[test]
fn trend_line_is_the_least_squares_line() {
    check("trend_line(q)", &[1.0, 3.0, 5.0], &[1.0, 3.0, 5.0]);
    check("trend_line(q)", &[0.0, 3.0, 0.0], &[1.0, 1.0, 1.0]);
    check("trend_line(q)", &[4.0], &[4.0]);
}
