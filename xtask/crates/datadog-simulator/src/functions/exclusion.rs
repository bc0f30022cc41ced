//! Functions that drop points or fill empty buckets (doc: `dashboards/functions/exclusion`, `dashboards/functions/interpolation`).

/// Drops the values for which `out` is true.
pub(crate) fn cutoff(row: &mut [f64], out: impl Fn(f64) -> bool) {
    for v in row.iter_mut().filter(|v| out(**v)) {
        *v = f64::NAN;
    }
}

/// Sets values that are `beyond` the limit to the limit. Empty buckets get the limit too ("sets any NaN in values to threshold",
/// `dashboards/functions/exclusion`), unless the whole window is empty.
pub(crate) fn clamp(row: &mut [f64], limit: f64, beyond: impl Fn(f64) -> bool) {
    default(row, limit);
    for v in row.iter_mut().filter(|v| beyond(**v)) {
        *v = limit;
    }
}

/// Puts `value` into empty buckets, unless the whole window is empty (rule 6 of `tests/rules`). Interpolation has run before, so it takes precedence.
pub(crate) fn default(row: &mut [f64], value: f64) {
    if row.iter().all(|v| v.is_nan()) {
        return;
    }
    for v in row.iter_mut().filter(|v| v.is_nan()) {
        *v = value;
    }
}
