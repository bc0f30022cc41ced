//! Times of a world, in seconds after Monday 00:00 of its first week.

use monitor_tests::notation::{self, Variables};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub(crate) const DAY_S: i64 = 86_400;
/// How long something lasts that states no length.
pub(crate) const SHORTEST_S: i64 = 60;
/// The longest world: the telemetry of a longer one does not fit in memory.
const LENGTH_MAX_S: i64 = 31 * DAY_S;

/// Why a text is not a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// `Tue 14:00`
///
/// # Errors
/// The text is not a day and a time.
pub fn at(text: &str) -> Result<i64, TimeError> {
    let error = || TimeError {
        message: format!("'{text}' is not a day and a time"),
        help: "write a time of the first week, for example Tue 14:00".to_owned(),
    };
    let (day, clock) = text.split_once(' ').ok_or_else(error)?;
    let day = DAYS.iter().position(|known| *known == day).ok_or_else(error)?;
    let (hour, minute) = clock.split_once(':').ok_or_else(error)?;
    let part = |digits: &str, max: i64| {
        let read =
            (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<i64>().ok());
        read.flatten().filter(|n| *n <= max).ok_or_else(error)
    };
    Ok(i64::try_from(day).unwrap_or_default() * DAY_S + part(hour, 23)? * 3600 + part(minute, 59)? * 60)
}

/// `90s`, `40m`, `1h30m`, `7d`: at least one second and at most 31 days.
///
/// # Errors
/// The text is not a length of time.
pub fn length(text: &str) -> Result<i64, TimeError> {
    let help = "write a length of at most 31d, for example 40m, 1h30m or 7d".to_owned();
    match notation::time(text, &Variables::default()) {
        Ok(length) if (1..=LENGTH_MAX_S).contains(&length) => Ok(length),
        Ok(_) => Err(TimeError {
            message: format!("'{text}' is too short or too long"),
            help,
        }),
        Err(error) => Err(TimeError {
            message: format!("'{text}' is not a length of time: {}", error.message),
            help,
        }),
    }
}

/// `Tue 14:05`; beyond the first week `Tue 14:05 +1w`.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let (week, within) = (seconds.div_euclid(7 * DAY_S), seconds.rem_euclid(7 * DAY_S));
    let day = usize::try_from(within / DAY_S).unwrap_or_default();
    let time = format!(
        "{} {:02}:{:02}",
        DAYS[day % 7],
        within % DAY_S / 3600,
        within % 3600 / 60
    );
    if week == 0 { time } else { format!("{time} +{week}w") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_day_and_a_clock() {
        let check = |text: &str, expected: Option<i64>| assert_eq!(at(text).ok(), expected, "{text}");
        check("Mon 00:00", Some(0));
        check("Tue 14:05", Some(DAY_S + 14 * 3600 + 300));
        check("Sun 23:59", Some(7 * DAY_S - 60));
        for wrong in [
            "",
            "Tue",
            "tue 14:00",
            "Tue 24:00",
            "Tue 14:60",
            "Tue 4:00",
            "Tue 14:0x",
            "Tue +1:00",
            "Tue 14",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn a_printed_time_is_read_as_the_same_time() {
        for minute in 0..7 * 1440 {
            assert_eq!(at(&clock(minute * 60)), Ok(minute * 60));
        }
        assert_eq!(clock(8 * DAY_S), "Tue 00:00 +1w");
    }

    #[test]
    fn a_length_has_limits() {
        let check = |text: &str, expected: Option<i64>| assert_eq!(length(text).ok(), expected, "{text}");
        check("40m", Some(2400));
        check("31d", Some(31 * DAY_S));
        for wrong in ["0m", "32d", "", "m", "-5m", "$window"] {
            check(wrong, None);
        }
    }
}
