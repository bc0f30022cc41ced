//! Reading a rule. What would be evaluated as something else is refused.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use super::{Frequency, Recurrence};
use crate::error::{Result, SimulationError};

impl Recurrence {
    /// Reads `rule`.
    ///
    /// # Errors
    /// The rule is malformed, falls on parts of days, or has a part that is not evaluated.
    pub fn parse(rule: &str, first: DateTime, zone: TimeZone) -> Result<Self> {
        let mut out = Self {
            first,
            zone,
            frequency: Frequency::Daily,
            interval: 1,
            weekdays: Vec::new(),
            month_days: Vec::new(),
            positions: Vec::new(),
            months: Vec::new(),
            count_max: None,
            until: None,
        };
        let (mut has_frequency, mut monday) = (false, true);
        for part in rule.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let (key, value) = part.split_once('=').ok_or_else(|| malformed(rule, part))?;
            match key.to_ascii_uppercase().as_str() {
                "FREQ" => {
                    has_frequency = true;
                    out.frequency = frequency(rule, value)?;
                }
                "INTERVAL" => {
                    out.interval = value
                        .parse()
                        .ok()
                        .filter(|n| *n > 0)
                        .ok_or_else(|| malformed(rule, part))?
                }
                "COUNT" => out.count_max = Some(value.parse().map_err(|_| malformed(rule, part))?),
                "UNTIL" => out.until = Some(until(value).ok_or_else(|| malformed(rule, part))?),
                "BYDAY" => out.weekdays = list(rule, part, value, weekday)?,
                "BYMONTHDAY" => out.month_days = list(rule, part, value, |v| from_either_end(v, 31))?,
                "BYSETPOS" => out.positions = list(rule, part, value, |v| from_either_end(v, 31))?,
                "BYMONTH" => {
                    out.months = list(rule, part, value, |v| {
                        v.parse().ok().filter(|month| (1..=12).contains(month))
                    })?
                }
                "WKST" => monday = weekday(value).ok_or_else(|| malformed(rule, part))? == (None, Weekday::Monday),
                _ => return Err(unsupported(rule, &format!("has '{key}'"))),
            }
        }
        if !has_frequency {
            return Err(SimulationError::invalid(format!(
                "recurrence rule '{rule}' has no FREQ"
            )));
        }
        out.check(rule, monday)?;
        Ok(out)
    }

    /// Refuses what the search by days would take for something else.
    fn check(&self, rule: &str, monday: bool) -> Result<()> {
        let monthly = self.frequency == Frequency::Monthly;
        let in_months = monthly || (self.frequency == Frequency::Yearly && !self.months.is_empty());
        if !monthly && !self.positions.is_empty() {
            return Err(unsupported(
                rule,
                "counts positions of other days than those of a month",
            ));
        }
        if !in_months && self.weekdays.iter().any(|(ordinal, _)| ordinal.is_some()) {
            return Err(unsupported(rule, "counts weekdays of something else than a month"));
        }
        if self.frequency == Frequency::Yearly && self.months.is_empty() && !self.weekdays.is_empty() {
            return Err(unsupported(rule, "falls on weekdays of a whole year"));
        }
        if self.frequency == Frequency::Weekly && !self.month_days.is_empty() {
            return Err(SimulationError::invalid(format!(
                "recurrence rule '{rule}' names days of a month for a week"
            )));
        }
        if self.frequency == Frequency::Weekly && self.interval > 1 && !monday {
            return Err(unsupported(rule, "counts weeks that do not begin on a Monday"));
        }
        Ok(())
    }
}

fn unsupported(rule: &str, what: &str) -> SimulationError {
    SimulationError::unsupported(format!("recurrence rule '{rule}' {what}, which is not evaluated"))
}

fn frequency(rule: &str, value: &str) -> Result<Frequency> {
    match value.to_ascii_uppercase().as_str() {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        _ => Err(unsupported(rule, &format!("recurs {value}")).help("recur daily, weekly, monthly or yearly")),
    }
}

/// `1` to `max`, or as much from the end where negative.
fn from_either_end(text: &str, max: i32) -> Option<i32> {
    text.parse().ok().filter(|n: &i32| *n != 0 && (-max..=max).contains(n))
}

fn weekday(text: &str) -> Option<(Option<i32>, Weekday)> {
    let (ordinal, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match name.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    // A month has no more than five of one weekday.
    let ordinal = if ordinal.is_empty() {
        None
    } else {
        Some(from_either_end(ordinal, 5)?)
    };
    Some((ordinal, weekday))
}

fn until(text: &str) -> Option<DateTime> {
    let text = text.trim_end_matches('Z');
    DateTime::strptime("%Y%m%dT%H%M%S", text)
        .or_else(|_| Date::strptime("%Y%m%d", text).map(|d| d.at(23, 59, 59, 0)))
        .ok()
}

fn list<T>(rule: &str, part: &str, value: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    value
        .split(',')
        .map(|v| read(v.trim()).ok_or_else(|| malformed(rule, part)))
        .collect()
}

fn malformed(rule: &str, part: &str) -> SimulationError {
    SimulationError::invalid(format!("recurrence rule '{rule}' is malformed at '{part}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_evaluated_is_refused() {
        let first: DateTime = "2024-01-01T03:00:00".parse().expect("a date and time of this test");
        for rule in [
            "FREQ=HOURLY",
            "FREQ=DAILY;BYHOUR=3",
            "INTERVAL=1",
            "FREQ=DAILY;BYDAY=XX",
            "FREQ",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=MONTHLY;BYDAY=-2147483648MO",
            "FREQ=MONTHLY;BYDAY=0MO",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=YEARLY;BYDAY=1MO",
            "FREQ=DAILY;BYDAY=1MO",
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
            "freq=daily;COUNT=0",
        ] {
            assert!(Recurrence::parse(rule, first, TimeZone::UTC).is_ok(), "{rule}");
        }
    }
}
