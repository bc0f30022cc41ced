//! Evaluation windows and how often they are evaluated (doc: `monitors/configuration`).

use super::{DAY_S, HOUR_S, MINUTE_S, calendar};

/// What a monitor looks at: a rolling or a cumulative window.
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    /// The last `length_s` seconds, written in `unit`.
    Rolling {
        /// Its length in seconds.
        length_s: i64,
        /// The unit it is written in; it decides the buckets of the full-window rule.
        unit: Unit,
    },
    /// From the start of the current hour, day or month.
    Cumulative(Cumulative),
}

/// The unit a window is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `5m`
    Minutes,
    /// `2h`
    Hours,
    /// `3d`, `1w`
    Days,
    /// `1mo`
    Months,
}

/// A window that starts with the hour, day or month and grows (`current_1h`, `current_1d`, `current_1mo`; doc: `monitors/configuration`). Its start follows
/// `options.scheduling_options.evaluation_window`.
#[derive(Clone, Debug, PartialEq)]
pub enum Cumulative {
    /// Starts at this minute of every hour.
    Hour {
        /// 0-59
        minute: i8,
    },
    /// Starts at this time of every day, in this time zone.
    Day {
        /// Seconds since midnight.
        start_s: i64,
        /// IANA name.
        time_zone: String,
    },
    /// Starts on this day of every month at this time.
    Month {
        /// 1-31; a month that is too short starts on its last day.
        day: i8,
        /// Seconds since midnight.
        start_s: i64,
        /// IANA name.
        time_zone: String,
    },
}

/// A window at one evaluation: from, to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The first second.
    pub from: i64,
    /// The end.
    pub to: i64,
}

impl Window {
    /// A rolling window of `count` units.
    #[must_use]
    pub fn rolling(length_s: i64, unit: Unit) -> Self {
        Self::Rolling { length_s, unit }
    }

    /// Its greatest length in seconds.
    #[must_use]
    pub fn length_max_s(&self) -> i64 {
        match self {
            Self::Rolling { length_s, .. } => *length_s,
            Self::Cumulative(Cumulative::Hour { .. }) => HOUR_S,
            Self::Cumulative(Cumulative::Day { .. }) => DAY_S,
            Self::Cumulative(Cumulative::Month { .. }) => 31 * DAY_S,
        }
    }

    /// Seconds between evaluations: a minute below 24 h, ten minutes below 48 h, else half an hour.
    #[must_use]
    pub fn cadence_s(&self) -> i64 {
        match self.length_max_s() {
            s if s < DAY_S => MINUTE_S,
            s if s < 2 * DAY_S => 10 * MINUTE_S,
            _ => 30 * MINUTE_S,
        }
    }

    /// The buckets of the full-window rule, in seconds (doc: `monitors/types/metric`, data window).
    #[must_use]
    pub fn full_window_bucket_s(&self) -> i64 {
        let unit = match self {
            Self::Rolling { unit, .. } => *unit,
            Self::Cumulative(Cumulative::Hour { .. }) => Unit::Hours,
            Self::Cumulative(Cumulative::Day { .. }) => Unit::Days,
            Self::Cumulative(Cumulative::Month { .. }) => Unit::Months,
        };
        match unit {
            Unit::Minutes => MINUTE_S,
            Unit::Hours => 10 * MINUTE_S,
            Unit::Days => HOUR_S,
            Unit::Months => 4 * HOUR_S,
        }
    }

    /// The rollup interval in seconds where the query has none. The page on `default_zero` shows 1 minute for 30 minutes; longer windows follow the limit of
    /// about 350 points a query (`dashboards/functions/rollup`).
    #[must_use]
    pub fn rollup_s(&self) -> i64 {
        match self.length_max_s() {
            s if s <= 4 * HOUR_S => MINUTE_S,
            s if s <= DAY_S => 5 * MINUTE_S,
            s if s <= 2 * DAY_S => 10 * MINUTE_S,
            s if s <= 7 * DAY_S => HOUR_S,
            _ => 4 * HOUR_S,
        }
    }

    /// The window that is evaluated at `now`, `delay_s` seconds late (`evaluation_delay` shifts the whole window back).
    #[must_use]
    pub fn at(&self, now: i64, delay_s: i64) -> Frame {
        let to = now.saturating_sub(delay_s);
        let from = match self {
            Self::Rolling { length_s, .. } => to.saturating_sub(*length_s),
            Self::Cumulative(cumulative) => calendar::start(cumulative, to),
        };
        Frame { from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(window: Window, now: i64) -> (i64, i64) {
        let frame = window.at(now, 0);
        (frame.from, frame.to)
    }

    #[test]
    fn a_delay_shifts_the_whole_window() {
        // doc: monitors/configuration: delay 900 s, window 5 minutes, at 7:00 it evaluates 6:40 to 6:45
        let frame = Window::rolling(300, Unit::Minutes).at(7 * HOUR_S, 900);
        assert_eq!((frame.from, frame.to), (6 * HOUR_S + 40 * 60, 6 * HOUR_S + 45 * 60));
    }

    #[test]
    fn the_cadence_follows_the_window() {
        let cadence = |s| Window::rolling(s, Unit::Hours).cadence_s();
        assert_eq!(
            (
                cadence(DAY_S - 1),
                cadence(DAY_S),
                cadence(2 * DAY_S - 1),
                cadence(2 * DAY_S)
            ),
            (60, 600, 600, 1800)
        );
    }

    #[test]
    fn the_current_hour_resets_at_its_minute() {
        // doc: monitors/configuration: starting at minute 30 it resets at 6:30, 7:30
        let half_past = || Window::Cumulative(Cumulative::Hour { minute: 30 });
        assert_eq!(at(half_past(), 7 * HOUR_S), (6 * HOUR_S + 1800, 7 * HOUR_S));
        assert_eq!(
            at(half_past(), 7 * HOUR_S + 1801),
            (7 * HOUR_S + 1800, 7 * HOUR_S + 1801)
        );
    }

    #[test]
    fn the_current_day_starts_in_its_time_zone() {
        let day = || {
            Window::Cumulative(Cumulative::Day {
                start_s: 14 * HOUR_S,
                time_zone: "UTC".to_owned(),
            })
        };
        assert_eq!(at(day(), 10 * DAY_S + 13 * HOUR_S).0, 9 * DAY_S + 14 * HOUR_S);
        assert_eq!(at(day(), 10 * DAY_S + 15 * HOUR_S).0, 10 * DAY_S + 14 * HOUR_S);
        let berlin = Window::Cumulative(Cumulative::Day {
            start_s: 0,
            time_zone: "Europe/Berlin".to_owned(),
        });
        // 2024-07-02 12:00 UTC; midnight in Berlin is 22:00 UTC of the day before
        assert_eq!(at(berlin, 1_719_921_600).0, 1_719_871_200);
    }

    #[test]
    fn the_current_month_starts_on_its_day() {
        let month = |day| {
            Window::Cumulative(Cumulative::Month {
                day,
                start_s: 0,
                time_zone: "UTC".to_owned(),
            })
        };
        // 2024-03-15 00:00 UTC
        assert_eq!(at(month(1), 1_710_460_800).0, 1_709_251_200);
        // on the 31st: of February that is the 29th in 2024
        assert_eq!(at(month(31), 1_710_460_800).0, 1_709_164_800);
    }
}
