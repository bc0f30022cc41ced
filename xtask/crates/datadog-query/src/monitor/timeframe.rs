//! The evaluation window of event-style and formula monitors: `.last("5m")`, `.current("1d")` (doc: api/latest/monitors, monitors/types/log).

use std::fmt;

use crate::{Result, Span};

use super::Unit;
use super::chain::{Link, Links, Value};
use super::window::duration;

/// An evaluation window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Timeframe {
    /// Whether it is rolling or cumulative.
    pub kind: TimeframeKind,
    /// The number of units, at least one.
    pub amount: u32,
    /// The unit.
    pub unit: Unit,
    /// The span of the call.
    pub span: Span,
}

/// Whether an evaluation window is rolling or cumulative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum TimeframeKind {
    /// Rolling, up to now.
    Last,
    /// Cumulative, since the unit began.
    Current,
}

/// The windows that a kind of monitor may have.
#[derive(Clone, Copy)]
pub(super) struct Windows {
    /// The longest rolling window, in seconds.
    seconds_max: u64,
    /// Whether there is a cumulative window of a month: only monitors of metrics have it.
    month: bool,
}

impl Windows {
    /// Event-style monitors: up to two days.
    pub(super) const EVENTS: Self = Self {
        seconds_max: 172_800,
        month: false,
    };

    /// Formula monitors: up to 90 days, which cost monitors have. Of the monitors, `of_metrics` are those over metrics.
    pub(super) const fn formula(of_metrics: bool) -> Self {
        Self {
            seconds_max: 7_776_000,
            month: of_metrics,
        }
    }
}

const USAGE: &str = ".last(\"5m\")";

impl Timeframe {
    /// Its length in seconds.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        u64::from(self.amount) * self.unit.seconds()
    }
}

/// The window in `links`, one of `windows`.
pub(super) fn timeframe(links: &mut Links<'_, '_>, windows: Windows) -> Result<Timeframe> {
    if let Some(link) = links.take("current") {
        let timeframe = read(links, &link, TimeframeKind::Current)?;
        if timeframe.unit == Unit::Month && !windows.month {
            let error = links.cursor.error(
                "only monitors of metrics have a cumulative window of a month",
                link.range,
            );
            return Err(error.help("write '.current(\"1h\")', '.current(\"1d\")' or '.last(\"2d\")'"));
        }
        if timeframe.amount != 1 || !matches!(timeframe.unit, Unit::Hour | Unit::Day | Unit::Month) {
            let error = links
                .cursor
                .error("a cumulative window must be one hour, day or month", link.range);
            return Err(error.help("write '.current(\"1h\")', '.current(\"1d\")' or '.current(\"1mo\")'"));
        }
        return Ok(timeframe);
    }
    let link = links.require("last", USAGE)?;
    let timeframe = read(links, &link, TimeframeKind::Last)?;
    if timeframe.seconds() > windows.seconds_max {
        let days = windows.seconds_max / Unit::Day.seconds();
        let error = links
            .cursor
            .error(format!("window longer than {days} days"), link.range);
        return Err(error.help(format!("write at most '.last(\"{days}d\")'")));
    }
    Ok(timeframe)
}

fn read(links: &Links<'_, '_>, link: &Link, kind: TimeframeKind) -> Result<Timeframe> {
    let text = match link.arguments.as_slice() {
        [Value::Text(text)] => text.value.as_str(),
        [Value::Bare(word)] => word.text.as_str(),
        _ => return Err(links.usage_error(link, USAGE)),
    };
    let Some((amount, unit)) = duration(text) else {
        let error = links
            .cursor
            .error(format!("unknown window '{text}'"), link.range.clone());
        return Err(error.help("write minutes, hours or days, such as '5m', '4h' or '1d'"));
    };
    Ok(Timeframe {
        kind,
        amount,
        unit,
        span: links.cursor.span(link.range.clone()),
    })
}

impl fmt::Display for Timeframe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            TimeframeKind::Last => "last",
            TimeframeKind::Current => "current",
        };
        write!(f, ".{kind}(\"{}{}\")", self.amount, self.unit.symbol())
    }
}
