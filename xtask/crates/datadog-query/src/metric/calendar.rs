//! The starts of calendar intervals: `.rollup(sum, weekly, monday, 'America/New_York')`. Datadog's editor offers these; its documentation shows some of them.

use super::CalendarUnit;
use super::modifier::CALENDAR_UNITS;

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl CalendarUnit {
    /// Whether an interval of it may start at `text`.
    pub(super) fn starts_at(self, text: &str) -> bool {
        let text = text.to_ascii_lowercase();
        match self {
            Self::Hour | Self::Quarter => false,
            Self::Day => is_hour(&text),
            Self::Week => WEEKDAYS.contains(&text.as_str()),
            Self::Month => is_day_of_month(&text),
            Self::Year => MONTHS.contains(&text.as_str()),
        }
    }

    /// The starts it may have, for messages.
    pub(super) fn starts(self) -> Option<&'static str> {
        match self {
            Self::Hour | Self::Quarter => None,
            Self::Day => Some("an hour such as 9am"),
            Self::Week => Some("a day such as monday"),
            Self::Month => Some("a day such as 1st or 15th"),
            Self::Year => Some("a month such as april"),
        }
    }
}

/// Whether an interval of any unit may start at `text`; it is then not a time zone.
pub(super) fn is_start(text: &str) -> bool {
    CALENDAR_UNITS.iter().any(|(_, unit)| unit.starts_at(text))
}

/// A whole number without leading zeros, from 1 to `max`.
fn is_number(text: &str, max: u8) -> bool {
    !text.starts_with('0')
        && text.bytes().all(|b| b.is_ascii_digit())
        && text.parse().is_ok_and(|number: u8| number <= max)
}

/// `12am`, `9pm`
fn is_hour(text: &str) -> bool {
    let hour = text.strip_suffix("am").or_else(|| text.strip_suffix("pm"));
    hour.is_some_and(|hour| is_number(hour, 12))
}

/// `1st`, `22nd`, `31st`
fn is_day_of_month(text: &str) -> bool {
    let Some((day, ending)) = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at)) else {
        return false;
    };
    let expected = match (day, day.as_bytes().last()) {
        ("11" | "12" | "13", _) => "th",
        (_, Some(b'1')) => "st",
        (_, Some(b'2')) => "nd",
        (_, Some(b'3')) => "rd",
        _ => "th",
    };
    is_number(day, 31) && ending == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(unit: CalendarUnit, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!(unit.starts_at(text), "{unit:?} {text}");
        }
        for text in no {
            assert!(!unit.starts_at(text), "{unit:?} {text}");
        }
    }

    #[test]
    fn starts_of_each_unit() {
        check(
            CalendarUnit::Day,
            &["9am", "12am", "11pm", "9AM"],
            &["0am", "13pm", "9", "09am", "monday", "am", "9xm"],
        );
        check(CalendarUnit::Week, &["monday", "Sunday"], &["mon", "9am", "1st"]);
        check(
            CalendarUnit::Month,
            &[
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "30th", "31st",
            ],
            &["1th", "11st", "32nd", "0th", "1", "st", "é1st", ""],
        );
        check(CalendarUnit::Year, &["january", "december"], &["jan", "monday"]);
        check(CalendarUnit::Hour, &[], &["9am"]);
        check(CalendarUnit::Quarter, &[], &["january"]);
    }
}
