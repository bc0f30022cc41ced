//! Times as callers write them.

use jiff::Timestamp;

use crate::answer::Refusal;

/// A time in milliseconds: a number of milliseconds, an ISO time, `now`, `now-15m`.
pub(crate) fn milliseconds(text: &str, now: Timestamp) -> Result<i64, Refusal> {
    let invalid = || Refusal::invalid(format!("'{text}' is not a time"));
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number);
    }
    let Some(rest) = text.strip_prefix("now") else {
        return text
            .parse::<Timestamp>()
            .map(Timestamp::as_millisecond)
            .map_err(|_| invalid());
    };
    if rest.is_empty() {
        return Ok(now.as_millisecond());
    }
    let (sign, rest) = match (rest.strip_prefix('-'), rest.strip_prefix('+')) {
        (Some(rest), _) => (-1, rest),
        (_, Some(rest)) => (1, rest),
        _ => return Err(invalid()),
    };
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let amount: i64 = rest[..rest.len() - unit.len()].parse().map_err(|_| invalid())?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        "w" => 7 * 86_400,
        _ => return Err(invalid()),
    };
    let by = amount.checked_mul(seconds * 1000 * sign).ok_or_else(invalid)?;
    now.as_millisecond().checked_add(by).ok_or_else(invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_numbers_iso_or_relative() {
        let now = Timestamp::from_second(1_800_000_000).expect("a time");
        for (text, expected) in [
            ("1800000000123", Some(1_800_000_000_123)),
            ("2027-01-15T08:00:00Z", Some(1_800_000_000_000)),
            ("now", Some(1_800_000_000_000)),
            ("now-15m", Some(1_799_999_100_000)),
            ("now+1h", Some(1_800_003_600_000)),
            ("now-15", None),
            ("now-99999999999999999d", None),
            ("yesterday", None),
        ] {
            assert_eq!(milliseconds(text, now).ok(), expected, "{text}");
        }
    }
}
