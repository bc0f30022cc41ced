//! Aggregates values to one: over time, over space, or over a window.

/// How values are aggregated. A missing value is `NAN`: every aggregator ignores missing values, and returns `NAN` if there are no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aggregator {
    /// The mean.
    Avg,
    /// The sum.
    Sum,
    /// The minimum.
    Min,
    /// The maximum.
    Max,
    /// The number of values.
    Count,
    /// The last value.
    Last,
    /// The population standard deviation.
    StdDev,
    /// The value below which this fraction (0 to 1) of the values lies.
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
            // `f64::min` and `f64::max` return the number if the other operand is NAN
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

/// The percentile as Datadog's sketches (DDSketch) define it: the value at rank `floor(fraction * (n - 1))` of the sorted values. Unlike a sketch, this
/// has no relative error of 1 %. Reorders `values`.
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
    fn missing_values_are_ignored() {
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
    fn only_missing_values_give_a_missing_value() {
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
    fn a_percentile_is_one_of_the_values() {
        let mut hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(&mut hundred, 0.95), 95.0);
        assert_eq!(percentile(&mut hundred, 0.0), 1.0);
        assert_eq!(percentile(&mut hundred, 1.0), 100.0);
        assert_eq!(percentile(&mut [7.0], 0.5), 7.0);
    }
}
