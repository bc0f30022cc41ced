//! Recurrence rules of downtimes: the part of RFC 5545 that selects whole days (doc: `monitors/downtimes`, `monitors/guide/custom_schedules`).

mod compile;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

/// A recurrence rule such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU`, with its first start and time zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrence {
    first: DateTime,
    zone: TimeZone,
    frequency: Frequency,
    interval: i32,
    weekdays: Vec<(Option<i32>, Weekday)>,
    month_days: Vec<i32>,
    positions: Vec<i32>,
    months: Vec<i32>,
    count_max: Option<usize>,
    until: Option<DateTime>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// How many days are searched from the first start: more than a century.
const DAYS_MAX: usize = 40_000;

impl Recurrence {
    /// The starts in unix seconds, ascending, up to `to`.
    pub fn starts(&self, to: i64) -> impl Iterator<Item = i64> + '_ {
        let days = std::iter::successors(Some(self.first.date()), |d| d.tomorrow().ok()).take(DAYS_MAX);
        days.filter(|d| self.falls_on(*d))
            .map(|d| d.to_datetime(self.first.time()))
            .take_while(|t| self.until.is_none_or(|until| *t <= until))
            .take(self.count_max.unwrap_or(usize::MAX))
            .filter_map(|t| Some(t.to_zoned(self.zone.clone()).ok()?.timestamp().as_second()))
            .take_while(move |t| *t <= to)
    }

    fn falls_on(&self, day: Date) -> bool {
        if !self.is_candidate(day) {
            return false;
        }
        if self.positions.is_empty() {
            return true;
        }
        let month: Vec<Date> = (1..=day.days_in_month())
            .filter_map(|d| Date::new(day.year(), day.month(), d).ok())
            .filter(|d| self.is_candidate(*d))
            .collect();
        let at = month.iter().position(|d| *d == day).unwrap_or(0);
        self.positions.iter().any(|p| position(*p, month.len()) == Some(at))
    }

    fn is_candidate(&self, day: Date) -> bool {
        let first = self.first.date();
        if !self.months.is_empty() && !self.months.contains(&i32::from(day.month())) {
            return false;
        }
        let days = (day - first).get_days();
        let months =
            (i32::from(day.year()) - i32::from(first.year())) * 12 + i32::from(day.month()) - i32::from(first.month());
        let by_month_day = self.month_days.iter().any(|d| {
            position(*d, usize::from(day.days_in_month().unsigned_abs())) == usize::try_from(day.day() - 1).ok()
        });
        let by_weekday = self
            .weekdays
            .iter()
            .any(|(ordinal, weekday)| *weekday == day.weekday() && ordinal.is_none_or(|n| nth(day, n)));
        // BYMONTHDAY and BYDAY must both match; without either, the day of the first start counts
        let chosen = match (self.month_days.is_empty(), self.weekdays.is_empty()) {
            (true, true) => day.day() == first.day(),
            (true, false) => by_weekday,
            (false, true) => by_month_day,
            (false, false) => by_weekday && by_month_day,
        };
        match self.frequency {
            Frequency::Daily => {
                days % self.interval == 0
                    && (self.weekdays.is_empty() || by_weekday)
                    && (self.month_days.is_empty() || by_month_day)
            }
            Frequency::Weekly => {
                let monday_offset = i32::from(first.weekday().to_monday_zero_offset());
                let week = (days + monday_offset).div_euclid(7);
                week % self.interval == 0
                    && if self.weekdays.is_empty() {
                        day.weekday() == first.weekday()
                    } else {
                        by_weekday
                    }
            }
            Frequency::Monthly => months % self.interval == 0 && chosen,
            Frequency::Yearly => {
                let years = i32::from(day.year()) - i32::from(first.year());
                let same_month = !self.months.is_empty() || day.month() == first.month();
                years % self.interval == 0 && same_month && chosen
            }
        }
    }
}

/// The index of the `p`-th of `len` items. A negative `p` counts from the end.
fn position(p: i32, len: usize) -> Option<usize> {
    let len = i32::try_from(len).ok()?;
    let at = if p > 0 { p - 1 } else { len + p };
    usize::try_from(at)
        .ok()
        .filter(|at| p != 0 && i32::try_from(*at).is_ok_and(|at| at < len))
}

/// Whether `day` is the `n`-th of its weekday in its month. A negative `n` counts from the end.
fn nth(day: Date, n: i32) -> bool {
    if n > 0 {
        (i32::from(day.day()) - 1) / 7 + 1 == n
    } else {
        (i32::from(day.days_in_month()) - i32::from(day.day())) / 7 + 1 == -n
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: &str, first: &str, expected: &[&str]) {
        let first: DateTime = first.parse().expect("a date and time of this test");
        let recurrence = Recurrence::parse(rule, first, TimeZone::UTC).expect("a rule of this test");
        let starts: Vec<String> = recurrence
            .starts(i64::from(i32::MAX))
            .take(expected.len())
            .map(|t| {
                jiff::Timestamp::from_second(t)
                    .expect("a time of this test")
                    .strftime("%Y-%m-%d")
                    .to_string()
            })
            .collect();
        assert_eq!(starts, expected);
    }

    #[test]
    fn daily_weekly_monthly_and_yearly_rules_recur() {
        check(
            "FREQ=DAILY;INTERVAL=2",
            "2024-01-01T03:00:00",
            &["2024-01-01", "2024-01-03", "2024-01-05"],
        );
        check(
            "FREQ=WEEKLY;BYDAY=SA,SU",
            "2024-01-01T03:00:00",
            &["2024-01-06", "2024-01-07", "2024-01-13"],
        );
        check(
            "FREQ=WEEKLY;INTERVAL=2",
            "2024-01-03T03:00:00",
            &["2024-01-03", "2024-01-17"],
        );
        check(
            "FREQ=MONTHLY;BYDAY=3MO",
            "2024-01-01T03:00:00",
            &["2024-01-15", "2024-02-19"],
        );
        check("FREQ=YEARLY", "2023-03-01T03:00:00", &["2023-03-01", "2024-03-01"]);
        check(
            "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
            "2023-01-01T03:00:00",
            &["2023-11-05", "2024-11-03"],
        );
    }

    #[test]
    fn positions_count_from_the_end_of_the_month() {
        // doc: monitors/guide/custom_schedules
        check(
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "2024-01-01T00:00:00",
            &["2024-01-31", "2024-02-29", "2024-03-31"],
        );
        check(
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU",
            "2024-01-01T00:00:00",
            &["2024-01-07", "2024-01-28", "2024-03-03", "2024-03-31"],
        );
    }

    #[test]
    fn count_and_until_end_the_recurrence() {
        check(
            "FREQ=DAILY;COUNT=2",
            "2024-01-01T03:00:00",
            &["2024-01-01", "2024-01-02"],
        );
        let first: DateTime = "2024-01-01T03:00:00".parse().expect("a date and time of this test");
        let starts = |rule| {
            Recurrence::parse(rule, first, TimeZone::UTC)
                .expect("a rule of this test")
                .starts(i64::MAX)
                .count()
        };
        assert_eq!(starts("FREQ=DAILY;COUNT=2"), 2);
        assert_eq!(starts("FREQ=DAILY;UNTIL=20240103T235959Z"), 3);
    }
}
