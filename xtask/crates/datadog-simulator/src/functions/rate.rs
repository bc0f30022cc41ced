//! Differences between points (doc: `dashboards/functions/rate`).

/// Replaces each point by `f(value - previous value, distance in buckets)`. The first point of the window has no previous point and is dropped.
pub(crate) fn difference(row: &mut [f64], f: impl Fn(f64, usize) -> f64) {
    let mut previous: Option<(usize, f64)> = None;
    for (i, v) in row.iter_mut().enumerate() {
        if v.is_nan() {
            continue;
        }
        let current = *v;
        *v = match previous {
            Some((at, before)) => f(current - before, i - at),
            None => f64::NAN,
        };
        previous = Some((i, current));
    }
}

/// Replaces each point by the change since the previous point, as a rate per `seconds`.
pub(crate) fn per(row: &mut [f64], step_s: f64, seconds: f64) {
    difference(row, |d, buckets| d / (buckets as f64 * step_s) * seconds);
}
