//! Dates in the notation of Joda: `yyyy-MM-dd'T'HH:mm:ss.SSSZ`.

mod zone;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::Clock;

pub(crate) use zone::zone_of;

/// A format.
#[derive(Clone, Debug)]
pub(super) struct DateFormat {
    items: Vec<Item>,
    /// The zone of dates that name none.
    zone: TimeZone,
}

/// A part of a format.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Text(String),
    Field { letter: char, count: usize },
}

/// What has been read of a date.
#[derive(Default)]
struct Read {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    day_of_year: Option<i16>,
    hour: i8,
    twelve_hours: bool,
    afternoon: Option<bool>,
    minute: i8,
    second: i8,
    nanosecond: i32,
    zone: Option<TimeZone>,
}

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

impl DateFormat {
    /// Compiles a format. `zone` is that of dates that name none, otherwise UTC.
    pub(super) fn new(format: &str, zone: Option<&str>) -> Result<Self, String> {
        let zone = match zone {
            None => TimeZone::UTC,
            Some(name) => zone_of(name).ok_or_else(|| format!("unknown time zone '{name}'"))?,
        };
        Ok(Self {
            items: items(format)?,
            zone,
        })
    }

    /// The expression that matches such dates.
    pub(super) fn regex(&self) -> String {
        self.items.iter().map(Item::regex).collect()
    }

    /// The date in milliseconds since the UNIX epoch; `None` if the text is no such date.
    pub(super) fn parse(&self, text: &str, clock: Clock) -> Option<i64> {
        let mut read = Read::default();
        let mut rest = text;
        for item in &self.items {
            rest = item.read(rest, &mut read)?;
        }
        rest.is_empty().then(|| read.milliseconds(&self.zone, clock)).flatten()
    }
}

fn items(format: &str) -> Result<Vec<Item>, String> {
    let mut out = Vec::new();
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        if c == '\'' {
            let (text, after) = quoted(&rest[1..]);
            push_text(&mut out, &text);
            rest = after;
        } else if c.is_ascii_alphabetic() {
            let count = rest.chars().take_while(|next| *next == c).count();
            if !"yYuMdDHhkKmsSaEezZXxcCwG".contains(c) {
                return Err(format!("unknown letter '{c}' in the date format '{format}'"));
            }
            out.push(Item::Field { letter: c, count });
            rest = &rest[count..];
        } else {
            push_text(&mut out, &rest[..c.len_utf8()]);
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(out)
}

/// The text up to the closing quote, and what follows; two quotes are one.
fn quoted(rest: &str) -> (String, &str) {
    if let Some(after) = rest.strip_prefix('\'') {
        return ("'".to_owned(), after);
    }
    match rest.split_once('\'') {
        Some((text, after)) => (text.to_owned(), after),
        None => (rest.to_owned(), ""),
    }
}

fn push_text(items: &mut Vec<Item>, text: &str) {
    match items.last_mut() {
        Some(Item::Text(before)) => before.push_str(text),
        _ => items.push(Item::Text(text.to_owned())),
    }
}

impl Item {
    fn regex(&self) -> String {
        match self {
            Self::Text(text) => fancy_regex::escape(text).into_owned(),
            Self::Field { letter, count } => match (letter, count) {
                ('M' | 'E' | 'e', 3) => r"\w{3}\.?".to_owned(),
                ('M' | 'E', 4..) => r"\w+".to_owned(),
                ('E', _) => r"\w{2,3}".to_owned(),
                ('y' | 'Y' | 'u', 2) => r"\d{2}".to_owned(),
                ('y' | 'Y' | 'u', _) => r"\d{4}".to_owned(),
                ('a', _) => "(?:[aA]|[pP])[mM]".to_owned(),
                ('z', _) => r"\w+(?:[/+-][\w:+-]+)*".to_owned(),
                ('Z' | 'X' | 'x', _) => r"(?:Z|[+-]\d\d(?::?\d\d)?|[A-Z]\w+(?:/\w+)*)".to_owned(),
                ('S', count) => format!(r"\d{{{count}}}"),
                (_, 1) => r"\d{1,2}".to_owned(),
                (_, count) => format!(r"\d{{{count}}}"),
            },
        }
    }

    /// Reads the item at the start of `text`, and returns what follows.
    fn read<'t>(&self, text: &'t str, into: &mut Read) -> Option<&'t str> {
        let (letter, count) = match self {
            Self::Text(expected) => return text.strip_prefix(expected.as_str()),
            Self::Field { letter, count } => (*letter, *count),
        };
        match letter {
            'M' if count >= 3 => {
                let (word, rest) = word(text);
                into.month = Some(month(word)?);
                Some(rest.strip_prefix('.').unwrap_or(rest))
            }
            'E' | 'e' => {
                let (_, rest) = word(text);
                Some(rest.strip_prefix('.').unwrap_or(rest))
            }
            'a' => {
                let half = text.get(..2)?;
                into.afternoon = Some(half.eq_ignore_ascii_case("pm"));
                text.get(2..)
            }
            'z' | 'Z' | 'X' | 'x' => {
                let is_zone = |c: char| c.is_alphanumeric() || matches!(c, '/' | '+' | '-' | ':' | '_');
                let end = text.find(|c| !is_zone(c)).unwrap_or(text.len());
                into.zone = Some(zone_of(&text[..end])?);
                Some(&text[end..])
            }
            _ => into.number(letter, count, text),
        }
    }
}

fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let short = word.get(..3)?;
    let at = MONTHS.iter().position(|month| month.starts_with(short))?;
    i8::try_from(at + 1).ok()
}

impl Read {
    fn number<'t>(&mut self, letter: char, count: usize, text: &'t str) -> Option<&'t str> {
        let digits_max = match (letter, count) {
            ('y' | 'Y' | 'u', 2) => 2,
            ('y' | 'Y' | 'u', _) => 4,
            (_, 1) => 2,
            (_, count) => count,
        };
        let digits = text.chars().take(digits_max).take_while(char::is_ascii_digit).count();
        let (number, rest) = text.split_at(digits);
        if letter == 'S' {
            self.nanosecond = format!("{number:0<9}").get(..9)?.parse().ok()?;
            return Some(rest);
        }
        let value: i16 = number.parse().ok()?;
        let small = i8::try_from(value).ok();
        match letter {
            // as Joda: a year of two digits is within 50 years of now, which Datadog's logs make 2000 to 2069
            'y' | 'Y' | 'u' if count == 2 => self.year = Some(if value < 70 { 2000 + value } else { 1900 + value }),
            'y' | 'Y' | 'u' => self.year = Some(value),
            'M' => self.month = Some(small?),
            'd' => self.day = Some(small?),
            'D' => self.day_of_year = Some(value),
            'H' => self.hour = small?,
            'k' => self.hour = small? % 24,
            'h' | 'K' => {
                self.hour = small? % 12;
                self.twelve_hours = true;
            }
            'm' => self.minute = small?,
            's' => self.second = small?,
            _ => {}
        }
        Some(rest)
    }

    /// The year in which the date is nearest to now: on New Year's Eve logs of both years arrive.
    fn nearest_year(&self, now: &jiff::Zoned) -> i16 {
        let months = i16::from(self.month.unwrap_or_else(|| now.month())) - i16::from(now.month());
        match months {
            ..=-6 => now.year() + 1,
            6.. => now.year() - 1,
            _ => now.year(),
        }
    }

    fn milliseconds(self, zone: &TimeZone, clock: Clock) -> Option<i64> {
        let zone = self.zone.as_ref().unwrap_or(zone);
        let afternoon = self.twelve_hours && self.afternoon == Some(true);
        let hour = if afternoon { self.hour + 12 } else { self.hour };
        let time = Time::new(hour, self.minute, self.second.min(59), self.nanosecond).ok()?;
        let now = Timestamp::from_millisecond(clock.now_ms).ok()?.to_zoned(zone.clone());
        let year = self.year.unwrap_or_else(|| self.nearest_year(&now));
        let date = match (self.day_of_year, self.month, self.day) {
            (Some(day), ..) => Date::new(year, 1, 1)
                .ok()?
                .checked_add(jiff::Span::new().try_days(day - 1).ok()?)
                .ok()?,
            (None, None, None) if self.year.is_none() => now.date(),
            (None, month, day) => Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?,
        };
        let at = DateTime::from_parts(date, time).to_zoned(zone.clone()).ok()?;
        Some(at.timestamp().as_millisecond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Clock = Clock {
        now_ms: 1_764_000_000_000, // 2025-11-24T16:00:00Z
    };

    fn check(format: &str, zone: Option<&str>, text: &str, expected: &str) {
        let compiled = DateFormat::new(format, zone).expect("a format");
        let regex = fancy_regex::Regex::new(&format!(r"\A{}\z", compiled.regex())).expect("an expression");
        assert!(
            regex.is_match(text).expect("a match"),
            "{format} {text} {}",
            compiled.regex()
        );
        let found = compiled.parse(text, NOW).map(|ms| {
            Timestamp::from_millisecond(ms)
                .map(|t| t.to_string())
                .unwrap_or_default()
        });
        assert_eq!(found.as_deref(), Some(expected), "{format} {text}");
    }

    #[test]
    fn dates_of_the_documentation() {
        check("HH:mm:ss", None, "14:20:15", "2025-11-24T14:20:15Z");
        check("hh:mm:ss a", None, "02:20:15 PM", "2025-11-24T14:20:15Z");
        check("dd/MM/yyyy", None, "11/10/2014", "2014-10-11T00:00:00Z");
        check(
            "EEE MMM dd HH:mm:ss yyyy",
            None,
            "Thu Jun 16 08:29:03 2016",
            "2016-06-16T08:29:03Z",
        );
        check(
            "EEE MMM d HH:mm:ss yyyy",
            None,
            "Tue Nov 1 08:29:03 2016",
            "2016-11-01T08:29:03Z",
        );
        check(
            "dd/MMM/yyyy:HH:mm:ss Z",
            None,
            "06/Mar/2013:01:36:30 +0900",
            "2013-03-05T16:36:30Z",
        );
        check(
            "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            None,
            "2016-11-29T16:21:36.431+0000",
            "2016-11-29T16:21:36.431Z",
        );
        check(
            "yyyy-MM-dd'T'HH:mm:ss.SSSZZ",
            None,
            "2016-11-29T16:21:36.431+00:00",
            "2016-11-29T16:21:36.431Z",
        );
        check(
            "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            None,
            "2016-09-02T15:02:29.648Z",
            "2016-09-02T15:02:29.648Z",
        );
        check(
            "dd/MMM/yyyy:HH:mm:ss.SSS",
            None,
            "06/Feb/2009:12:14:14.655",
            "2009-02-06T12:14:14.655Z",
        );
        check(
            "yyyy-MM-dd HH:mm:ss.SSS z",
            None,
            "2007-08-31 19:22:22.427 CET",
            "2007-08-31T17:22:22.427Z",
        );
        check(
            "yyyy-MM-dd HH:mm:ss.SSS zzzz",
            None,
            "2007-08-31 19:22:22.427 America/Thule",
            "2007-08-31T22:22:22.427Z",
        );
        check(
            "yyyy-MM-dd HH:mm:ss z",
            Some("UTC"),
            "2007-08-31 19:22:22 GMT+01:00",
            "2007-08-31T18:22:22Z",
        );
        check(
            "EEE MMM dd HH:mm:ss yyyy",
            Some("Europe/Paris"),
            "Thu Jun 16 08:29:03 2016",
            "2016-06-16T06:29:03Z",
        );
        check(
            "EEE MMM dd HH:mm:ss yyyy",
            Some("UTC+5"),
            "Thu Jun 16 08:29:03 2016",
            "2016-06-16T03:29:03Z",
        );
        check("MMM dd HH:mm:ss", None, "Jun 16 08:29:03", "2025-06-16T08:29:03Z");
        check("MMM dd", None, "Jan 02", "2026-01-02T00:00:00Z");
        check("yy/MM/dd", None, "17/01/02", "2017-01-02T00:00:00Z");
    }

    #[test]
    fn what_is_no_date_is_rejected() {
        assert!(DateFormat::new("yyyy-QQ", None).is_err());
        assert!(DateFormat::new("yyyy", Some("Mars/Olympus")).is_err());
        let format = DateFormat::new("yyyy-MM-dd", None).expect("a format");
        assert_eq!(format.parse("2020-13-01", NOW), None);
        assert_eq!(format.parse("2020-02-30", NOW), None);
        assert_eq!(format.parse("2020-02-0", NOW), None);
    }
}
