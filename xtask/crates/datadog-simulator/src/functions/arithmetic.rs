//! Sums over the window (doc: `dashboards/functions/arithmetic`).

/// The sum of all values so far.
pub(crate) fn cumulative_sum(row: &mut [f64]) {
    let mut sum = 0.0;
    for v in row.iter_mut().filter(|v| !v.is_nan()) {
        sum += *v;
        *v = sum;
    }
}

/// The integral: each point adds its value times the seconds since the previous point; the first point adds nothing. The page says "value delta" instead
/// of value, but then the integral of a constant would be zero.
pub(crate) fn integral(row: &mut [f64], step_s: f64) {
    let mut previous: Option<usize> = None;
    let mut sum = 0.0;
    for (i, v) in row.iter_mut().enumerate().filter(|(_, v)| !v.is_nan()) {
        if let Some(before) = previous {
            sum += *v * (i - before) as f64 * step_s;
        }
        previous = Some(i);
        *v = sum;
    }
}
