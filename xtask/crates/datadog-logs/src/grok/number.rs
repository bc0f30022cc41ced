//! Numbers in texts.

use serde_json::Value;

/// A number as JSON: whole numbers without a fraction.
pub(crate) fn value(number: f64) -> Option<Value> {
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT_MAX {
        #[expect(clippy::cast_possible_truncation, reason = "whole and small enough")]
        return Some(Value::from(number as i64));
    }
    serde_json::Number::from_f64(number).map(Value::Number)
}

/// The number that a whole text is: an integer of any size that fits, or a decimal.
pub(crate) fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Ok(integer) = text.parse::<i64>() {
        return Some(Value::from(integer));
    }
    // `inf` and `nan` are words
    let starts = text
        .trim_start_matches(['+', '-'])
        .starts_with(|c: char| c.is_ascii_digit() || c == '.');
    value(text.parse::<f64>().ok().filter(|_| starts)?)
}
