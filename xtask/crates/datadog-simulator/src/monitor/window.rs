//! Compiles the window of a monitor's query.

use datadog_query::monitor::{Timeframe, TimeframeKind, Unit as Written, Window as WrittenWindow, WindowKind};
use jiff::tz::TimeZone;

use crate::definition::{EvaluationWindow, Options};
use crate::error::{Result, SimulationError};
use crate::time::{Cumulative, Unit, Window};

/// The window of a metric monitor.
pub(super) fn of_metric(window: &WrittenWindow, options: &Options) -> Result<Window> {
    match window.kind {
        WindowKind::Last => Ok(rolling(window.seconds(), window.unit)),
        WindowKind::Current => cumulative(window.unit, options),
        WindowKind::Next => Err(SimulationError::not_reproducible("a forecast")),
    }
}

/// The window of an event or formula monitor.
pub(super) fn of_timeframe(timeframe: &Timeframe, options: &Options) -> Result<Window> {
    match timeframe.kind {
        TimeframeKind::Last => Ok(rolling(timeframe.seconds(), timeframe.unit)),
        TimeframeKind::Current => cumulative(timeframe.unit, options),
    }
}

fn rolling(seconds: u64, unit: Written) -> Window {
    let unit = match unit {
        Written::Second | Written::Minute => Unit::Minutes,
        Written::Hour => Unit::Hours,
        Written::Day | Written::Week => Unit::Days,
        Written::Month => Unit::Months,
    };
    Window::rolling(i64::try_from(seconds).unwrap_or(i64::MAX / 4), unit)
}

fn cumulative(unit: Written, options: &Options) -> Result<Window> {
    let none = EvaluationWindow::default();
    let starts = options
        .scheduling_options
        .as_ref()
        .and_then(|s| s.evaluation_window.as_ref())
        .unwrap_or(&none);
    let time_zone = starts.timezone.clone().unwrap_or_else(|| "UTC".to_owned());
    if TimeZone::get(&time_zone).is_err() {
        return Err(SimulationError::invalid(format!(
            "unknown time zone '{time_zone}' in scheduling_options.evaluation_window"
        )));
    }
    let start_s = starts.day_starts.as_deref().map_or(Ok(0), time_of_day_s)?;
    Ok(Window::Cumulative(match unit {
        Written::Hour => Cumulative::Hour {
            minute: starts.hour_starts.unwrap_or(0),
        },
        Written::Month => Cumulative::Month {
            day: starts.month_starts.unwrap_or(1),
            start_s,
            time_zone,
        },
        _ => Cumulative::Day { start_s, time_zone },
    }))
}

fn time_of_day_s(text: &str) -> Result<i64> {
    let wrong = || {
        SimulationError::invalid(format!(
            "'{text}' is not a time of day in scheduling_options.evaluation_window"
        ))
        .help("write '04:00'")
    };
    let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
    let (hours, minutes): (i64, i64) = (
        hours.parse().map_err(|_| wrong())?,
        minutes.parse().map_err(|_| wrong())?,
    );
    if (0..24).contains(&hours) && (0..60).contains(&minutes) {
        Ok(hours * 3600 + minutes * 60)
    } else {
        Err(wrong())
    }
}
