//! Evaluation windows, and how often a monitor is evaluated (doc: `monitors/configuration`).

use super::calendar::{self, Cumulative};
use super::{DAY_S, HOUR_S, MINUTE_S};

/// The window of a monitor, rolling or cumulative.
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    /// The last `length_s` seconds.
    Rolling {
        /// The length in seconds.
        length_s: i64,
        /// The unit in which the query writes the length. It decides the buckets of the full-window rule.
        unit: Unit,
    },
    /// From the start of the current hour, day or month.
    Cumulative(Cumulative),
}

/// The unit in which a query writes its window.
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

/// The window of one evaluation, in unix seconds. [`crate::semantics::Bounds`] says whether `to` belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The first second.
    pub from: i64,
    /// The end.
    pub to: i64,
}

impl Window {
    /// A rolling window of `length_s` seconds, which the query writes in `unit`.
    #[must_use]
    pub fn rolling(length_s: i64, unit: Unit) -> Self {
        Self::Rolling { length_s, unit }
    }

    /// The maximum length in seconds.
    #[must_use]
    pub fn length_max_s(&self) -> i64 {
        match self {
            Self::Rolling { length_s, .. } => *length_s,
            Self::Cumulative(Cumulative::Hour { .. }) => HOUR_S,
            Self::Cumulative(Cumulative::Day { .. }) => DAY_S,
            Self::Cumulative(Cumulative::Month { .. }) => 31 * DAY_S,
        }
    }

    /// Seconds between evaluations: 1 minute for windows shorter than 24 h, 10 minutes if shorter than 48 h, 30 minutes otherwise.
    #[must_use]
    pub fn cadence_s(&self) -> i64 {
        match self.length_max_s() {
            s if s < DAY_S => MINUTE_S,
            s if s < 2 * DAY_S => 10 * MINUTE_S,
            _ => 30 * MINUTE_S,
        }
    }

    /// The width of the buckets of the full-window rule, in seconds (doc: `monitors/types/metric`, data window).
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

    /// The rollup interval in seconds for a query without one. `dashboards/functions/interpolation` shows 1 minute for a window of 30 minutes
    /// (`default_zero`); longer windows follow the limit of about 350 points per query (`dashboards/functions/rollup`).
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

    /// The window of the evaluation at `now`, shifted back by an evaluation delay of `delay_s` seconds.
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
        // doc: monitors/configuration: with a delay of 900 s and a window of 5 minutes, the evaluation at 7:00 covers 6:40 to 6:45
        let frame = Window::rolling(300, Unit::Minutes).at(7 * HOUR_S, 900);
        assert_eq!((frame.from, frame.to), (6 * HOUR_S + 40 * 60, 6 * HOUR_S + 45 * 60));
    }

    #[test]
    fn the_cadence_depends_on_the_window_length() {
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
        // doc: monitors/configuration: a window that starts at minute 30 resets at 6:30, 7:30
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
        // 2024-07-02 12:00 UTC; midnight in Berlin is 22:00 UTC on the previous day
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
        // day 31: in February 2024 the window starts on the 29th
        assert_eq!(at(month(31), 1_710_460_800).0, 1_709_164_800);
    }
}
