//! The functions of the query language that are deterministic (doc: `dashboards/functions`). They work on the buckets of one group; `NAN` is a missing one.

mod arithmetic;
mod exclusion;
mod rank;
mod rate;
mod regression;
mod smoothing;

pub(crate) use rank::{Rank, RankBy};

use crate::series::Aggregator;
use crate::time::Grid;

/// A function of one group's buckets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum RowFunction {
    Abs,
    Log2,
    Log10,
    CumulativeSum,
    Integral,
    Difference,
    MonotonicDifference,
    /// Difference by time, times so many seconds: `derivative`, `per_second` (1), `per_minute` (60), `per_hour` (3600).
    Per(f64),
    /// Each value by the seconds of its bucket.
    Throughput,
    /// Seconds since the previous point.
    TimeDifference,
    Ewma(u32),
    Median(u32),
    RollingAverage(u32),
    MovingRollup(i64, Aggregator),
    TrendLine,
    ClampMin(f64),
    ClampMax(f64),
    CutoffMin(f64),
    CutoffMax(f64),
    /// Missing buckets become this value, unless all are no_data: `default_zero`, `default`.
    Default(f64),
    Round,
    /// The aggregate of the whole window, in every bucket that has a value.
    Reduce(Aggregator),
    /// A second rollup to longer buckets, whose value stands in the first of the shorter ones (doc: `metrics/nested_queries`).
    Rollup(i64, Aggregator),
}

impl RowFunction {
    /// Applies it in place. `scratch` is a buffer to reuse.
    pub(crate) fn apply(self, row: &mut [f64], grid: &Grid, scratch: &mut Vec<f64>) {
        let step = grid.step_s as f64;
        match self {
            Self::Abs => map(row, f64::abs),
            // the logarithm of zero or less is no finite number: the point drops out
            Self::Log2 => map(row, |v| finite(v.log2())),
            Self::Log10 => map(row, |v| finite(v.log10())),
            Self::CumulativeSum => arithmetic::cumulative_sum(row),
            Self::Integral => arithmetic::integral(row, step),
            Self::Difference => rate::difference(row, |d, _| d),
            Self::MonotonicDifference => rate::difference(row, |d, _| if d >= 0.0 { d } else { f64::NAN }),
            Self::Per(seconds) => rate::difference(row, |d, buckets| d / (buckets as f64 * step) * seconds),
            Self::Throughput => map(row, |v| v / step),
            Self::TimeDifference => rate::difference(row, |_, buckets| buckets as f64 * step),
            Self::Ewma(span) => smoothing::ewma(row, span),
            Self::Median(span) => smoothing::rolling(row, span as usize, scratch, smoothing::median),
            Self::RollingAverage(span) => {
                smoothing::rolling(row, span as usize, scratch, |values| Aggregator::Avg.of(values))
            }
            Self::MovingRollup(interval_s, aggregator) => {
                smoothing::moving_rollup(row, grid, interval_s, aggregator, scratch)
            }
            Self::TrendLine => regression::trend_line(row),
            Self::ClampMin(limit) => exclusion::clamp(row, limit, |v| v < limit),
            Self::ClampMax(limit) => exclusion::clamp(row, limit, |v| v > limit),
            Self::CutoffMin(limit) => exclusion::cutoff(row, |v| v < limit),
            Self::CutoffMax(limit) => exclusion::cutoff(row, |v| v > limit),
            Self::Default(value) => exclusion::default(row, value),
            Self::Round => map(row, f64::round),
            Self::Reduce(aggregator) => {
                let value = aggregator.of(row);
                map(row, |v| if v.is_nan() { v } else { value });
            }
            Self::Rollup(interval_s, aggregator) => smoothing::rollup(row, grid, interval_s, aggregator, scratch),
        }
    }
}

impl RowFunction {
    /// Whether it makes sense of a single value, without the points before it.
    pub(crate) fn takes_one_value(self) -> bool {
        matches!(
            self,
            Self::Abs
                | Self::Log2
                | Self::Log10
                | Self::Round
                | Self::Default(_)
                | Self::ClampMin(_)
                | Self::ClampMax(_)
                | Self::CutoffMin(_)
                | Self::CutoffMax(_)
        )
    }
}

fn map(row: &mut [f64], f: impl Fn(f64) -> f64) {
    for v in row {
        *v = f(*v);
    }
}

/// Datadog has no infinite values: such a point drops out.
pub(crate) fn finite(v: f64) -> f64 {
    if v.is_finite() { v } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f64 = f64::NAN;

    #[track_caller]
    fn check(function: RowFunction, row: &[f64], expected: &[f64]) {
        let grid = Grid {
            start: 0,
            step_s: 60,
            len: row.len(),
        };
        let mut out = row.to_vec();
        function.apply(&mut out, &grid, &mut Vec::new());
        assert_eq!(format!("{out:?}"), format!("{expected:?}"), "{function:?}");
    }

    #[test]
    fn arithmetic() {
        check(RowFunction::Abs, &[-1.0, GAP, 2.0], &[1.0, GAP, 2.0]);
        check(RowFunction::Log2, &[8.0, 0.0, -1.0], &[3.0, GAP, GAP]);
        check(RowFunction::Log10, &[1000.0], &[3.0]);
        check(RowFunction::CumulativeSum, &[1.0, GAP, 1.0, 1.0], &[1.0, GAP, 2.0, 3.0]);
    }

    #[test]
    fn the_integral_sums_time_deltas_by_values() {
        check(RowFunction::Integral, &[1.0, 1.0, GAP, 2.0], &[0.0, 60.0, GAP, 300.0]);
    }

    #[test]
    fn rates() {
        check(RowFunction::Difference, &[1.0, 4.0, GAP, 2.0], &[GAP, 3.0, GAP, -2.0]);
        check(
            RowFunction::MonotonicDifference,
            &[1.0, 4.0, 0.0, 2.0],
            &[GAP, 3.0, GAP, 2.0],
        );
        check(RowFunction::Per(1.0), &[0.0, 60.0, GAP, 180.0], &[GAP, 1.0, GAP, 1.0]);
        check(RowFunction::Per(60.0), &[0.0, 60.0], &[GAP, 60.0]);
        check(RowFunction::Per(3600.0), &[0.0, 1.0], &[GAP, 60.0]);
        check(RowFunction::Throughput, &[120.0], &[2.0]);
        check(RowFunction::TimeDifference, &[5.0, GAP, 5.0], &[GAP, GAP, 120.0]);
    }

    #[test]
    fn smoothing() {
        // span 3: weight 2 / (3 + 1) of the newest
        check(RowFunction::Ewma(3), &[10.0, 20.0, GAP, 30.0], &[10.0, 15.0, GAP, 22.5]);
        check(RowFunction::Median(3), &[1.0, 9.0, 2.0, 3.0], &[1.0, 5.0, 2.0, 3.0]);
        check(RowFunction::RollingAverage(5), &[1.0, 2.0, 3.0], &[1.0, 1.5, 2.0]);
        check(
            RowFunction::MovingRollup(120, Aggregator::Sum),
            &[1.0, 2.0, 3.0, GAP],
            &[1.0, 3.0, 5.0, 3.0],
        );
    }

    #[test]
    fn a_second_rollup_stands_on_the_epoch() {
        check(
            RowFunction::Rollup(120, Aggregator::Sum),
            &[1.0, 2.0, 3.0],
            &[3.0, GAP, 3.0],
        );
        check(RowFunction::Reduce(Aggregator::Max), &[1.0, GAP, 3.0], &[3.0, GAP, 3.0]);
    }

    #[test]
    fn exclusion() {
        // the same page: both put the threshold where there is no value
        check(RowFunction::ClampMin(2.0), &[1.0, 3.0, GAP], &[2.0, 3.0, 2.0]);
        check(RowFunction::ClampMax(2.0), &[1.0, 3.0, GAP], &[1.0, 2.0, 2.0]);
        check(RowFunction::ClampMin(2.0), &[GAP, GAP], &[GAP, GAP]);
        // doc: dashboards/functions/exclusion: values equal to the threshold stay
        check(RowFunction::CutoffMin(2.0), &[1.0, 2.0, 3.0], &[GAP, 2.0, 3.0]);
        check(RowFunction::CutoffMax(2.0), &[1.0, 2.0, 3.0], &[1.0, 2.0, GAP]);
    }

    #[test]
    fn default_zero_leaves_an_empty_window_empty() {
        check(RowFunction::Default(0.0), &[GAP, 1.0, GAP], &[0.0, 1.0, 0.0]);
        check(RowFunction::Default(0.0), &[GAP, GAP], &[GAP, GAP]);
    }

    #[test]
    fn a_trend_is_the_least_squares_line() {
        check(RowFunction::TrendLine, &[1.0, 3.0, 5.0], &[1.0, 3.0, 5.0]);
        check(RowFunction::TrendLine, &[0.0, 3.0, 0.0], &[1.0, 1.0, 1.0]);
        check(RowFunction::TrendLine, &[4.0], &[4.0]);
    }
}
