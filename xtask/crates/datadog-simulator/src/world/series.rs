//! Metric series.

use super::Tags;

/// A metric's type, as Datadog stores it (doc: `metrics/types`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricKind {
    /// The number of occurrences in a flush interval.
    Count,
    /// Occurrences per second, averaged over a flush interval.
    Rate,
    /// A value at a point in time.
    Gauge,
    /// All values of a flush interval.
    Distribution,
}

/// One time series: a metric with one combination of tags.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The metric's name.
    pub metric: String,
    /// Its tags, including the host.
    pub tags: Tags,
    /// The type of the metric.
    pub kind: MetricKind,
    /// Seconds between flushes. `as_count` multiplies a rate by it.
    pub interval_s: u32,
    points: Points,
}

/// Points in ascending order of time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Points {
    pub(crate) times: Vec<i64>,
    pub(crate) values: Vec<f64>,
}

impl Series {
    /// A series of `points` (unix seconds, value) in any order. Values that are not finite are dropped, because Datadog does not accept them. A
    /// distribution keeps all points of the same second, as the values of one flush; the other types keep only the last.
    pub fn new(
        metric: impl Into<String>,
        tags: Tags,
        kind: MetricKind,
        interval_s: u32,
        points: impl IntoIterator<Item = (i64, f64)>,
    ) -> Self {
        let mut points: Vec<(i64, f64)> = points.into_iter().filter(|(_, v)| v.is_finite()).collect();
        points.sort_by_key(|(t, _)| *t);
        if kind != MetricKind::Distribution {
            // the last point of a second wins, as in Datadog's intake
            points.reverse();
            points.dedup_by_key(|(t, _)| *t);
            points.reverse();
        }
        let (times, values) = points.into_iter().unzip();
        Self {
            metric: metric.into(),
            tags,
            kind,
            interval_s: interval_s.max(1),
            points: Points { times, values },
        }
    }

    /// A distribution, from the values of each flush (unix seconds, values).
    pub fn distribution(
        metric: impl Into<String>,
        tags: Tags,
        interval_s: u32,
        flushes: impl IntoIterator<Item = (i64, Vec<f64>)>,
    ) -> Self {
        let points = flushes
            .into_iter()
            .flat_map(|(t, values)| values.into_iter().map(move |v| (t, v)));
        Self::new(metric, tags, MetricKind::Distribution, interval_s, points)
    }

    /// The points in ascending order of time.
    pub fn points(&self) -> impl Iterator<Item = (i64, f64)> + '_ {
        self.points
            .times
            .iter()
            .copied()
            .zip(self.points.values.iter().copied())
    }

    pub(crate) fn raw(&self) -> &Points {
        &self.points
    }
}

impl Points {
    /// The indices of the points with `from <= t < to`.
    pub(crate) fn range(&self, from: i64, to: i64) -> std::ops::Range<usize> {
        let start = self.times.partition_point(|t| *t < from);
        let end = start + self.times[start..].partition_point(|t| *t < to);
        start..end
    }
}
