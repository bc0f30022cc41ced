//! Time aggregation of one series into buckets aligned to the epoch (doc: `dashboards/functions/rollup`).

use crate::series::Aggregator;
use crate::time::Grid;
use crate::world::{MetricKind, Points};

/// How the points of a bucket are aggregated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rollup {
    /// The time aggregator.
    pub(crate) aggregator: Aggregator,
    /// The factor that the result is multiplied by.
    pub(crate) factor: f64,
}

/// A type modifier of a query (doc: `metrics/custom_metrics/type_modifiers`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modifier {
    /// `.as_count()`
    AsCount,
    /// `.as_rate()`
    AsRate,
}

impl Rollup {
    /// The rollup of a series of this type.
    ///
    /// `as_count` and `as_rate` set the aggregator to the sum; `as_rate` divides a count by the bucket width, `as_count` multiplies a rate by its flush
    /// interval. They have no effect on gauges. Without them the aggregator is `explicit`, or the mean if the query has no aggregator.
    pub(crate) fn new(
        kind: MetricKind,
        modifier: Option<Modifier>,
        explicit: Option<Aggregator>,
        interval_s: u32,
        step_s: i64,
    ) -> Self {
        let (step, interval) = (step_s as f64, f64::from(interval_s));
        let factor = match (kind, modifier) {
            (MetricKind::Count, Some(Modifier::AsRate)) => 1.0 / step,
            (MetricKind::Rate, Some(Modifier::AsCount)) => interval,
            // the page says sum; but for a bucket of several flushes only the mean of their rates is a rate
            (MetricKind::Rate, Some(Modifier::AsRate)) => interval / step.max(interval),
            _ => 1.0,
        };
        let counted = modifier.is_some() && matches!(kind, MetricKind::Count | MetricKind::Rate);
        Self {
            aggregator: if counted {
                Aggregator::Sum
            } else {
                explicit.unwrap_or(Aggregator::Avg)
            },
            factor,
        }
    }

    /// The value of the bucket from `from` to `to`.
    pub(crate) fn bucket(self, points: &Points, from: i64, to: i64) -> f64 {
        self.aggregator.of(&points.values[points.range(from, to)]) * self.factor
    }

    /// The values of all buckets of `grid`, `NAN` for an empty bucket.
    pub(crate) fn over(self, points: &Points, grid: &Grid) -> Vec<f64> {
        let mut out = vec![f64::NAN; grid.len];
        let mut at = points.times.partition_point(|t| *t < grid.start);
        while at < points.times.len() {
            let Some(i) = grid.index(points.times[at]) else { break };
            let end = grid.time(i + 1);
            let next = at + points.times[at..].partition_point(|t| *t < end);
            out[i] = self.aggregator.of(&points.values[at..next]) * self.factor;
            at = next;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{Series, Tags};

    fn rolled(
        kind: MetricKind,
        modifier: Option<Modifier>,
        interval_s: u32,
        step_s: i64,
        points: &[(i64, f64)],
    ) -> Vec<f64> {
        let series = Series::new("m", Tags::default(), kind, interval_s, points.iter().copied());
        let grid = Grid {
            start: 0,
            step_s,
            len: usize::try_from(points.last().map_or(0, |p| p.0) / step_s + 1).unwrap_or(0),
        };
        Rollup::new(kind, modifier, None, interval_s, step_s).over(series.raw(), &grid)
    }

    #[test]
    fn as_rate_divides_a_count_by_the_bucket_width() {
        // doc: metrics/custom_metrics/type_modifiers: [1,1,1,1].as_rate() with 20 s gives [0.05, ...]
        let points = [(0, 1.0), (20, 1.0), (40, 1.0), (60, 1.0)];
        assert_eq!(
            rolled(MetricKind::Count, Some(Modifier::AsRate), 20, 20, &points),
            [0.05; 4]
        );
    }

    #[test]
    fn as_count_multiplies_a_rate_by_its_flush_interval() {
        // doc: metrics/custom_metrics/type_modifiers: [0.05, ...].as_count() with 20 s gives [1, ...]
        let points = [(0, 0.05), (20, 0.05), (40, 0.05), (60, 0.05)];
        assert_eq!(
            rolled(MetricKind::Rate, Some(Modifier::AsCount), 20, 20, &points),
            [1.0; 4]
        );
    }

    #[test]
    fn modifiers_do_not_affect_gauges() {
        let points = [(0, 3.0), (30, 5.0)];
        assert_eq!(
            rolled(MetricKind::Gauge, Some(Modifier::AsCount), 10, 60, &points),
            [4.0]
        );
    }

    #[test]
    fn a_rate_is_averaged_over_longer_buckets() {
        let points: Vec<_> = (0..6).map(|i| (i * 10, 2.0)).collect();
        assert_eq!(rolled(MetricKind::Rate, Some(Modifier::AsRate), 10, 60, &points), [2.0]);
    }

    #[test]
    fn buckets_without_points_are_missing() {
        let out = rolled(MetricKind::Gauge, None, 60, 60, &[(0, 1.0), (130, 2.0)]);
        assert_eq!((out[0], out[1].is_nan(), out[2]), (1.0, true, 2.0));
    }
}
