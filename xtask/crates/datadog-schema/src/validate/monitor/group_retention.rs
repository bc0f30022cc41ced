//! How long a monitor keeps a group without data.

use crate::payload::{Monitor, Problem};

/// Groups are kept between an hour and three days (doc: monitors/configuration#group-retention-time).
const RETENTION_MINUTES: std::ops::RangeInclusive<i64> = 60..=72 * 60;

/// The minutes of `90m`, `2h`, `1d`.
pub(crate) fn minutes(text: &str) -> Option<i64> {
    let unit = text.chars().last()?;
    let number: i64 = text[..text.len() - unit.len_utf8()].parse().ok().filter(|n| *n >= 0)?;
    number.checked_mul(match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return None,
    })
}

pub(crate) fn check(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    let Some(text) = monitor.options.group_retention_duration else {
        return;
    };
    if !minutes(text).is_some_and(|minutes| RETENTION_MINUTES.contains(&minutes)) {
        out.push(
            Problem::error(
                "monitor/group-retention",
                "/options/group_retention_duration",
                format!("group_retention_duration '{text}' is not a duration between 1h and 72h"),
            )
            .at(0..text.len())
            .help("write it in minutes, hours or days: 90m, 24h, 2d"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn units() {
        assert_eq!(minutes("90m"), Some(90));
        assert_eq!(minutes("2d"), Some(2880));
        for wrong in ["", "2", "d", "-1h", "1é", "99999999999999999d"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
