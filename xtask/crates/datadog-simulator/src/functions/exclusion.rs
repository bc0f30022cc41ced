//! Points that are left out or put in (doc: `dashboards/functions/exclusion`, `dashboards/functions/interpolation`).

/// Drops the values for which `out` holds.
pub(crate) fn cutoff(row: &mut [f64], out: impl Fn(f64) -> bool) {
    for v in row.iter_mut().filter(|v| out(**v)) {
        *v = f64::NAN;
    }
}

/// Values that are `beyond` the limit become the limit, and so do missing buckets ("sets any NaN in values to threshold", the same page), unless the
/// whole window is empty.
pub(crate) fn clamp(row: &mut [f64], limit: f64, beyond: impl Fn(f64) -> bool) {
    default(row, limit);
    for v in row.iter_mut().filter(|v| beyond(**v)) {
        *v = limit;
    }
}

/// Missing buckets become `value`, unless the whole window is empty (facts: rule 6). What interpolation may fill has been filled before.
pub(crate) fn default(row: &mut [f64], value: f64) {
    if row.iter().all(|v| v.is_nan()) {
        return;
    }
    for v in row.iter_mut().filter(|v| v.is_nan()) {
        *v = value;
    }
}
