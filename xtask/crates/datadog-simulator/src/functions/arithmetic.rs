//! Sums over the window (doc: `dashboards/functions/arithmetic`).

/// The sum of all values so far.
pub(crate) fn cumulative_sum(row: &mut [f64]) {
    let mut sum = 0.0;
    for v in row.iter_mut().filter(|v| !v.is_nan()) {
        sum += *v;
        *v = sum;
    }
}

/// The sum of time delta by value over consecutive pairs of points: each point adds its value for the time since the previous one; the first adds nothing. (The page
/// says "value delta"; of a constant that would be zero, which no integral is.)
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
