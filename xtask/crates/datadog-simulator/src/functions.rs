//! The computations behind the functions of the query language (doc: `dashboards/functions`). They work on the buckets of one group; an empty bucket is
//! `NAN`. `metric/function.rs` maps each function of the query language to these.

pub(crate) mod arithmetic;
pub(crate) mod exclusion;
mod rank;
pub(crate) mod rate;
pub(crate) mod regression;
pub(crate) mod smoothing;

pub(crate) use rank::Rank;

use std::fmt;
use std::sync::Arc;

use crate::time::Grid;

/// A function of one group's buckets, with its arguments bound.
#[derive(Clone)]
pub(crate) struct RowFunction {
    pub(crate) kind: RowKind,
    apply: Arc<Apply>,
}

/// Changes the buckets in place. The vector is a buffer to reuse.
type Apply = dyn Fn(&mut [f64], &Grid, &mut Vec<f64>) + Send + Sync;

/// What the result of a function depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum RowKind {
    /// On each value alone, so that the function can also be applied to the single value of a whole window.
    Pointwise,
    /// As [`RowKind::Pointwise`]; in addition, empty buckets get this value.
    Default(f64),
    /// On the other points of the window, or on the width of the buckets.
    Window,
    /// On the previous point of the same series, so that the function is applied before space aggregation (doc: `dashboards/functions/rate`).
    Series,
}

impl RowFunction {
    pub(crate) fn new(kind: RowKind, apply: impl Fn(&mut [f64], &Grid, &mut Vec<f64>) + Send + Sync + 'static) -> Self {
        Self {
            kind,
            apply: Arc::new(apply),
        }
    }

    /// Applies `f` to each value.
    pub(crate) fn map(f: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Self {
        Self::new(RowKind::Pointwise, move |row, _, _| map(row, &f))
    }

    /// Puts `value` into empty buckets.
    pub(crate) fn default(value: f64) -> Self {
        Self::new(RowKind::Default(value), move |row, _, _| exclusion::default(row, value))
    }

    /// Applies the function in place. `scratch` is a buffer to reuse.
    pub(crate) fn apply(&self, row: &mut [f64], grid: &Grid, scratch: &mut Vec<f64>) {
        (self.apply)(row, grid, scratch);
    }

    /// Whether the function can be applied to a single value, without the points before it.
    pub(crate) fn is_pointwise(&self) -> bool {
        match self.kind {
            RowKind::Pointwise | RowKind::Default(_) => true,
            RowKind::Window | RowKind::Series => false,
        }
    }
}

impl fmt::Debug for RowFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RowFunction").field(&self.kind).finish()
    }
}

pub(crate) fn map(row: &mut [f64], f: impl Fn(f64) -> f64) {
    for v in row {
        *v = f(*v);
    }
}

/// Drops an infinite value, because Datadog has none.
pub(crate) fn finite(v: f64) -> f64 {
    if v.is_finite() { v } else { f64::NAN }
}
