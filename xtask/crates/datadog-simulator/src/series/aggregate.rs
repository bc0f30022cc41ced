//! Many values to one: in time, in space, over a window.

/// How values become one. A missing value is `NAN`; all aggregators leave missing values out, and answer `NAN` where nothing is left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aggregator {
    /// Mean.
    Avg,
    /// Sum.
    Sum,
    /// Least.
    Min,
    /// Greatest.
    Max,
    /// How many.
    Count,
    /// The last one.
    Last,
    /// Standard deviation of all values there are.
    StdDev,
    /// The value below which this fraction (0-1) of the values lies.
    Percentile(f64),
}

impl Aggregator {
    /// Aggregates `values`.
    #[must_use]
    pub fn of(self, values: &[f64]) -> f64 {
        let present = values.iter().copied().filter(|v| !v.is_nan());
        match self {
            Self::Avg => {
                let (sum, count) = sum_count(present);
                if count == 0 { f64::NAN } else { sum / count as f64 }
            }
            Self::Sum => {
                let (sum, count) = sum_count(present);
                if count == 0 { f64::NAN } else { sum }
            }
            // `min` and `max` of f64 prefer the number over the NAN they start from
            Self::Min => present.fold(f64::NAN, f64::min),
            Self::Max => present.fold(f64::NAN, f64::max),
            Self::Count => {
                let count = present.count();
                if count == 0 { f64::NAN } else { count as f64 }
            }
            Self::Last => values.iter().rev().copied().find(|v| !v.is_nan()).unwrap_or(f64::NAN),
            Self::StdDev => {
                let (sum, count) = sum_count(present.clone());
                let mean = sum / count as f64;
                (present.map(|v| (v - mean).powi(2)).sum::<f64>() / count as f64).sqrt()
            }
            Self::Percentile(fraction) => percentile(&mut present.collect::<Vec<_>>(), fraction),
        }
    }
}

fn sum_count(values: impl Iterator<Item = f64>) -> (f64, usize) {
    values.fold((0.0, 0), |(sum, count), v| (sum + v, count + 1))
}

/// The percentile as Datadog's sketches take it: the value at rank `floor(fraction * (n - 1))` of the sorted values (DDSketch), here without the sketch's
/// relative error of 1 %. Reorders `values`.
pub(crate) fn percentile(values: &mut [f64], fraction: f64) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    let rank = (fraction.clamp(0.0, 1.0) * (values.len() - 1) as f64).floor() as usize;
    *values.select_nth_unstable_by(rank, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_values_are_left_out() {
        let values = [1.0, f64::NAN, 5.0];
        let of = |a: Aggregator| a.of(&values);
        assert_eq!(of(Aggregator::Avg), 3.0);
        assert_eq!(of(Aggregator::Sum), 6.0);
        assert_eq!(of(Aggregator::Min), 1.0);
        assert_eq!(of(Aggregator::Max), 5.0);
        assert_eq!(of(Aggregator::Count), 2.0);
        assert_eq!(of(Aggregator::Last), 5.0);
    }

    #[test]
    fn nothing_gives_nothing() {
        for aggregator in [
            Aggregator::Avg,
            Aggregator::Sum,
            Aggregator::Min,
            Aggregator::Count,
            Aggregator::Last,
            Aggregator::Percentile(0.5),
        ] {
            assert!(aggregator.of(&[f64::NAN]).is_nan(), "{aggregator:?}");
        }
    }

    #[test]
    fn a_percentile_is_a_value_that_was_there() {
        let mut hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(&mut hundred, 0.95), 95.0);
        assert_eq!(percentile(&mut hundred, 0.0), 1.0);
        assert_eq!(percentile(&mut hundred, 1.0), 100.0);
        assert_eq!(percentile(&mut [7.0], 0.5), 7.0);
    }
}
