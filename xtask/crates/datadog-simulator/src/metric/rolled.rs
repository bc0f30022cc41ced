//! Rolls up and interpolates one series.

use super::clock::Clock;
use super::plan::Leaf;
use crate::semantics::{FillAt, Interpolated, Semantics};
use crate::series::interpolate::Gaps;
use crate::series::rollup::Rollup;
use crate::series::{Fill, FillMethod};
use crate::time::Grid;
use crate::world::{MetricKind, Points, Series};

/// One series in buckets, from the bucket of its first point to that of its last.
pub(super) struct Rolled<'w> {
    pub(super) points: &'w Points,
    rollup: Rollup,
    pub(super) grid: Grid,
    pub(super) values: Vec<f64>,
    /// `None` if no bucket needs interpolation.
    gaps: Option<Gaps>,
    pub(super) fill: Fill,
}

impl<'w> Rolled<'w> {
    pub(super) fn new(
        leaf: &Leaf,
        series: &'w Series,
        step_s: i64,
        (from, to): (i64, i64),
        semantics: &Semantics,
    ) -> Self {
        let points = series.raw();
        let first = points.times.first().copied().unwrap_or(from).clamp(from, to);
        let last = points.times.last().copied().unwrap_or(from).clamp(from, to);
        let start = first.div_euclid(step_s);
        let grid = Grid {
            start: start * step_s,
            step_s,
            len: usize::try_from(last.div_euclid(step_s) - start + 1).unwrap_or(0),
        };
        let rollup = Rollup::new(series.kind, leaf.modifier, leaf.rollup, series.interval_s, step_s);
        let values = rollup.over(points, &grid);
        let fill = fill(leaf, series.kind, semantics);
        let gaps = (fill.method != FillMethod::Null && values.iter().any(|v| v.is_nan())).then(|| Gaps::of(&values));
        Self {
            points,
            rollup,
            grid,
            values,
            gaps,
            fill,
        }
    }

    pub(super) fn write(&self, grid: &Grid, clock: &Clock<'_>, fill_at: FillAt, out: &mut [f64]) {
        let offset = (grid.start - self.grid.start) / grid.step_s;
        let known = usize::try_from((clock.seen_until - self.grid.start).div_euclid(grid.step_s).max(0))
            .unwrap_or(0)
            .min(self.values.len());
        let fills =
            clock.fills && self.fill.method != FillMethod::Null && (fill_at == FillAt::EveryBucket || clock.aligns);
        for (i, v) in out.iter_mut().enumerate() {
            let at = offset + i as i64;
            *v = match usize::try_from(at) {
                Ok(at) if at < known => self.values[at],
                // an incomplete bucket contains only the points received so far
                Ok(at) if at < self.values.len() => {
                    self.rollup
                        .bucket(self.points, grid.time(i), grid.time(i + 1).min(clock.seen_until))
                }
                _ => f64::NAN,
            };
            if v.is_nan() && fills && (fill_at == FillAt::EveryBucket || clock.is_reported(grid.time(i))) {
                *v = self.filled(at, known, grid);
            }
        }
    }

    fn filled(&self, at: i64, known: usize, grid: &Grid) -> f64 {
        let Ok(at) = usize::try_from(at) else { return f64::NAN };
        match &self.gaps {
            Some(gaps) if at < self.values.len() => self.fill.value(&self.values, gaps, grid, at, known),
            // after the last point there is no later value: interpolation starts from the last point
            _ if at >= self.values.len() && !self.values.is_empty() => {
                let last = self.values.len() - 1;
                let age_s = (at - last) as i64 * grid.step_s;
                match self.fill.method {
                    _ if age_s > i64::from(self.fill.limit_s) || last >= known => f64::NAN,
                    FillMethod::Null => f64::NAN,
                    FillMethod::Zero => 0.0,
                    FillMethod::Last | FillMethod::Linear => self.values[last],
                }
            }
            _ => f64::NAN,
        }
    }
}

/// The interpolation of a series: the one in the query, or the default of its type. `as_count` and `as_rate` disable the default for counts and rates.
fn fill(leaf: &Leaf, kind: MetricKind, semantics: &Semantics) -> Fill {
    let by_default = match kind {
        MetricKind::Gauge => Fill::DEFAULT,
        MetricKind::Count | MetricKind::Rate
            if semantics.interpolated == Interpolated::AllTypes && leaf.modifier.is_none() =>
        {
            Fill::DEFAULT
        }
        MetricKind::Count | MetricKind::Rate | MetricKind::Distribution => Fill::NONE,
    };
    let fill = leaf.fill.unwrap_or(by_default);
    Fill {
        limit_s: fill.limit_s.min(semantics.fill_max_s),
        ..fill
    }
}
