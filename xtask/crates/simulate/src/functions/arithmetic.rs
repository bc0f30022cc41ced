//! Sums over the window (doc: `dashboards/functions/arithmetic`).

/// The sum of all values so far.
pub(super) fn cumulative_sum(row: &mut [f64]) {
    let mut sum = 0.0;
    for v in row.iter_mut().filter(|v| !v.is_nan()) {
        sum += *v;
        *v = sum;
    }
}

/// The sum of time delta by value over consecutive pairs of points: each point adds its value for the time since the previous one; the first adds nothing.
pub(super) fn integral(row: &mut [f64], step_s: f64) {
    let mut previous: Option<usize> = None;
    let mut sum = 0.0;
    for i in 0..row.len() {
        if row[i].is_nan() {
            continue;
        }
        if let Some(before) = previous {
            sum += row[i] * (i - before) as f64 * step_s;
        }
        previous = Some(i);
        row[i] = sum;
    }
}
