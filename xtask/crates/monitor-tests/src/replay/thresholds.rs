//! Moves thresholds, and those that depend on them.

use datadog_simulator::state::{Comparator, Thresholds};

/// The thresholds with these values; `None` if they would not be in the order that Datadog requires.
///
/// The other thresholds keep their proportion: a recovery threshold to its threshold, the warning to the critical threshold. A monitor that warns at half of
/// its critical threshold still does. For a threshold of zero there is no proportion, so the distance is kept.
pub(crate) fn moved(
    base: &Thresholds,
    comparator: Comparator,
    critical: Option<f64>,
    warning: Option<f64>,
) -> Option<Thresholds> {
    let critical = critical.or(base.critical);
    let scaled = |from: Option<f64>, to: Option<f64>, value: Option<f64>| match (from, to, value) {
        (Some(from), Some(to), Some(value)) => Some(scale(from, to, value)),
        (_, _, value) => value,
    };
    let warning = warning.or_else(|| scaled(base.critical, critical, base.warning));
    let moved = Thresholds {
        critical,
        warning,
        critical_recovery: scaled(base.critical, critical, base.critical_recovery),
        warning_recovery: scaled(base.warning, warning, base.warning_recovery),
        ..*base
    };
    in_order(&moved, comparator).then_some(moved)
}

/// `value` in its proportion to a threshold that moves from `from` to `to`.
fn scale(from: f64, to: f64, value: f64) -> f64 {
    if from.to_bits() == to.to_bits() {
        value
    } else if from == 0.0 {
        tidy(value + to - from)
    } else {
        tidy(value * (to / from))
    }
}

/// The number rounded to 12 significant digits, without the error of binary fractions.
pub(crate) fn tidy(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let digits = 11 - number.abs().log10().floor() as i32;
    let scale = 10_f64.powi(digits.clamp(-300, 300));
    let tidied = (number * scale).round() / scale;
    if tidied.is_finite() { tidied } else { number }
}

/// Whether the warning is before the critical threshold, and recovery thresholds are on the healthy side of their thresholds.
fn in_order(thresholds: &Thresholds, comparator: Comparator) -> bool {
    let before = |near: Option<f64>, far: Option<f64>, equal: bool| match (near, far) {
        (Some(near), Some(far)) if comparator.is_below() => near > far || (equal && near >= far),
        (Some(near), Some(far)) => near < far || (equal && near <= far),
        _ => true,
    };
    before(thresholds.warning, thresholds.critical, false)
        && before(thresholds.critical_recovery, thresholds.critical, true)
        && before(thresholds.warning_recovery, thresholds.warning, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Thresholds {
        Thresholds {
            critical: Some(10.0),
            warning: Some(5.0),
            critical_recovery: Some(8.0),
            warning_recovery: Some(4.0),
            ..Thresholds::default()
        }
    }

    fn check_moved(critical: Option<f64>, warning: Option<f64>, expected: Option<[f64; 4]>) {
        let found = moved(&base(), Comparator::Above, critical, warning);
        let numbers = found
            .map(|t| [t.critical, t.warning, t.critical_recovery, t.warning_recovery].map(|n| n.unwrap_or(f64::NAN)));
        assert_eq!(numbers, expected);
    }

    #[test]
    fn the_others_keep_their_proportion() {
        check_moved(Some(20.0), None, Some([20.0, 10.0, 16.0, 8.0]));
        check_moved(None, Some(2.0), Some([10.0, 2.0, 8.0, 1.6]));
        check_moved(Some(20.0), Some(15.0), Some([20.0, 15.0, 16.0, 12.0]));
    }

    #[test]
    fn thresholds_that_datadog_would_reject_are_omitted() {
        check_moved(Some(4.0), Some(5.0), None);
        assert_eq!(moved(&base(), Comparator::Below, Some(4.0), None), None);
    }

    #[test]
    fn at_zero_the_distance_is_kept() {
        let base = Thresholds {
            critical: Some(0.0),
            critical_recovery: Some(-2.0),
            ..Thresholds::default()
        };
        let found = moved(&base, Comparator::Above, Some(3.0), None);
        assert_eq!(found.and_then(|t| t.critical_recovery), Some(1.0));
    }
}
