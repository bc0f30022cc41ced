//! Moving means and medians (doc: `dashboards/functions/smoothing`, `dashboards/functions/beta`, `dashboards/functions/rollup`).

use crate::series::Aggregator;
use crate::time::Grid;

/// The exponentially weighted moving average: the newest point has the weight `2 / (span + 1)`. The average starts with the first point of the window.
pub(crate) fn ewma(row: &mut [f64], span: u32) {
    let alpha = 2.0 / (f64::from(span) + 1.0);
    let mut mean: Option<f64> = None;
    for v in row.iter_mut().filter(|v| !v.is_nan()) {
        let next = mean.map_or(*v, |m| alpha * *v + (1.0 - alpha) * m);
        mean = Some(next);
        *v = next;
    }
}

/// Replaces each point by `f` of the last `span` points including itself; at the start of the window there are fewer.
pub(crate) fn rolling(row: &mut [f64], span: usize, scratch: &mut Vec<f64>, f: impl Fn(&mut [f64]) -> f64) {
    scratch.clear();
    let span = span.max(1);
    let mut window = Vec::with_capacity(span);
    for v in row.iter_mut().filter(|v| !v.is_nan()) {
        scratch.push(*v);
        window.clear();
        window.extend_from_slice(&scratch[scratch.len().saturating_sub(span)..]);
        *v = f(&mut window);
    }
}

/// The middle value, or the mean of the two middle values.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len();
    match n {
        0 => f64::NAN,
        _ if n % 2 == 1 => values[n / 2],
        _ => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

/// Replaces each bucket by the aggregate of the last `interval_s` seconds including itself.
pub(crate) fn moving_rollup(
    row: &mut [f64],
    grid: &Grid,
    interval_s: i64,
    aggregator: Aggregator,
    scratch: &mut Vec<f64>,
) {
    let span = usize::try_from(interval_s / grid.step_s).unwrap_or(1).max(1);
    scratch.clear();
    scratch.extend_from_slice(row);
    for (i, v) in row.iter_mut().enumerate() {
        *v = aggregator.of(&scratch[(i + 1).saturating_sub(span)..=i]);
    }
}

/// Aggregates to longer buckets, aligned to the epoch. The value goes into the first of the shorter buckets that is in the window; the others become
/// empty.
pub(crate) fn rollup(row: &mut [f64], grid: &Grid, interval_s: i64, aggregator: Aggregator, scratch: &mut Vec<f64>) {
    let bucket = |i: usize| grid.time(i).div_euclid(interval_s.max(1));
    scratch.clear();
    scratch.extend_from_slice(row);
    row.fill(f64::NAN);
    let mut start = 0;
    while start < row.len() {
        let end = (start + 1..row.len())
            .find(|i| bucket(*i) != bucket(start))
            .unwrap_or(row.len());
        row[start] = aggregator.of(&scratch[start..end]);
        start = end;
    }
}
