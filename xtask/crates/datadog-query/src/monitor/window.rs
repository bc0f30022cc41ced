//! Time in monitor queries: `last_5m`, `current_1d`, `next_1w`, `1h` (doc: monitors/configuration, api/latest/monitors).

use std::fmt;
use std::ops::Range;

use crate::scan::Cursor;
use crate::{ParseError, Result, Span};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Unit {
    /// `s`
    Second,
    /// `m`
    Minute,
    /// `h`
    Hour,
    /// `d`
    Day,
    /// `w`
    Week,
    /// `mo`, of the calendar in `current_1mo`, of 30 days otherwise
    Month,
}

/// The evaluation window of a metric monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Window {
    /// The kind of window.
    pub kind: WindowKind,
    /// The number of units, at least one.
    pub amount: u32,
    /// The unit.
    pub unit: Unit,
    /// Its span.
    pub span: Span,
}

/// The kind of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum WindowKind {
    /// `last_5m`: rolling, up to now.
    Last,
    /// `current_1d`: cumulative, since the unit began.
    Current,
    /// `next_1w`: ahead, for forecasts.
    Next,
}

/// How far back a change monitor compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Shift {
    /// The number of units.
    pub amount: u32,
    /// The unit.
    pub unit: Unit,
    /// The notation.
    pub form: ShiftForm,
    /// Its span.
    pub span: Span,
}

/// The two notations of a shift, which mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum ShiftForm {
    /// `last_5m`
    Last,
    /// `5m_ago`
    Ago,
}

const UNITS: &[(&str, Unit)] = &[
    ("s", Unit::Second),
    ("m", Unit::Minute),
    ("h", Unit::Hour),
    ("d", Unit::Day),
    ("w", Unit::Week),
    ("mo", Unit::Month),
];

impl Unit {
    /// The unit as written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        UNITS
            .iter()
            .find(|(_, unit)| *unit == self)
            .map_or("", |(symbol, _)| symbol)
    }

    /// Its length in seconds; a month has 30 days.
    #[must_use]
    pub fn seconds(self) -> u64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
            Self::Day => 86_400,
            Self::Week => 604_800,
            Self::Month => 2_592_000,
        }
    }

    /// The most units of a rolling window of a metric monitor: a month.
    fn rolling_max(self) -> u32 {
        match self {
            Self::Second => 0,
            Self::Minute => 10_080,
            Self::Hour => 168,
            Self::Day => 31,
            Self::Week => 4,
            Self::Month => 1,
        }
    }
}

impl Window {
    /// Its length in seconds.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        u64::from(self.amount) * self.unit.seconds()
    }
}

/// A duration such as `5m`: an amount of at least one and a unit, without spaces. `None` if `text` is not a duration.
#[must_use]
pub fn duration(text: &str) -> Option<(u32, Unit)> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let unit = UNITS.iter().find(|(symbol, _)| *symbol == &text[digits..])?.1;
    let amount = text[..digits].parse().ok().filter(|amount| *amount > 0)?;
    Some((amount, unit))
}

fn word<'t>(cursor: &mut Cursor<'t>) -> (&'t str, Range<usize>) {
    cursor.space();
    let start = cursor.at();
    let word = cursor.take_while(|c| c.is_alphanumeric() || c == '_');
    (word, start..cursor.at())
}

/// `last_5m`, `current_1d` or `next_1w`.
pub(super) fn window(cursor: &mut Cursor<'_>) -> Result<Window> {
    let (text, range) = word(cursor);
    let kinds = [
        ("last_", WindowKind::Last),
        ("current_", WindowKind::Current),
        ("next_", WindowKind::Next),
    ];
    let found = kinds
        .iter()
        .find_map(|(prefix, kind)| Some((*kind, text.strip_prefix(prefix).and_then(duration)?)));
    let Some((kind, (amount, unit))) = found else {
        return Err(unknown(cursor, text, range));
    };
    let fits = match kind {
        WindowKind::Last => amount <= unit.rolling_max(),
        WindowKind::Current => amount == 1 && matches!(unit, Unit::Hour | Unit::Day | Unit::Month),
        WindowKind::Next => unit != Unit::Second && u64::from(amount) * unit.seconds() <= 3 * Unit::Month.seconds(),
    };
    if !fits {
        let limit = match kind {
            WindowKind::Last => {
                "rolling windows have 1 to 10080 minutes (m), 168 hours (h), 31 days (d), 4 weeks (w) or one month (mo)"
            }
            WindowKind::Current => "cumulative windows are current_1h, current_1d and current_1mo",
            WindowKind::Next => "forecasts reach at most three months ahead",
        };
        return Err(cursor
            .error(format!("window '{text}' is out of range"), range)
            .help(limit));
    }
    Ok(Window {
        kind,
        amount,
        unit,
        span: cursor.span(range),
    })
}

/// `last_5m` or `5m_ago`.
pub(super) fn shift(cursor: &mut Cursor<'_>) -> Result<Shift> {
    let (text, range) = word(cursor);
    let found = text.strip_prefix("last_").map(|rest| (rest, ShiftForm::Last));
    let found = found.or_else(|| text.strip_suffix("_ago").map(|rest| (rest, ShiftForm::Ago)));
    let found = found.and_then(|(rest, form)| Some((duration(rest)?, form)));
    let Some(((amount, unit), form)) = found.filter(|((amount, unit), _)| *amount <= unit.rolling_max()) else {
        return Err(unknown(cursor, text, range).help("write how far back to compare, such as 'last_1h' or '1h_ago'"));
    };
    Ok(Shift {
        amount,
        unit,
        form,
        span: cursor.span(range),
    })
}

fn unknown(cursor: &Cursor<'_>, text: &str, range: Range<usize>) -> ParseError {
    if text.is_empty() {
        let error = cursor.error_here(format!(
            "missing window: expected a window such as last_5m, found {}",
            cursor.found()
        ));
        return error.help("write 'last_5m', 'last_4h', 'last_1d' or 'current_1d'");
    }
    let error = cursor.error(format!("unknown window '{text}'"), range);
    error.help(
        "write 'last_5m', 'last_4h', 'last_1d', 'last_1w', 'last_1mo', 'current_1h', 'current_1d' or 'current_1mo'",
    )
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            WindowKind::Last => "last",
            WindowKind::Current => "current",
            WindowKind::Next => "next",
        };
        write!(f, "{kind}_{}{}", self.amount, self.unit.symbol())
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            ShiftForm::Last => write!(f, "last_{}{}", self.amount, self.unit.symbol()),
            ShiftForm::Ago => write!(f, "{}{}_ago", self.amount, self.unit.symbol()),
        }
    }
}
