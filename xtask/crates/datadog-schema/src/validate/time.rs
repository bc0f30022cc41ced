//! Times in ISO 8601. Of downtimes, "must include a UTC offset of zero" for one-time schedules and "must not include a UTC offset" for recurring ones
//! (doc: api/latest/downtimes, `start` and `end`).

use crate::payload::Problem;

/// A date and a time of day. The order of the fields is the order of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Time {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

/// What follows the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offset {
    None,
    Zero,
    Other,
}

/// A time in UTC; `rule` reports another one.
pub(crate) fn utc(rule: &'static str, text: &str, path: &str, out: &mut Vec<Problem>) -> Option<Time> {
    let wrong = |message| wrong(rule, text, path, message);
    let (time, offset) = read(text).map_err(|message| out.push(wrong(message))).ok()?;
    let message = match offset {
        Offset::Zero => return Some(time),
        Offset::None => format!("'{text}' has no UTC offset; it must be zero"),
        Offset::Other => format!("the UTC offset of '{text}' must be zero"),
    };
    out.push(wrong(message).help("write the time in UTC: 2030-01-31T10:00:00Z"));
    None
}

/// A time of the schedule's time zone; `rule` reports another one.
pub(crate) fn local(rule: &'static str, text: &str, path: &str, out: &mut Vec<Problem>) {
    let wrong = |message| wrong(rule, text, path, message);
    match read(text) {
        Ok((_, Offset::None)) => {}
        Ok(_) => out.push(
            wrong(format!(
                "'{text}' has a UTC offset; the start of a recurrence is in the schedule's time zone"
            ))
            .help("remove the offset: 2030-01-31T10:00:00"),
        ),
        Err(message) => out.push(wrong(message).help("write the local time: 2030-01-31T10:00:00")),
    }
}

fn wrong(rule: &'static str, text: &str, path: &str, message: String) -> Problem {
    Problem::error(rule, path, message)
        .at(0..text.len())
        .help("write a date and a time: 2030-01-31T10:00:00Z")
}

fn read(text: &str) -> Result<(Time, Offset), String> {
    let not_a_time = || format!("'{text}' is not a date and a time");
    let (date, clock) = text.split_once('T').ok_or_else(not_a_time)?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2]).ok_or_else(not_a_time)?;
    let end = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, offset) = clock.split_at(end);
    let whole = clock.split_once('.').map_or(Some(clock), |(whole, fraction)| {
        (!fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())).then_some(whole)
    });
    let [hour, minute, second] = whole
        .and_then(|clock| {
            numbers(clock, ':', [2, 2, 2])
                .or_else(|| numbers(clock, ':', [2, 2]).map(|[hour, minute]| [hour, minute, 0]))
        })
        .ok_or_else(not_a_time)?;
    let offset = read_offset(offset).ok_or_else(not_a_time)?;
    if !(1..=12).contains(&month) {
        return Err(format!("'{text}' has no month {month}"));
    }
    if !(1..=days(year, month)).contains(&day) {
        return Err(format!("'{text}' has a month without a day {day}"));
    }
    if hour > 23 || minute > 59 || second > 59 {
        return Err(format!("'{text}' has no valid time of day"));
    }
    let time = Time {
        year,
        month,
        day,
        hour,
        minute,
        second,
    };
    Ok((time, offset))
}

/// Numbers of these lengths with a separator between them.
fn numbers<const N: usize>(text: &str, separator: char, lengths: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut out = [0; N];
    for (number, length) in out.iter_mut().zip(lengths) {
        let part = parts
            .next()
            .filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

/// `Z`, `+00:00`, `+0000`, `+00`
fn read_offset(text: &str) -> Option<Offset> {
    let digits = match text {
        "" => return Some(Offset::None),
        "Z" => return Some(Offset::Zero),
        _ => text.get(1..).filter(|_| text.starts_with(['+', '-']))?,
    };
    let digits = match digits.split_once(':') {
        Some((hours, minutes)) if hours.len() == 2 && minutes.len() == 2 => [hours, minutes].concat(),
        Some(_) => return None,
        None => digits.to_owned(),
    };
    let valid = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
    let zero = digits.bytes().all(|b| b == b'0');
    valid.then_some(if zero { Offset::Zero } else { Offset::Other })
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(check: impl Fn(&mut Vec<Problem>)) -> String {
        let mut out = Vec::new();
        check(&mut out);
        out.pop().map(|problem| problem.message).unwrap_or_default()
    }

    fn utc(text: &str) -> String {
        of(|out| {
            super::utc("downtime/time", text, "", out);
        })
    }

    fn local(text: &str) -> String {
        of(|out| super::local("downtime/time", text, "", out))
    }

    #[test]
    fn times_in_utc() {
        for right in [
            "2030-01-01T10:00:00Z",
            "2030-01-01T10:00:00+00:00",
            "2030-01-01T10:00Z",
            "2028-02-29T23:59:59.123456-00:00",
        ] {
            assert_eq!(utc(right), "", "{right}");
        }
        assert_eq!(utc("tomorrow"), "'tomorrow' is not a date and a time");
        assert_eq!(utc("T10:00:00Z"), "'T10:00:00Z' is not a date and a time");
        assert_eq!(utc("2030-01-01Z"), "'2030-01-01Z' is not a date and a time");
        assert_eq!(utc("2030-13-01T10:00:00Z"), "'2030-13-01T10:00:00Z' has no month 13");
        assert_eq!(
            utc("2030-02-29T10:00:00Z"),
            "'2030-02-29T10:00:00Z' has a month without a day 29"
        );
        assert_eq!(
            utc("2030-01-01T24:00:00Z"),
            "'2030-01-01T24:00:00Z' has no valid time of day"
        );
        assert_eq!(
            utc("2030-01-01T10:00:00"),
            "'2030-01-01T10:00:00' has no UTC offset; it must be zero"
        );
        assert_eq!(
            utc("2030-01-01T10:00:00+02:00"),
            "the UTC offset of '2030-01-01T10:00:00+02:00' must be zero"
        );
        for wrong in [
            "2030-01-01T10:00:00+2",
            "2030-01-01T1:00:00Z",
            "2030-01-01T10:00:00.Z",
            "2030-01-01T10:00:00é",
            "",
        ] {
            assert_eq!(utc(wrong), format!("'{wrong}' is not a date and a time"));
        }
    }

    #[test]
    fn times_of_the_schedule() {
        assert_eq!(local("2050-01-02T03:04:05"), "");
        assert_eq!(local("2050-01-02T03:04"), "");
        assert_eq!(local("01/02/2050"), "'01/02/2050' is not a date and a time");
        assert_eq!(
            local("2050-01-02T03:04:05Z"),
            "'2050-01-02T03:04:05Z' has a UTC offset; the start of a recurrence is in the schedule's time zone"
        );
    }

    #[test]
    fn times_are_in_order() {
        let time = |text: &str| read(text).map(|(time, _)| time);
        assert!(time("2030-01-31T23:59:59Z") < time("2030-02-01T00:00:00Z"));
    }
}
