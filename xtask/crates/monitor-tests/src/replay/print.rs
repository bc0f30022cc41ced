//! Output formats of a replay.

mod json;
mod svg;
mod table;
mod text;

use jiff::Timestamp;

pub use json::json;
pub use svg::svg;
pub use table::{Align, table};
pub use text::text;

/// `2026-11-02 03:12`, in UTC.
pub(crate) fn time(seconds: i64) -> String {
    stamp(seconds, "%Y-%m-%d %H:%M")
}

/// The formatted time; the bare number if it is outside the calendar.
pub(crate) fn stamp(seconds: i64, form: &str) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |t| t.strftime(form).to_string())
}

/// `45 s`, `12 min`, `1 h 12 min`, `2 d 3 h`.
#[must_use]
pub fn duration(seconds: i64) -> String {
    const UNITS: [(i64, &str); 4] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];
    let (first, rest) = UNITS
        .iter()
        .position(|(s, _)| seconds >= *s)
        .map_or((3, 0), |i| (i, seconds % UNITS[i].0));
    let (unit_s, unit) = UNITS[first];
    let whole = format!("{} {unit}", seconds / unit_s);
    match UNITS.get(first + 1) {
        // days with hours, hours with minutes: more precision is noise
        Some((next_s, next)) if rest >= *next_s && first < 2 => format!("{whole} {} {next}", rest / next_s),
        _ => whole,
    }
}

/// A number with four significant digits, but never fewer than its whole part has.
pub(crate) fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !(1e-4..1e15).contains(&value.abs()) {
        return format!("{value:e}");
    }
    let digits = (3 - value.abs().log10().floor() as i32).clamp(0, 8) as usize;
    let text = format!("{value:.digits$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// `1 page`, `2 pages`.
#[must_use]
pub fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_two_units_at_most() {
        let check = |s: i64, expected: &str| assert_eq!(duration(s), expected);
        check(0, "0 s");
        check(45, "45 s");
        check(90, "1 min");
        check(3600, "1 h");
        check(4320, "1 h 12 min");
        check(2 * 86_400 + 3 * 3600 + 60, "2 d 3 h");
    }

    #[test]
    fn numbers_are_short() {
        let check = |v: f64, expected: &str| assert_eq!(number(v), expected);
        check(0.0, "0");
        check(5.0, "5");
        check(2.5, "2.5");
        check(31.25, "31.25");
        check(100.0 / 3.0, "33.33");
        check(123_456.7, "123457");
        check(0.012_345, "0.01235");
        check(-2.50, "-2.5");
        check(1e-9, "1e-9");
    }
}
