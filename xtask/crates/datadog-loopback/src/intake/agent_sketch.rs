//! The values of a sketch as agents send it. Its bins have keys; the value of a key is a power of gamma.

use super::protobuf::Dogsketch;

/// Agents' sketches have a relative accuracy of 1/128.
const GAMMA: f64 = 1.0 + 2.0 / 128.0;
/// The least value that is not zero.
const LEAST: f64 = 1e-9;
/// The most values that one sketch becomes; a fuller one is thinned out evenly.
pub(super) const VALUES_MAX: usize = 10_000;

/// The values of a sketch, each as often as it was counted.
pub(super) fn values(sketch: &Dogsketch) -> Vec<f64> {
    let bins = sketch.k.iter().zip(&sketch.n);
    let bins: Vec<(f64, f64)> = bins
        .map(|(key, count)| {
            (
                value(*key).clamp(sketch.min.min(sketch.max), sketch.max),
                f64::from(*count),
            )
        })
        .collect();
    expand(&bins)
}

/// The value of a bin's key.
fn value(key: i32) -> f64 {
    let bias = 1 - (LEAST.ln() / GAMMA.ln()).floor() as i32;
    match key {
        0 => 0.0,
        key if key < 0 => -value(key.saturating_neg()),
        key => GAMMA.powi(key.saturating_sub(bias)),
    }
}

/// Each value as often as its count says, or in the same proportions if there are too many.
pub(super) fn expand(bins: &[(f64, f64)]) -> Vec<f64> {
    let total: f64 = bins
        .iter()
        .map(|(_, count)| count)
        .filter(|count| count.is_finite())
        .sum();
    let part = (VALUES_MAX as f64 / total).min(1.0);
    let mut values = Vec::new();
    for (value, count) in bins
        .iter()
        .filter(|(value, count)| value.is_finite() && *count > 0.0 && count.is_finite())
    {
        let times = (count * part).round().max(1.0) as usize;
        values.extend(std::iter::repeat_n(*value, times.min(VALUES_MAX)));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_powers_of_gamma() {
        // The key of 1 is the bias: gamma to the power of 0.
        let one = 1 - (LEAST.ln() / GAMMA.ln()).floor() as i32;
        assert_eq!(value(one), 1.0);
        assert_eq!(value(-one), -1.0);
        assert_eq!(value(0), 0.0);
        let sketch = Dogsketch {
            min: 1.0,
            max: 1.01,
            k: vec![one, one + 1],
            n: vec![2, 1],
            ..Dogsketch::default()
        };
        assert_eq!(
            values(&sketch),
            [1.0, 1.0, 1.01],
            "no value is outside of the least and the greatest"
        );
    }

    #[test]
    fn many_values_are_thinned_out() {
        let values = expand(&[(1.0, 1e9), (2.0, 3e9)]);
        let ones = values.iter().filter(|value| **value == 1.0).count();
        assert_eq!((values.len(), ones), (VALUES_MAX, VALUES_MAX / 4));
        assert_eq!(expand(&[(f64::NAN, 1.0), (1.0, f64::INFINITY), (1.0, -1.0)]), [0.0; 0]);
    }
}
