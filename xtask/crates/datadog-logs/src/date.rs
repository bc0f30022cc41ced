//! Dates as the date remapper recognises them: UNIX time in milliseconds, ISO 8601, RFC 3164.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::grok::Clock;

/// The time in milliseconds since the UNIX epoch; `None` if the value is no date.
pub(crate) fn recognise(value: &Value, clock: Clock) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            #[expect(clippy::cast_possible_truncation, reason = "a fraction of a millisecond")]
            number.as_f64().map(|ms| ms as i64)
        }),
        Value::String(text) => of_text(text.trim(), clock),
        _ => None,
    }
}

fn of_text(text: &str, clock: Clock) -> Option<i64> {
    if let Ok(ms) = text.parse::<i64>() {
        return Some(ms);
    }
    iso(text).or_else(|| rfc_3164(text, clock))
}

/// `2024-01-02T03:04:05.678+01:00`, also with a space, without seconds, without a zone.
fn iso(text: &str) -> Option<i64> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.as_millisecond());
    }
    let at: DateTime = text.parse().ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// `Jan  2 03:04:05`, in the year of now.
fn rfc_3164(text: &str, clock: Clock) -> Option<i64> {
    let year = Timestamp::from_millisecond(clock.now_ms)
        .ok()?
        .to_zoned(TimeZone::UTC)
        .year();
    let at = DateTime::strptime("%Y %b %e %H:%M:%S", format!("{year} {text}")).ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_documented_formats_are_known() {
        let clock = Clock {
            now_ms: 1_764_000_000_000,
        };
        let check = |value: Value, expected: Option<i64>| assert_eq!(recognise(&value, clock), expected, "{value}");
        check(json!(1_700_000_000_123_i64), Some(1_700_000_000_123));
        check(json!("1700000000123"), Some(1_700_000_000_123));
        check(json!("2023-11-14T22:13:20.123Z"), Some(1_700_000_000_123));
        check(json!("2023-11-14T23:13:20.123456+01:00"), Some(1_700_000_000_123));
        check(json!("2023-11-14T22:13:20"), Some(1_700_000_000_000));
        check(json!("Nov  4 22:13:20"), Some(1_762_294_400_000));
        check(json!("yesterday"), None);
        check(json!(true), None);
    }
}
