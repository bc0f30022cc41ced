//! Compiles a parsed rule to one that can be checked day by day. A rule that the check would misread is rejected.

use datadog_query::recurrence::{self, NumberPart, RecurrenceRule, Until};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use super::{Frequency, Recurrence};
use crate::error::{Result, SimulationError};

/// The numeric parts that are evaluated. The others select parts of a day or count from the start of the year.
const EVALUATED: [NumberPart; 3] = [NumberPart::Month, NumberPart::MonthDay, NumberPart::Position];

/// A month has at most five of one weekday.
const WEEKDAY_ORDINAL_MAX: i32 = 5;

impl Recurrence {
    /// Parses and compiles `rule`.
    ///
    /// # Errors
    /// The rule is invalid, recurs within a day, or has a part that is not evaluated.
    pub fn parse(rule: &str, first: DateTime, zone: TimeZone) -> Result<Self> {
        let parsed = recurrence::parse(rule).map_err(|error| SimulationError {
            help: error.help.clone(),
            ..SimulationError::invalid(format!("recurrence rule '{rule}': {error}"))
        })?;
        let out = Self {
            first,
            zone,
            frequency: frequency(rule, parsed.frequency)?,
            interval: i32::try_from(parsed.interval).unwrap_or(i32::MAX),
            weekdays: parsed.weekdays.iter().map(|(n, day)| (*n, weekday(*day))).collect(),
            month_days: parsed.numbers(NumberPart::MonthDay).to_vec(),
            positions: parsed.numbers(NumberPart::Position).to_vec(),
            months: parsed.numbers(NumberPart::Month).to_vec(),
            count_max: parsed.count.map(|n| usize::try_from(n).unwrap_or(usize::MAX)),
            until: parsed.until.map(|end| until(rule, end)).transpose()?,
        };
        out.validate(rule, &parsed)?;
        Ok(out)
    }

    /// Rejects rules that the day-by-day check would misread.
    fn validate(&self, rule: &str, parsed: &RecurrenceRule) -> Result<()> {
        let monthly = self.frequency == Frequency::Monthly;
        let in_months = monthly || (self.frequency == Frequency::Yearly && !self.months.is_empty());
        if let Some((part, _)) = parsed.numbers.iter().find(|(part, _)| !EVALUATED.contains(part)) {
            return Err(unsupported(rule, &format!("has '{}'", part.key())));
        }
        if !monthly && !self.positions.is_empty() {
            return Err(unsupported(rule, "has BYSETPOS without FREQ=MONTHLY"));
        }
        let mut ordinals = self.weekdays.iter().filter_map(|(ordinal, _)| *ordinal).peekable();
        if !in_months && ordinals.peek().is_some() {
            return Err(unsupported(rule, "counts weekdays in a period other than a month"));
        }
        if ordinals.any(|n| n.abs() > WEEKDAY_ORDINAL_MAX) {
            return Err(SimulationError::invalid(format!(
                "recurrence rule '{rule}' counts more than {WEEKDAY_ORDINAL_MAX} of one weekday in a month"
            )));
        }
        if self.frequency == Frequency::Yearly && self.months.is_empty() && !self.weekdays.is_empty() {
            return Err(unsupported(rule, "selects weekdays of a whole year"));
        }
        if self.frequency == Frequency::Weekly && !self.month_days.is_empty() {
            return Err(SimulationError::invalid(format!(
                "recurrence rule '{rule}' has BYMONTHDAY with FREQ=WEEKLY"
            )));
        }
        let monday = parsed.week_start == recurrence::Weekday::Monday;
        if self.frequency == Frequency::Weekly && self.interval > 1 && !monday {
            return Err(unsupported(rule, "counts weeks that do not start on Monday"));
        }
        Ok(())
    }
}

fn unsupported(rule: &str, what: &str) -> SimulationError {
    SimulationError::unsupported(format!("recurrence rule '{rule}' {what}, which is not evaluated"))
}

fn frequency(rule: &str, frequency: recurrence::Frequency) -> Result<Frequency> {
    Ok(match frequency {
        recurrence::Frequency::Daily => Frequency::Daily,
        recurrence::Frequency::Weekly => Frequency::Weekly,
        recurrence::Frequency::Monthly => Frequency::Monthly,
        recurrence::Frequency::Yearly => Frequency::Yearly,
        recurrence::Frequency::Hourly | recurrence::Frequency::Minutely | recurrence::Frequency::Secondly => {
            return Err(unsupported(rule, "recurs within a day").help("recur daily, weekly, monthly or yearly"));
        }
    })
}

fn weekday(day: recurrence::Weekday) -> Weekday {
    match day {
        recurrence::Weekday::Monday => Weekday::Monday,
        recurrence::Weekday::Tuesday => Weekday::Tuesday,
        recurrence::Weekday::Wednesday => Weekday::Wednesday,
        recurrence::Weekday::Thursday => Weekday::Thursday,
        recurrence::Weekday::Friday => Weekday::Friday,
        recurrence::Weekday::Saturday => Weekday::Saturday,
        recurrence::Weekday::Sunday => Weekday::Sunday,
    }
}

/// The last possible start. A date without a time includes the whole day.
fn until(rule: &str, end: Until) -> Result<DateTime> {
    let (hour, minute, second) = end.time.unwrap_or((23, 59, 59));
    Date::new(end.year, end.month, end.day)
        .map(|date| date.at(hour, minute, second, 0))
        .map_err(|_| SimulationError::invalid(format!("recurrence rule '{rule}': UNTIL is not a valid date")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_are_not_evaluated_are_rejected() {
        let first: DateTime = "2024-01-01T03:00:00".parse().expect("a date and time of this test");
        for rule in [
            "FREQ=HOURLY",
            "FREQ=DAILY;BYHOUR=3",
            "INTERVAL=1",
            "FREQ=DAILY;BYDAY=XX",
            "FREQ",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=0",
            "FREQ=MONTHLY;BYDAY=-2147483648MO",
            "FREQ=MONTHLY;BYDAY=0MO",
            "FREQ=MONTHLY;BYDAY=6MO",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=YEARLY;BYDAY=1MO",
            "FREQ=DAILY;BYDAY=1MO",
            "FREQ=DAILY;UNTIL=20240230",
            "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1",
            "FREQ=WEEKLY;BYMONTHDAY=1",
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
            "FREQ=WEEKLY;WKST=XX",
        ] {
            assert!(Recurrence::parse(rule, first, TimeZone::UTC).is_err(), "{rule}");
        }
        for rule in [
            "FREQ=WEEKLY;WKST=SU",
            "FREQ=WEEKLY;INTERVAL=2;WKST=MO",
            "freq=daily;COUNT=1",
        ] {
            assert!(Recurrence::parse(rule, first, TimeZone::UTC).is_ok(), "{rule}");
        }
    }
}
