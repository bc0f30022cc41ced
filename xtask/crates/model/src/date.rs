use std::fmt;

use serde::{Deserialize, Serialize};

/// A day of the calendar, written YYYY-MM-DD. Not `jiff::civil::Date`, which compiles for six seconds in the first rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    /// The day that lies `days` after 1970-01-01.
    ///
    /// The algorithm counts in eras of 400 years, which all have the same number of days
    /// (<https://howardhinnant.github.io/date_algorithms.html#civil_from_days>).
    #[must_use]
    pub const fn from_days(days: u32) -> Self {
        let z = days + 719_468;
        let (era, of_era) = (z / 146_097, z % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        Self {
            year: year_of_era + era * 400 + (month <= 2) as u32,
            month,
            day: day_of_year - (153 * from_march + 2) / 5 + 1,
        }
    }

    /// How many days it lies after 0000-03-01; a day of January or February 0000 counts as the first.
    const fn day_number(self) -> u32 {
        let year = self.year.saturating_sub((self.month <= 2) as u32);
        let from_march = (self.month + 9) % 12;
        let (era, year_of_era) = (year / 400, year % 400);
        let day_of_year = (153 * from_march + 2) / 5 + self.day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
    }

    /// How many days have passed from `earlier` to this day; 0 where that is no earlier day.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> u32 {
        self.day_number().saturating_sub(earlier.day_number())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl std::str::FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a date of the form YYYY-MM-DD");
        let digits = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let mut parts = text.splitn(3, '-');
        let mut next = |len| parts.next().and_then(|part| digits(part, len)).ok_or_else(wrong);
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return Err(format!("'{text}' has no month {month}")),
        };
        if (1..=days).contains(&day) {
            Ok(Self { year, month, day })
        } else {
            Err(format!("'{text}' has no day {day}"))
        }
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(date("2024-03-01").days_since(date("2024-02-28")), 2);
        assert_eq!(date("2026-03-01").days_since(date("2025-03-01")), 365);
        assert_eq!(date("2026-01-01").days_since(date("2026-01-02")), 0);
    }

    #[test]
    fn every_day_of_three_centuries_is_the_one_after_the_day_before() {
        let mut before = Date::from_days(0);
        assert_eq!(before.to_string(), "1970-01-01");
        for days in 1..110_000 {
            let day = Date::from_days(days);
            assert_eq!(day.days_since(before), 1, "{before} {day}");
            assert_eq!(date(&day.to_string()), day);
            before = day;
        }
        assert_eq!(before.to_string(), "2271-03-03");
    }
}
