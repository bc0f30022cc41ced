//! Recurrence rules of downtimes, SLO corrections and evaluation schedules: the `RRULE` of RFC 5545, section 3.3.10, with the parts that Datadog accepts
//! (doc: `api/latest/downtimes`). The crate `rrule` is not used, because it depends on chrono and reports no spans.

use std::ops::Range;

use crate::error::{ParseError, Result};

/// `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecurrenceRule {
    /// `FREQ`
    pub frequency: Frequency,
    /// `INTERVAL`, at least 1: every so many days, weeks, ...
    pub interval: u32,
    /// `COUNT`, at least 1: how many occurrences there are.
    pub count: Option<u32>,
    /// `UNTIL`: no occurrence is later.
    pub until: Option<Until>,
    /// `WKST`: the first day of a week.
    pub week_start: Weekday,
    /// `BYDAY`, with the ordinal of `2MO` or `-1FR`.
    pub weekdays: Vec<(Option<i32>, Weekday)>,
    /// The other `BY...` parts in the order of the text.
    pub numbers: Vec<(NumberPart, Vec<i32>)>,
}

/// `FREQ`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Frequency {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A part whose value is a list of whole numbers. Negative numbers count from the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NumberPart {
    Month,
    MonthDay,
    YearDay,
    Week,
    Hour,
    Minute,
    Second,
    Position,
}

/// `20250131` or `20250131T235959Z`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Until {
    pub year: i16,
    pub month: i8,
    /// 1 to 31; whether the month has this day is not checked.
    pub day: i8,
    /// Hour, minute and second.
    pub time: Option<(i8, i8, i8)>,
}

const FREQUENCIES: [(&str, Frequency); 7] = [
    ("YEARLY", Frequency::Yearly),
    ("MONTHLY", Frequency::Monthly),
    ("WEEKLY", Frequency::Weekly),
    ("DAILY", Frequency::Daily),
    ("HOURLY", Frequency::Hourly),
    ("MINUTELY", Frequency::Minutely),
    ("SECONDLY", Frequency::Secondly),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

/// Least and greatest number. Zero is a number only where it is the least.
const NUMBERS: [(&str, NumberPart, Range<i32>); 8] = [
    ("BYMONTH", NumberPart::Month, 1..13),
    ("BYMONTHDAY", NumberPart::MonthDay, -31..32),
    ("BYYEARDAY", NumberPart::YearDay, -366..367),
    ("BYWEEKNO", NumberPart::Week, -53..54),
    ("BYHOUR", NumberPart::Hour, 0..24),
    ("BYMINUTE", NumberPart::Minute, 0..60),
    ("BYSECOND", NumberPart::Second, 0..61),
    ("BYSETPOS", NumberPart::Position, -366..367),
];

impl NumberPart {
    /// Its key in a rule: `BYMONTH`.
    #[must_use]
    pub fn key(self) -> &'static str {
        NUMBERS
            .iter()
            .find(|(_, part, _)| *part == self)
            .map_or("", |(key, ..)| key)
    }
}

impl RecurrenceRule {
    /// The numbers of `part`; empty where the rule does not have it.
    #[must_use]
    pub fn numbers(&self, part: NumberPart) -> &[i32] {
        self.numbers
            .iter()
            .find(|(own, _)| *own == part)
            .map_or(&[], |(_, numbers)| numbers)
    }
}

/// Parses a rule, with or without `RRULE:` before it. Upper and lower case are the same, as RFC 5545 says.
///
/// # Errors
/// The first part that is unknown, repeated or has a wrong value, or the whole rule where a part is missing.
pub fn parse(text: &str) -> Result<RecurrenceRule> {
    let start = text
        .get(..6)
        .filter(|head| head.eq_ignore_ascii_case("RRULE:"))
        .map_or(0, str::len);
    let (mut parts, mut seen) = (Parts::default(), Vec::new());
    let mut at = start;
    for part in text[start..].trim_end_matches(';').split(';') {
        let span = at..at + part.len();
        at = span.end + 1;
        let Some((key, value)) = part.split_once('=') else {
            return Err(
                ParseError::new(format!("'{part}' is not a part of a recurrence rule"), span)
                    .help("write KEY=VALUE parts with semicolons between them: FREQ=WEEKLY;BYDAY=MO"),
            );
        };
        let key = key.to_ascii_uppercase();
        if seen.contains(&key) {
            return Err(ParseError::new(format!("'{key}' is given twice"), span).help("keep one of them"));
        }
        parts.read(&key, value, span)?;
        seen.push(key);
    }
    parts.into_rule(start..text.len())
}

/// The parts that have been read.
#[derive(Default)]
struct Parts {
    frequency: Option<Frequency>,
    interval: Option<u32>,
    count: Option<u32>,
    until: Option<Until>,
    week_start: Option<Weekday>,
    weekdays: Vec<(Option<i32>, Weekday)>,
    numbers: Vec<(NumberPart, Vec<i32>)>,
}

impl Parts {
    fn read(&mut self, key: &str, written: &str, span: Range<usize>) -> Result<()> {
        let value = written.to_ascii_uppercase();
        let value = value.as_str();
        let wrong = |form: String| {
            ParseError::new(format!("'{written}' is not a valid value of {key}"), span.clone()).help(form)
        };
        match key {
            "FREQ" => self.frequency = Some(named(&FREQUENCIES, value).ok_or_else(|| wrong(choices(&FREQUENCIES)))?),
            "INTERVAL" => self.interval = Some(positive(value).ok_or_else(|| wrong(POSITIVE.to_owned()))?),
            "COUNT" => self.count = Some(positive(value).ok_or_else(|| wrong(POSITIVE.to_owned()))?),
            "UNTIL" => {
                let form = || wrong("write a date or a date and time: 20250131 or 20250131T235959Z".to_owned());
                self.until = Some(until(value).ok_or_else(form)?);
            }
            "WKST" => self.week_start = Some(named(&WEEKDAYS, value).ok_or_else(|| wrong(choices(&WEEKDAYS)))?),
            "BYDAY" => {
                let form = || {
                    wrong("write days with commas between them, such as MO,TU or, of a month, 2MO or -1FR".to_owned())
                };
                self.weekdays = list(value, weekday).ok_or_else(form)?;
            }
            "DTSTART" | "DTEND" | "DURATION" => {
                let message = format!("'{key}' is not supported in a recurrence rule");
                return Err(ParseError::new(message, span)
                    .help("use the fields next to the rule for the start and the duration"));
            }
            _ => {
                let Some((_, part, range)) = NUMBERS.iter().find(|(name, ..)| *name == key) else {
                    return Err(ParseError::new(
                        format!("unknown part '{key}' of a recurrence rule"),
                        span,
                    ));
                };
                let form = || wrong(format!("write whole numbers from {} to {}", range.start, range.end - 1));
                self.numbers
                    .push((*part, list(value, |n| number(n, range)).ok_or_else(form)?));
            }
        }
        Ok(())
    }

    fn into_rule(self, whole: Range<usize>) -> Result<RecurrenceRule> {
        let Some(frequency) = self.frequency else {
            return Err(ParseError::new("the recurrence rule has no FREQ", whole).help(choices(&FREQUENCIES)));
        };
        if self.count.is_some() && self.until.is_some() {
            return Err(ParseError::new("the recurrence rule has both COUNT and UNTIL", whole).help("keep one of them"));
        }
        Ok(RecurrenceRule {
            frequency,
            interval: self.interval.unwrap_or(1),
            count: self.count,
            until: self.until,
            week_start: self.week_start.unwrap_or(Weekday::Monday),
            weekdays: self.weekdays,
            numbers: self.numbers,
        })
    }
}

const POSITIVE: &str = "write a whole number, 1 or more";

fn named<T: Copy>(names: &[(&str, T)], value: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == value).map(|(_, item)| *item)
}

fn choices<T>(names: &[(&str, T)]) -> String {
    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    format!("write one of {}", names.join(", "))
}

fn list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(read).collect()
}

fn positive(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| *n > 0)
}

fn number(text: &str, range: &Range<i32>) -> Option<i32> {
    text.parse()
        .ok()
        .filter(|n| range.contains(n) && (*n != 0 || range.start == 0))
}

/// `MO`, `2MO`, `-1FR`
fn weekday(text: &str) -> Option<(Option<i32>, Weekday)> {
    let (ordinal, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = named(&WEEKDAYS, day)?;
    if ordinal.is_empty() {
        return Some((None, day));
    }
    number(ordinal, &(-53..54)).map(|ordinal| (Some(ordinal), day))
}

fn until(text: &str) -> Option<Until> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time.strip_suffix('Z').unwrap_or(time))),
        None => (text.strip_suffix('Z').unwrap_or(text), None),
    };
    let digits =
        |text: &str, at: Range<usize>, range: Range<i8>| text[at].parse::<i8>().ok().filter(|n| range.contains(n));
    let only_digits = |text: &str, len: usize| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    if !only_digits(date, 8) || !time.is_none_or(|time| only_digits(time, 6)) {
        return None;
    }
    let clock = |time: &str| {
        Some((
            digits(time, 0..2, 0..24)?,
            digits(time, 2..4, 0..60)?,
            digits(time, 4..6, 0..60)?,
        ))
    };
    Some(Until {
        year: date[..4].parse().ok()?,
        month: digits(date, 4..6, 1..13)?,
        day: digits(date, 6..8, 1..32)?,
        time: match time {
            Some(time) => Some(clock(time)?),
            None => None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_in_any_case_and_order() {
        let rule =
            parse("RRULE:until=20250131T235959Z;BYMONTHDAY=-1,15;FREQ=Monthly;byday=MO,-1FR;WKST=SU;").expect("a rule");
        assert_eq!(
            (rule.frequency, rule.interval, rule.count),
            (Frequency::Monthly, 1, None)
        );
        assert_eq!(rule.week_start, Weekday::Sunday);
        assert_eq!(rule.weekdays, [(None, Weekday::Monday), (Some(-1), Weekday::Friday)]);
        assert_eq!(
            (rule.numbers(NumberPart::MonthDay), rule.numbers(NumberPart::Month)),
            (&[-1, 15][..], &[][..])
        );
        let until = Until {
            year: 2025,
            month: 1,
            day: 31,
            time: Some((23, 59, 59)),
        };
        assert_eq!(rule.until, Some(until));
        assert_eq!(NumberPart::MonthDay.key(), "BYMONTHDAY");
    }

    #[test]
    fn valid_rules() {
        for rule in [
            "FREQ=DAILY;INTERVAL=1",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,-1FR;COUNT=3",
            "FREQ=MONTHLY;BYSETPOS=3;BYDAY=WE;INTERVAL=1;",
            "FREQ=HOURLY;BYHOUR=0,23;UNTIL=20250131",
        ] {
            assert!(parse(rule).is_ok(), "{rule}");
        }
    }

    #[test]
    fn an_error_underlines_the_part() {
        let error = |rule: &str| {
            let error = parse(rule).expect_err("an invalid rule");
            format!("{} [{}]", error.message, &rule[error.span])
        };
        assert_eq!(error("FREQ=DALY"), "'DALY' is not a valid value of FREQ [FREQ=DALY]");
        assert_eq!(error("INTERVAL=2"), "the recurrence rule has no FREQ [INTERVAL=2]");
        assert_eq!(
            error("FREQ=DAILY;COUNT=0"),
            "'0' is not a valid value of COUNT [COUNT=0]"
        );
        assert_eq!(
            error("RRULE:FREQ=DAILY;x"),
            "'x' is not a part of a recurrence rule [x]"
        );
        assert_eq!(error("FREQ=DAILY;FREQ=DAILY"), "'FREQ' is given twice [FREQ=DAILY]");
    }

    #[test]
    fn invalid_rules() {
        for rule in [
            "",
            "FREQ",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYDAY=aé",
            "FREQ=MONTHLY;BYDAY=-2147483648MO",
            "FREQ=MONTHLY;BYDAY=0MO",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=WEEKLY;WKST=XX",
            "FREQ=DAILY;DTSTART=20250101T000000",
            "FREQ=DAILY;COUNT=1;UNTIL=20250101",
            "FREQ=DAILY;UNTIL=20251301",
            "FREQ=DAILY;UNTIL=2025010é",
            "FREQ=DAILY;UNTIL=20250101T2460",
        ] {
            assert!(parse(rule).is_err(), "{rule}");
        }
    }
}
