//! Numbers with at most six decimals, which is more than any threshold has. Datadog rejects a threshold that is not the number in the query, and
//! arithmetic leaves traces: 3 * 0.8 is 2.4000000000000004.

use serde_json::Value;

const SCALE: f64 = 1_000_000.0;

/// The largest number below which every whole number is exact.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

/// The nearest number with six decimals.
pub(crate) fn rounded(number: f64) -> f64 {
    let scaled = (number * SCALE + 0.5).floor();
    if number.fract() == 0.0 || scaled.abs() > EXACT_MAX {
        number
    } else {
        scaled / SCALE
    }
}

/// As people write it: `0.95`, `5`.
pub(crate) fn text(number: f64) -> String {
    let number = rounded(number);
    // The shortest text that reads back as the number, and no zero has a sign.
    if number == 0.0 {
        "0".to_owned()
    } else {
        number.to_string()
    }
}

/// As JSON, a whole number without a fraction.
pub(crate) fn value(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() <= EXACT_MAX {
        // Checked above: whole and exact.
        return Value::from(number as i64);
    }
    Value::from(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: f64, expected: &str) {
        assert_eq!(text(number), expected);
        assert_eq!(value(rounded(number)).to_string(), expected);
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        check(3.0 * 0.8, "2.4");
        check(0.95, "0.95");
        check(0.1 + 0.2, "0.3");
        check(5.0 * 1024.0 * 1024.0 * 1024.0, "5368709120");
        check(-0.5, "-0.5");
        check(-2.0, "-2");
        check(0.000_000_1, "0");
        check(99.95, "99.95");
        check(1e15, "1000000000000000");
    }
}
