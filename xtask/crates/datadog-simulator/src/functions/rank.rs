//! Keeps the top or bottom groups (doc: `dashboards/functions/rank`).

use datadog_query::function::RankBy;

use crate::series::Aggregator;

/// `top(series, limit, by, direction)` and its short forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rank {
    /// The number of groups to keep.
    pub(crate) limit: usize,
    /// The number of groups to skip first, for `top_offset`.
    pub(crate) offset: usize,
    pub(crate) by: RankBy,
    /// Whether the greatest comes first.
    pub(crate) descending: bool,
}

/// The number that a group is ranked by, computed from its buckets.
fn measure(by: RankBy, row: &[f64]) -> f64 {
    match by {
        RankBy::Max => Aggregator::Max.of(row),
        RankBy::Min => Aggregator::Min.of(row),
        RankBy::Mean => Aggregator::Avg.of(row),
        // all buckets have the same width, so the area and the sum give the same order
        RankBy::Sum | RankBy::Area => Aggregator::Sum.of(row),
        RankBy::Last => Aggregator::Last.of(row),
        RankBy::L2Norm => row.iter().filter(|v| !v.is_nan()).map(|v| v * v).sum::<f64>().sqrt(),
    }
}

impl Rank {
    /// Empties the rows that are not kept; each row has `columns` values. Groups without values are never kept; equal groups keep their order.
    pub(crate) fn apply(self, data: &mut [f64], columns: usize) {
        if columns == 0 {
            return;
        }
        let mut order: Vec<(usize, f64)> = data
            .chunks(columns)
            .map(|row| measure(self.by, row))
            .enumerate()
            .filter(|(_, v)| !v.is_nan())
            .collect();
        order.sort_by(|(_, a), (_, b)| {
            if self.descending {
                b.total_cmp(a)
            } else {
                a.total_cmp(b)
            }
        });
        let kept: Vec<usize> = order
            .into_iter()
            .skip(self.offset)
            .take(self.limit)
            .map(|(i, _)| i)
            .collect();
        let mut keep = vec![false; data.len() / columns];
        kept.into_iter().for_each(|i| keep[i] = true);
        for (row, _) in data.chunks_mut(columns).zip(keep).filter(|(_, keep)| !keep) {
            row.fill(f64::NAN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rank: Rank, kept: &[usize]) {
        let mut data = [
            1.0,
            1.0,
            /**/ 5.0,
            0.0,
            /**/ 3.0,
            3.0,
            /**/ f64::NAN,
            f64::NAN,
        ];
        rank.apply(&mut data, 2);
        let left: Vec<usize> = data
            .chunks(2)
            .enumerate()
            .filter(|(_, r)| !r[0].is_nan())
            .map(|(i, _)| i)
            .collect();
        assert_eq!(left, kept);
    }

    #[test]
    fn groups_are_kept_by_their_measure() {
        let top = |by, limit, descending| Rank {
            limit,
            offset: 0,
            by,
            descending,
        };
        check(top(RankBy::Max, 1, true), &[1]);
        check(top(RankBy::Mean, 1, true), &[2]);
        check(top(RankBy::Last, 1, false), &[1]);
        check(top(RankBy::Sum, 2, true), &[1, 2]);
        check(
            Rank {
                offset: 1,
                ..top(RankBy::Sum, 1, true)
            },
            &[1],
        );
    }
}
