//! Regression (doc: `dashboards/functions/regression`). `robust_trend` and `piecewise_constant` are not implemented: their parameters are not public.

/// Replaces each point by its value on the ordinary least squares line through the points of the window.
pub(crate) fn trend_line(row: &mut [f64]) {
    let (mut n, mut sx, mut sy, mut sxx, mut sxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (i, y) in row.iter().enumerate().filter(|(_, y)| !y.is_nan()) {
        let x = i as f64;
        n += 1.0;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    let spread = n * sxx - sx * sx;
    let slope = if spread == 0.0 {
        0.0
    } else {
        (n * sxy - sx * sy) / spread
    };
    let base = if n == 0.0 { 0.0 } else { (sy - slope * sx) / n };
    for (i, y) in row.iter_mut().enumerate().filter(|(_, y)| !y.is_nan()) {
        *y = base + slope * i as f64;
    }
}
