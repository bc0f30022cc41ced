//! Cumulative windows, which start with a calendar period.

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A window that starts with the hour, day or month and grows until the next one starts (`current_1h`, `current_1d`, `current_1mo`; doc:
/// `monitors/configuration`). `options.scheduling_options.evaluation_window` sets the start.
#[derive(Clone, Debug, PartialEq)]
pub enum Cumulative {
    /// Starts at this minute of every hour.
    Hour {
        /// 0 to 59.
        minute: i8,
    },
    /// Starts at this time of every day, in this time zone.
    Day {
        /// Seconds since midnight.
        start_s: i64,
        /// The IANA name of the time zone.
        time_zone: String,
    },
    /// Starts on this day of every month at this time.
    Month {
        /// 1 to 31; in a shorter month the window starts on the last day.
        day: i8,
        /// Seconds since midnight.
        start_s: i64,
        /// The IANA name of the time zone.
        time_zone: String,
    },
}

/// The last start of `cumulative` at or before `to`. An unknown time zone counts as UTC, but compiling a monitor refuses unknown time zones.
pub(super) fn start(cumulative: &Cumulative, to: i64) -> i64 {
    match cumulative {
        Cumulative::Hour { minute } => {
            let offset = i64::from(*minute) * 60;
            (to - offset).div_euclid(3600) * 3600 + offset
        }
        Cumulative::Day { start_s, time_zone } => {
            latest(to, time_zone, *start_s, |today| [Some(today), today.yesterday().ok()])
        }
        Cumulative::Month {
            day,
            start_s,
            time_zone,
        } => latest(to, time_zone, *start_s, |today| {
            let this_month = today.first_of_month();
            [Some(this_month), this_month.checked_sub(1.month()).ok()].map(|month| month.map(|m| on_day(m, *day)))
        }),
    }
}

fn on_day(month: Date, day: i8) -> Date {
    let last = month.days_in_month();
    Date::new(month.year(), month.month(), day.clamp(1, last)).unwrap_or(month)
}

fn latest(to: i64, time_zone: &str, start_s: i64, candidates: impl Fn(Date) -> [Option<Date>; 2]) -> i64 {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let Ok(now) = Timestamp::from_second(to) else { return to };
    let today = now.to_zoned(zone.clone()).date();
    let clock = time(
        (start_s / 3600 % 24) as i8,
        (start_s / 60 % 60) as i8,
        (start_s % 60) as i8,
        0,
    );
    candidates(today)
        .into_iter()
        .flatten()
        .filter_map(|date| {
            Some(
                date.to_datetime(clock)
                    .to_zoned(zone.clone())
                    .ok()?
                    .timestamp()
                    .as_second(),
            )
        })
        .find(|start| *start <= to)
        .unwrap_or(to)
}
