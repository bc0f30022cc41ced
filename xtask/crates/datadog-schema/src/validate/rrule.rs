//! Recurrence rules (RFC 5545), as far as Datadog accepts them (doc: api/latest/downtimes).

use std::ops::Range;

/// How often something may recur.
const FREQUENCIES: [&str; 7] = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];

/// The days of a week.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Parts whose values are lists of whole numbers, with the least and the greatest.
const NUMBERS: [(&str, i64, i64); 8] = [
    ("BYMONTH", 1, 12),
    ("BYMONTHDAY", -31, 31),
    ("BYYEARDAY", -366, 366),
    ("BYWEEKNO", -53, 53),
    ("BYHOUR", 0, 23),
    ("BYMINUTE", 0, 59),
    ("BYSECOND", 0, 60),
    ("BYSETPOS", -366, 366),
];

/// The first mistake in a rule, and where it is in the text.
pub(crate) fn error(rule: &str) -> Option<(String, Range<usize>)> {
    let prefix = if rule.starts_with("RRULE:") { "RRULE:".len() } else { 0 };
    let (mut at, mut seen) = (prefix, Vec::new());
    for part in rule[prefix..].trim_end_matches(';').split(';') {
        let span = at..at + part.len();
        at = span.end + 1;
        let Some((key, value)) = part.split_once('=') else {
            return Some((
                format!("'{part}' is not a part of a recurrence rule, which has the form KEY=VALUE;KEY=VALUE"),
                span,
            ));
        };
        if seen.contains(&key) {
            return Some((format!("'{key}' is set twice"), span));
        }
        if let Some(message) = part_error(key, value) {
            return Some((message, span));
        }
        seen.push(key);
    }
    match (
        seen.contains(&"FREQ"),
        seen.contains(&"COUNT") && seen.contains(&"UNTIL"),
    ) {
        (false, _) => Some(("the recurrence rule has no FREQ".to_owned(), prefix..rule.len())),
        (_, true) => Some(("COUNT and UNTIL cannot be combined".to_owned(), prefix..rule.len())),
        _ => None,
    }
}

fn part_error(key: &str, value: &str) -> Option<String> {
    let positive = || value.parse::<u32>().is_ok_and(|n| n > 0);
    let number = |low: i64, high: i64| {
        value.split(',').all(|n| {
            n.parse::<i64>()
                .is_ok_and(|n| low <= n && n <= high && (n != 0 || low == 0))
        })
    };
    let fits = match key {
        "FREQ" => FREQUENCIES.contains(&value),
        "INTERVAL" | "COUNT" => positive(),
        "UNTIL" => value.len() >= 8 && value.chars().all(|c| c.is_ascii_digit() || matches!(c, 'T' | 'Z')),
        "WKST" => DAYS.contains(&value),
        "BYDAY" => value.split(',').all(is_day),
        "DTSTART" | "DTEND" | "DURATION" => {
            return Some(format!(
                "'{key}' is not supported in a recurrence rule; use the fields 'start' and 'duration'"
            ));
        }
        _ => match NUMBERS.iter().find(|(name, ..)| *name == key) {
            Some((_, low, high)) => number(*low, *high),
            None => return Some(format!("unknown part '{key}' of a recurrence rule")),
        },
    };
    (!fits).then(|| format!("'{value}' is not a valid value of {key}"))
}

/// `MO`, `2MO`, `-1FR`
fn is_day(text: &str) -> bool {
    text.len() >= 2 && text.is_char_boundary(text.len() - 2) && {
        let (ordinal, day) = text.split_at(text.len() - 2);
        DAYS.contains(&day) && (ordinal.is_empty() || ordinal.parse::<i64>().is_ok_and(|n| n != 0 && n.abs() <= 53))
    }
}

#[cfg(test)]
mod tests {
    use super::error;

    #[test]
    fn rules() {
        for fine in [
            "FREQ=DAILY;INTERVAL=1",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR;COUNT=3",
            "FREQ=MONTHLY;BYSETPOS=3;BYDAY=WE;INTERVAL=1;",
        ] {
            assert_eq!(error(fine), None, "{fine}");
        }
        let check = |rule: &str| error(rule).map(|(message, span)| format!("{message} [{}]", &rule[span]));
        assert_eq!(
            check("FREQ=DALY").as_deref(),
            Some("'DALY' is not a valid value of FREQ [FREQ=DALY]")
        );
        assert_eq!(
            check("INTERVAL=2").as_deref(),
            Some("the recurrence rule has no FREQ [INTERVAL=2]")
        );
        assert_eq!(
            check("FREQ=DAILY;COUNT=0").as_deref(),
            Some("'0' is not a valid value of COUNT [COUNT=0]")
        );
        assert!(check("FREQ=WEEKLY;BYDAY=XX").is_some());
        assert!(check("FREQ=WEEKLY;BYDAY=aé").is_some());
        assert!(check("FREQ=DAILY;DTSTART=20250101T000000").is_some());
        assert!(check("").is_some());
    }
}
