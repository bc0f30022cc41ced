//! What each function does to points. Where it is applied, before or after space aggregation, is in `tests/rules/r23_functions.rs`.

use datadog_query::formula;
use datadog_query::function::SIGNATURES;
use datadog_query::metric::Context;

use super::*;
use crate::time::Grid;

const GAP: f64 = f64::NAN;

/// The node of `call` over a query `q`.
fn node_of(call: &str) -> Result<Node> {
    let formula = formula::parse(call, Context::Dashboard).unwrap_or_else(|e| panic!("{call}: {e}"));
    let Expr::Call(call) = &formula else {
        panic!("{call} is no call");
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
        panic!("{call} is no function of one group's buckets");
    };
    let mut out = row.to_vec();
    function.apply(&mut out, &grid, &mut Vec::new());
    assert_eq!(format!("{out:?}"), format!("{expected:?}"), "{call}");
}

/// The functions whose result comes from models that are not public, and the one that monitors cannot use.
#[test]
fn every_other_function_is_evaluated() {
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
fn arithmetic() {
    check("abs(q)", &[-1.0, GAP, 2.0], &[1.0, GAP, 2.0]);
    check("log2(q)", &[8.0, 0.0, -1.0], &[3.0, GAP, GAP]);
    check("log10(q)", &[1000.0], &[3.0]);
    check("cumsum(q)", &[1.0, GAP, 1.0, 1.0], &[1.0, GAP, 2.0, 3.0]);
}

#[test]
fn the_integral_sums_time_deltas_by_values() {
    check("integral(q)", &[1.0, 1.0, GAP, 2.0], &[0.0, 60.0, GAP, 300.0]);
}

#[test]
fn rates() {
    check("diff(q)", &[1.0, 4.0, GAP, 2.0], &[GAP, 3.0, GAP, -2.0]);
    check("monotonic_diff(q)", &[1.0, 4.0, 0.0, 2.0], &[GAP, 3.0, GAP, 2.0]);
    check("per_second(q)", &[0.0, 60.0, GAP, 180.0], &[GAP, 1.0, GAP, 1.0]);
    check("per_minute(q)", &[0.0, 60.0], &[GAP, 60.0]);
    check("per_hour(q)", &[0.0, 1.0], &[GAP, 60.0]);
    check("throughput(q)", &[120.0], &[2.0]);
    check("dt(q)", &[5.0, GAP, 5.0], &[GAP, GAP, 120.0]);
}

#[test]
fn smoothing() {
    // span 3: weight 2 / (3 + 1) of the newest
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
fn a_second_rollup_stands_on_the_epoch() {
    check("rollup(q, 'sum', 120)", &[1.0, 2.0, 3.0], &[3.0, GAP, 3.0]);
    check("reduce(q, 'max')", &[1.0, GAP, 3.0], &[3.0, GAP, 3.0]);
}

#[test]
fn exclusion() {
    // the same page: both put the threshold where there is no value
    check("clamp_min(q, 2)", &[1.0, 3.0, GAP], &[2.0, 3.0, 2.0]);
    check("clamp_max(q, 2)", &[1.0, 3.0, GAP], &[1.0, 2.0, 2.0]);
    check("clamp_min(q, 2)", &[GAP, GAP], &[GAP, GAP]);
    // doc: dashboards/functions/exclusion: values equal to the threshold stay
    check("cutoff_min(q, 2)", &[1.0, 2.0, 3.0], &[GAP, 2.0, 3.0]);
    check("cutoff_max(q, 2)", &[1.0, 2.0, 3.0], &[1.0, 2.0, GAP]);
}

#[test]
fn default_zero_leaves_an_empty_window_empty() {
    check("default_zero(q)", &[GAP, 1.0, GAP], &[0.0, 1.0, 0.0]);
    check("default_zero(q)", &[GAP, GAP], &[GAP, GAP]);
}

#[test]
fn a_trend_is_the_least_squares_line() {
    check("trend_line(q)", &[1.0, 3.0, 5.0], &[1.0, 3.0, 5.0]);
    check("trend_line(q)", &[0.0, 3.0, 0.0], &[1.0, 1.0, 1.0]);
    check("trend_line(q)", &[4.0], &[4.0]);
}
